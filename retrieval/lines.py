"""Very many short texts in one piece of memory, each made a string when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

import numpy as np
import numpy.typing as npt

from retrieval.postings import Bytes
from retrieval.stretches import bounds


@dataclass(frozen=True, slots=True, eq=False)
class Lines(Sequence[str]):
    """Texts, one after another; those that were read stay strings."""

    bytes: Bytes
    """Of shape (n_bytes,): UTF-8, lone surrogates as they are."""
    ptr: npt.NDArray[np.integer]
    """Of shape (n_lines + 1,): where each begins."""
    read: list[str | None] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "read", [None] * (len(self.ptr) - 1))

    def __len__(self) -> int:
        return len(self.read)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        """One text, or some."""
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        text = self.read[place]
        if text is None:
            text = self.read[place] = self.decoded(place % len(self.read))
        return text

    def some(self, places: Sequence[int]) -> list[str]:
        """Some texts by their places, from 0."""
        read = self.read
        found = [text for place in places if (text := read[place]) is not None]
        return found if len(found) == len(places) else [self[place] for place in places]

    def __iter__(self) -> Iterator[str]:
        return (self[place] for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def decoded(self, place: int) -> str:
        """One text, from 0, which is not kept."""
        stretch = self.bytes[self.ptr[place] : self.ptr[place + 1]]
        return stretch.tobytes().decode("utf-8", "surrogatepass")


def as_lines(texts: Iterable[str]) -> Lines:
    """Some texts as `Lines`."""
    if isinstance(texts, Lines):
        return texts
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
    return Lines(np.frombuffer(b"".join(encoded), np.uint8), bounds(sizes))
