"""A question's terms, parted into those whose postings are read and those that are looked up afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from retrieval.postgres.bands import key_of

FEW: Final = 10_000
"""Postings of common terms that are read before any are looked up by passage."""
ENOUGH: Final = 2
"""Terms are left out while the most they could add, this many times, stays below the score to be reached.

The higher, the more postings are read; the lower, the more passages are looked up.
"""
MOST_WEIGHT: Final = 2**31 // 256 - 1
"""So that what one posting adds fits PostgreSQL's `int`, whose sum is a `bigint`."""


@dataclass(frozen=True, slots=True)
class Common:
    """A band of a term that many passages hold, and whose postings lie by passage too."""

    column: int
    """Its number among the bands of common terms."""
    size: int
    """How many postings it has."""
    top: int
    """Its highest impact."""


@dataclass(frozen=True, slots=True)
class Term:
    """A rare term of a question, or a band of a common one."""

    number: int
    """Of the whole term."""
    key: int
    """Of its postings."""
    weight: int
    """Positive."""
    common: Common | None

    @property
    def size(self) -> int:
        """How many postings it has; 0 for a rare one, whose postings cannot be left out."""
        return self.common.size if self.common else 0

    @property
    def bound(self) -> int:
        """The most it can add to a score; asked of common terms only."""
        assert self.common
        return self.weight * self.common.top


def terms_of(
    numbers: Iterable[int], weights: Iterable[int], common: Mapping[int, Sequence[Common]]
) -> tuple[Term, ...]:
    """The terms that can add to a score, the rare ones first, then by size.

    Raises
    ------
    ValueError
        When a weight is negative, or too large for exact sums.
    """
    pairs = [(int(number), int(weight)) for number, weight in zip(numbers, weights, strict=True)]
    if wrong := [weight for _, weight in pairs if not 0 <= weight <= MOST_WEIGHT]:
        raise ValueError(f"{wrong[0]} is no weight; give whole numbers from 0 to {MOST_WEIGHT}")
    asked = [
        Term(number, key_of(number, place), weight, band)
        for number, weight in pairs
        if weight
        for place, band in enumerate(common.get(number) or (None,))
    ]
    return tuple(sorted(asked, key=lambda term: (term.size, term.key)))


def few(terms: Sequence[Term]) -> int:
    """How many of the first terms to read: all rare ones, and common ones up to a sum of postings; or one.

    Examples
    --------
    >>> common = {1: [Common(0, 8_000, 255)], 0: [Common(1, 9_000, 255)]}
    >>> few(terms_of([9, 1, 0], [1, 1, 1], common))
    2
    """
    read, room = 0, FEW
    for term in terms:
        room -= term.size
        if room < 0 and read:
            break
        read += 1
    return read


def left_out(terms: Iterable[Term]) -> int:
    """The most that common terms can add to the score of a passage, which is in one band of each at most.

    Examples
    --------
    >>> left_out(terms_of([1, 0], [1, 2], {1: [Common(0, 9, 90), Common(1, 30, 50)], 0: [Common(2, 40, 70)]}))
    230
    """
    bounds: dict[int, int] = {}
    for term in terms:
        bounds[term.number] = max(term.bound, bounds.get(term.number, 0))
    return sum(bounds.values())


def needed(terms: Sequence[Term], score: int) -> int:
    """How many of the first terms to read so that no passage reaches a score by the others alone, by far.

    Examples
    --------
    >>> common = {1: [Common(0, 8_000, 100)], 0: [Common(1, 9_000, 100)]}
    >>> needed(terms_of([9, 1, 0], [1, 2, 1], common), 300)
    2
    """
    read = len(terms)
    while read and terms[read - 1].common and ENOUGH * left_out(terms[read - 1 :]) < score:
        read -= 1
    return read
