"""Terms, their numbers and their weights, and a text as a weighted vector over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from retrieval.records import Floats, Ints

UNITS = 256
"""Whole numbers that a weight of 1 is in a search: sums of whole numbers are the same on every machine."""


@dataclass(frozen=True)
class Vocabulary:
    """What the corpus knows: fitted by scikit-learn, applied without it."""

    terms: Sequence[str]
    """Those of stop words first."""
    stop: int
    """How many of the terms are of stop words."""
    idf: Floats
    """Of shape (n_terms,): inverse document frequency, ln((1 + n) / (1 + df)) + 1."""
    odds: Floats
    """Of shape (n_terms,): the idf of BM25, ln(1 + (n - df + 0.5) / (df + 0.5)), near 0 for the commonest."""
    rarity: Floats
    """Of shape (n_terms,), in (0, 1]: how rare each term is in the language at large."""

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each term; made when it is first asked for, since opening an index needs none."""
        return dict(zip(self.terms, range(len(self.terms)), strict=True))

    def __len__(self) -> int:
        return len(self.terms)

    def __contains__(self, term: str) -> bool:
        return term in self.numbers

    def known(self, terms: Iterable[str]) -> Counts:
        """The known ones of some terms, each once, in their order, and how often each stands there."""
        counts: dict[int, int] = {}
        numbers = self.numbers
        for term in terms:
            number = numbers.get(term)
            if number is not None:
                counts[number] = counts.get(number, 0) + 1
        return Counts(
            np.fromiter(counts, np.int32, len(counts)), np.fromiter(counts.values(), np.int32, len(counts))
        )

    @cached_property
    def _units(self) -> Ints:
        """Of shape (n_terms,): the weight of each term in a search."""
        return np.maximum(1, np.rint(self.odds * UNITS)).astype(np.int32)

    def units(self, numbers: Ints) -> Ints:
        """The weight of some terms in a search, in whole `UNITS`; 1 at least."""
        return self._units.take(numbers)


@dataclass(frozen=True, slots=True)
class Counts:
    """Terms with how often each was said."""

    numbers: Ints
    """Of shape (n,): of terms, each once."""
    counts: Ints
    """Of shape (n,): 1 or more."""


def idf(frequency: npt.NDArray[np.integer], texts: int) -> Floats:
    """The inverse document frequency of terms that stand in so many of the texts, as scikit-learn fits it.

    Examples
    --------
    >>> idf(np.array([1, 3]), 3).round(2)
    array([1.69, 1.  ], dtype=float32)
    """
    return (np.log((1 + texts) / (1 + frequency)) + 1).astype(np.float32)


def odds(frequency: npt.NDArray[np.float64], texts: int) -> Floats:
    """The idf of BM25 of terms that stand in so many of the texts, of the same shape."""
    return np.log1p((texts - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)


_REPEATED = (1 + np.log(np.maximum(1, np.arange(64)))).astype(np.float32)
_REPEATED[0] = 0


def repeated(counts: npt.NDArray[np.integer]) -> Floats:
    """What a term weighs that stands in a text so often: 1 + ln(count), 0 for none.

    As scikit-learn's `sublinear_tf`; beyond 63 times it grows no more.

    Examples
    --------
    >>> repeated(np.array([0, 1, 2])).round(2)
    array([0.  , 1.  , 1.69], dtype=float32)
    """
    return _REPEATED.take(counts, mode="clip")
