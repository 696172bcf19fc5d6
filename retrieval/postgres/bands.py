"""The postings of a common word in two bands: the few that tell most of their passages, and the others.

A search that has read the first band knows that the word adds little to any other passage, and needs to read
no further as often as not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from retrieval.postgres.parts import Numbers

BANDS: Final = 2
FIRST: Final = 4
"""One posting in so many, at most, is in the first band."""


@dataclass(frozen=True, slots=True)
class Band:
    """Some postings of a term."""

    term: int
    key: int
    """By which the table knows it: `key_of` its term and its place among the bands of that."""
    held: Numbers
    """Of shape (n,): their places among all postings, ascending."""
    top: int
    """The highest impact."""


def key_of(term: int, band: int = 0) -> int:
    """The key of a band of a term; a rare term has but one."""
    return BANDS * term + band


def bands(term: int, begin: int, impacts: Numbers) -> list[Band]:
    """The bands of a common term, highest impacts first; one alone where all impacts are equal.

    Parameters
    ----------
    begin : int
        Place of its first posting.
    impacts : ndarray of shape (n,)
        Of its postings, one at least.

    Examples
    --------
    >>> [band.held.tolist() for band in bands(7, 20, np.array([3, 9, 3, 3, 5]))]
    [[21], [20, 22, 23, 24]]
    """
    limit = np.partition(impacts, -1 - len(impacts) // FIRST)[-1 - len(impacts) // FIRST]
    parted = [np.flatnonzero(impacts > limit), np.flatnonzero(impacts <= limit)]
    several = [held for held in parted if len(held)]
    return [
        Band(term, key_of(term, place), begin + held, int(impacts[held].max()))
        for place, held in enumerate(several)
    ]
