"""The passages of a stored index, each read when it is asked for: very many of them cost nothing to open."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, overload

from faq import Passage, Source
from retrieval.lines import Lines
from retrieval.records import Ints

REMEMBERED: Final = 4_096
"""Passages that stay in memory once read."""


class ReadPassages(Sequence[Passage]):
    """Passages by their numbers, however each is read."""

    __slots__ = ()
    at: Callable[[int], Passage]
    """The passage of a number, from 0."""

    @overload
    def __getitem__(self, place: int) -> Passage: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, place: int | slice) -> Passage | tuple[Passage, ...]:
        """One passage, or some."""
        if isinstance(place, slice):
            return tuple(self.at(each) for each in range(*place.indices(len(self))))
        return self.at(range(len(self))[place])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)


@dataclass(frozen=True, slots=True, eq=False)
class Passages(ReadPassages):
    """The passages of a stored index."""

    texts: Lines
    """Each passage as `passage_line` writes it; they are not kept a second time as strings."""
    at: Callable[[int], Passage] = field(init=False, repr=False)
    """Keeps the latest ones."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", lru_cache(REMEMBERED)(self._read))

    def _read(self, place: int) -> Passage:
        return passage_read(self.texts.decoded(place))

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Passage]:
        return map(self._read, range(len(self)))


@dataclass(frozen=True, slots=True, eq=False)
class Spliced(ReadPassages):
    """The passages of an index with some taken out, and new ones put in."""

    before: Sequence[Passage]
    new: tuple[Passage, ...]
    order: Ints
    """Of shape (n,): the number of each in `before`; of a new one, `len(before)` and its place in `new`."""
    lines: Mapping[int, int]
    """On which line of its file some of `before` stand now, by their numbers there."""

    def at(self, place: int) -> Passage:
        """The passage of a number, from 0."""
        number = int(self.order[place])
        if number >= len(self.before):
            return self.new[number - len(self.before)]
        passage = self.before[number]
        if number not in self.lines:
            return passage
        source = dataclasses.replace(passage.source, line=self.lines[number])
        return dataclasses.replace(passage, source=source)

    def __len__(self) -> int:
        return len(self.order)


NAMES: Final = tuple(field.name for field in dataclasses.fields(Passage) if field.name != "source")


def passage_line(passage: Passage) -> str:
    """A passage as one line of JSON."""
    values = [getattr(passage, name) for name in NAMES]
    return json.dumps([*values, passage.source.path, passage.source.line])


def passage_read(line: str) -> Passage:
    """The passage that a line tells."""
    *values, path, number = json.loads(line)
    told: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in zip(NAMES, values, strict=True)
    }
    return Passage(**told, source=Source(path, number))


def passage_lines(passages: Sequence[Passage]) -> Iterable[str]:
    """Passages as lines; those that were read from lines, as they are."""
    return passages.texts if isinstance(passages, Passages) else map(passage_line, passages)
