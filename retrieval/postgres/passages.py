"""The passages of an index that a database searches, each read when it is asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, overload

from faq import Passage
from retrieval.passages import REMEMBERED, passage_read
from retrieval.postgres.search import Search

AT_ONCE: Final = 500
"""Passages that one statement reads at most: each within the time limit of a read."""


@dataclass(frozen=True, slots=True, eq=False)
class Passages(Sequence[Passage]):
    """Passages by their numbers."""

    search: Search
    _read: OrderedDict[int, Passage] = field(default_factory=OrderedDict, init=False, repr=False)
    """Those that were read last."""
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)

    def __len__(self) -> int:
        return self.search.passages

    @overload
    def __getitem__(self, place: int) -> Passage: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, place: int | slice) -> Passage | tuple[Passage, ...]:
        """One passage, or some, which are read at once."""
        if isinstance(place, slice):
            return tuple(self.some(range(*place.indices(len(self)))))
        return self.some([range(len(self))[place]])[0]

    def __iter__(self) -> Iterator[Passage]:
        for begin in range(0, len(self), AT_ONCE):
            yield from self._fetched(range(begin, min(begin + AT_ONCE, len(self))))

    def some(self, numbers: Sequence[int]) -> list[Passage]:
        """Some passages by their numbers, from 0; those that are not at hand are read by one statement."""
        with self._lock:
            found = {number: self._read[number] for number in numbers if number in self._read}
        absent = [number for number in dict.fromkeys(numbers) if number not in found]
        for begin in range(0, len(absent), AT_ONCE):
            several = absent[begin : begin + AT_ONCE]
            found.update(zip(several, self._fetched(several), strict=True))
        self._remember(found)
        return [found[number] for number in numbers]

    def _fetched(self, numbers: Iterable[int]) -> list[Passage]:
        return [passage_read(text.decode()) for text in self.search.texts(numbers)]

    def _remember(self, found: dict[int, Passage]) -> None:
        with self._lock:
            for number, passage in found.items():
                self._read[number] = passage
                self._read.move_to_end(number)
            while len(self._read) > REMEMBERED:
                self._read.popitem(last=False)
