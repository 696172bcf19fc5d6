"""A question's terms, parted into those whose postings are read and those that are looked up afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

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
    """A term that many passages hold, and whose postings lie by passage too."""

    column: int
    """Its number among the common terms."""
    size: int
    """How many passages hold it."""
    top: int
    """Its highest impact."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a question."""

    number: int
    weight: int
    """Positive."""
    common: Common | None

    @property
    def size(self) -> int:
        """How many passages hold it; 0 for a rare one, whose postings cannot be left out."""
        return self.common.size if self.common else 0

    @property
    def bound(self) -> int:
        """The most it can add to a score; asked of common terms only."""
        assert self.common
        return self.weight * self.common.top


def terms_of(
    numbers: Iterable[int], weights: Iterable[int], common: Mapping[int, Common]
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
    asked = [Term(number, weight, common.get(number)) for number, weight in pairs if weight]
    return tuple(sorted(asked, key=lambda term: (term.size, term.number)))


def few(terms: Sequence[Term]) -> int:
    """How many of the first terms to read: all rare ones, and common ones up to a sum of postings; or one.

    Examples
    --------
    >>> few([Term(9, 1, None), Term(1, 1, Common(0, 8_000, 255)), Term(0, 1, Common(1, 9_000, 255))])
    2
    """
    read, room = 0, FEW
    for term in terms:
        room -= term.size
        if room < 0 and read:
            break
        read += 1
    return read


def needed(terms: Sequence[Term], score: int) -> int:
    """How many of the first terms to read so that no passage reaches a score by the others alone, by far.

    Examples
    --------
    >>> needed([Term(9, 1, None), Term(1, 2, Common(0, 8_000, 100)), Term(0, 1, Common(1, 9_000, 100))], 300)
    2
    """
    read, left_out = len(terms), 0
    while read and terms[read - 1].common:
        left_out += terms[read - 1].bound
        if ENOUGH * left_out >= score:
            break
        read -= 1
    return read
