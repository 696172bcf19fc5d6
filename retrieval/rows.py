"""What each passage says, term by term: what is compared with a question once the candidates are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from retrieval.records import Floats, Ints

Numbers: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Said:
    """What some passages say, one after another; each one's phrasings, then its text.

    A *piece* is a phrasing or a text.
    """

    terms: npt.NDArray[np.integer]
    """Of shape (n_terms_said,): numbers of terms; `n_terms` of the vocabulary stands between sentences."""
    begins: Numbers
    """Of shape (n_pieces,): where each piece begins in `terms`."""
    sizes: Numbers
    """Of shape (n_pieces,): how many terms each has."""
    first: Numbers
    """Of shape (n_passages,): the first piece of each passage."""
    texts: Numbers
    """Of shape (n_passages,): the last piece of each, which is its text."""
    owners: Numbers
    """Of shape (n_pieces,): the passage of each, from 0."""
    is_phrasing: npt.NDArray[np.bool_]
    """Of shape (n_pieces,)."""
    text_sizes: Ints
    """Of shape (n_passages,): how many terms each text has, marks between sentences not counted."""
    lengths: Floats
    """Of shape (n_pieces,): of each as a vector."""
    text_lengths: Floats
    """Of shape (n_passages,): of all that each says, as a vector of the words that carry meaning."""
    phrasings: Numbers
    """Of shape (n_phrasings,): number of each phrasing in the corpus."""


class Read(Protocol):
    """Whatever tells what passages say."""

    def said(self, passages: Ints) -> Said:
        """What some passages say, as `Rows.said` tells it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """All passages' terms in their order."""

    terms: npt.NDArray[np.integer]
    """Of shape (n_terms_said,): passage after passage, each one's phrasings and then its text."""
    ptr: npt.NDArray[np.integer]
    """Of shape (n_pieces + 1,): where each piece begins; passage p has the pieces `first[p] + p` to
    `first[p + 1] + p`."""
    first: Ints
    """Of shape (n_passages + 1,): number of each passage's first phrasing."""
    text_sizes: Ints
    """Of shape (n_passages,): how many terms each text has, marks between sentences not counted."""
    lengths: Floats
    """Of shape (n_pieces,): length of each phrasing as a TF-IDF vector of all words; infinite for texts."""
    text_lengths: Floats
    """Of shape (n_passages,): length of all that a passage says as a TF-IDF vector of the words that carry
    meaning."""

    def said(self, passages: Ints) -> Said:
        """What some passages say."""
        bounds = np.array([passages, passages + 1])
        bounds += self.first.take(bounds)
        counts = bounds[1] - bounds[0]
        ends = counts.cumsum()
        first, texts = ends - counts, ends - 1
        owners = np.arange(len(passages)).repeat(counts)
        numbers = np.arange(len(owners)) + (bounds[0] - first).take(owners)
        sizes = self.ptr.take(numbers + 1).astype(np.int64) - self.ptr.take(numbers)
        is_text = np.zeros(len(owners), bool)
        is_text[texts] = True
        is_phrasing = ~is_text
        return Said(
            terms=self._joined(self.ptr.take(bounds).tolist()),
            begins=sizes.cumsum() - sizes,
            sizes=sizes,
            first=first,
            texts=texts,
            owners=owners,
            is_phrasing=is_phrasing,
            text_sizes=self.text_sizes.take(passages),
            lengths=self.lengths.take(numbers),
            text_lengths=self.text_lengths.take(passages),
            phrasings=(numbers - passages.take(owners)).compress(is_phrasing),
        )

    def _joined(self, bounds: Sequence[Sequence[int]]) -> npt.NDArray[np.integer]:
        """Stretches of `terms`, given by where they begin and end: joined as bytes, in half the time."""
        terms = self.terms.data
        found = b"".join([terms[begin:end] for begin, end in zip(*bounds, strict=True)])
        return np.frombuffer(found, self.terms.dtype)


def maxima(values: Floats, begins: Numbers) -> Floats:
    """Maxima of consecutive stretches of values; no stretch may be empty.

    Examples
    --------
    >>> maxima(np.float32([1, 5, 3]), np.int32([0, 2]))
    array([5., 3.], dtype=float32)
    """
    best: Floats = np.maximum.reduceat(values, begins)
    return best
