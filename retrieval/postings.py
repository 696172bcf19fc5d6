"""The inverted index: for each term the passages that hold it, so that a question reads only those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import local

import numpy as np

from retrieval.records import Floats, Ints

_BLOCK = 64
"""Passages whose best score is looked at together when the best of very many are wanted."""


@dataclass(frozen=True, slots=True)
class Postings:
    """A sparse matrix of passages by terms, kept by columns, as scipy's CSC keeps it."""

    ptr: Ints
    """Of shape (n_terms + 1,): where each term's postings begin."""
    ids: Ints
    """Of shape (n_postings,): numbers of passages, ascending within a term."""
    weights: Floats
    """Of shape (n_postings,)."""
    passages: int
    """How many passages there are."""
    _buffers: local = field(default_factory=local, repr=False, compare=False)

    def best(self, terms: Sequence[int], weights: Floats, most: int) -> tuple[Ints, Floats]:
        """The passages with the highest inner product, best first; equal ones in corpus order.

        Exact: every passage that holds a term is scored, at a cost that follows the postings read.

        Parameters
        ----------
        terms : sequence of int
        weights : ndarray of shape (n_terms_of_the_query,)
            Positive.
        most : int

        Returns
        -------
        ndarray of shape (n,)
            Numbers of passages, n at most `most`; none that shares no term.
        ndarray of shape (n,)
            Their scores, positive.
        """
        scores = self._buffer()
        for term, weight in zip(terms, weights, strict=True):
            stretch = slice(self.ptr[term], self.ptr[term + 1])
            np.add.at(scores, self.ids[stretch], self.weights[stretch] * weight)
        found = largest(scores, most)
        found = found[scores[found] > 0]
        return found, scores[found].copy()

    def _buffer(self) -> Floats:
        """Zeros of shape (n_passages,), the same memory for each question of a thread."""
        buffer: Floats | None = getattr(self._buffers, "scores", None)
        if buffer is None:
            buffer = self._buffers.scores = np.zeros(self.passages, np.float32)
        buffer.fill(0)
        return buffer


def largest(values: Floats, most: int) -> Ints:
    """Places of the largest values, largest first; of equal ones the first stands first.

    Among many values only the blocks with the greatest maxima are looked at: the `most` largest
    values lie in the `most` blocks whose maxima are largest.

    Examples
    --------
    >>> largest(np.float32([1, 3, 2, 3]), 3)
    array([1, 3, 2], dtype=int32)
    """
    blocks = len(values) // _BLOCK
    if blocks <= 4 * most:
        places = np.arange(len(values))
    else:
        heads = values[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
        # all blocks that tie with the last one kept: its equals in later blocks must not be lost to chance
        floor = np.partition(heads, blocks - most)[blocks - most]
        chosen = np.flatnonzero(heads >= floor) if floor > 0 else np.flatnonzero(heads > 0)
        places = (chosen[:, None] * _BLOCK + np.arange(_BLOCK)).ravel()
        places = np.concatenate([places, np.arange(blocks * _BLOCK, len(values))])
    candidates = values[places]
    if len(places) > most:
        floor = np.partition(candidates, len(places) - most)[len(places) - most]
        places = places[candidates >= floor]
        candidates = values[places]
    return places[np.lexsort((places, -candidates))][:most].astype(np.int32)
