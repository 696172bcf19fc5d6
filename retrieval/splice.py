"""Passages taken out of a long run of them, and new ones put in: what moves where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import numpy as np
import numpy.typing as npt

from retrieval.records import Ints

Numbers: TypeAlias = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Splice:
    """The order of some things afterwards: of passages, or of what belongs to them."""

    present: int
    """How many there are before."""
    new: int
    """How many come."""
    order: Ints
    """Of shape (n,): the number of each before; of a new one, `present` and its place among the new."""

    @classmethod
    def of(cls, present: int, gone: Sequence[int], places: Sequence[int]) -> Self:
        """Some taken out, and new ones put in.

        Parameters
        ----------
        present : int
        gone : sequence of int
            Numbers before, each once.
        places : sequence of int
            Ascending: for each new one the number of the present one that it goes before; `present` for
            the end.

        Examples
        --------
        >>> Splice.of(4, gone=[1], places=[1, 4]).order
        array([0, 4, 2, 3, 5], dtype=int32)
        """
        kept = np.delete(np.arange(present, dtype=np.int32), np.array(gone, np.int32))
        new = np.arange(present, present + len(places), dtype=np.int32)
        return cls(present, len(places), np.insert(kept, kept.searchsorted(places), new))

    def parts(self, before: Numbers, new: Numbers) -> Self:
        """The order of what belongs to each: its phrasings, say.

        Parameters
        ----------
        before : ndarray of shape (present + 1,)
            Where they begin for each one before.
        new : ndarray of shape (new + 1,)
            The same of the new ones.
        """
        present, come = int(before[-1]), int(new[-1])
        numbers = np.arange(present + come, dtype=np.int32)
        return type(self)(present, come, self.joined(numbers[:present], numbers[present:], (before, new)))

    def moved(self) -> Ints:
        """Of shape (present + new,): the number of each afterwards; -1 for one that is gone."""
        table = np.full(self.present + self.new, -1, np.int32)
        table[self.order] = np.arange(len(self.order))
        return table

    def joined(self, before: Any, new: Any, begins: tuple[Numbers, Numbers] | None = None) -> Any:
        """What belongs to them, in their order afterwards.

        Parameters
        ----------
        before, new : ndarray
            What belongs to those before and to the new ones, along the last axis.
        begins : tuple of ndarray, optional
            Where that begins for each, as in `parts`; without it there is one value for each.
        """
        pieces = []
        for is_new, begin, end in self._runs():
            if begins:
                begin, end = int(begins[is_new][begin]), int(begins[is_new][end])
            pieces.append((new if is_new else before)[..., begin:end])
        return np.concatenate(pieces, axis=-1) if pieces else before[..., :0]

    def _runs(self) -> list[tuple[bool, int, int]]:
        """Those that stay together: whether they are new, the first, and one beyond the last."""
        breaks = np.flatnonzero((np.diff(self.order) != 1) | (self.order[1:] == self.present)) + 1
        stretches = np.split(self.order, breaks) if len(self.order) else []
        found = [(int(each[0]), int(each[-1]) + 1) for each in stretches]
        split = self.present
        return [
            (True, begin - split, end - split) if begin >= split else (False, begin, end)
            for begin, end in found
        ]
