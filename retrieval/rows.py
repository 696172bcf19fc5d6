"""Sparse rows, one a text: what is compared with a question once the candidates are known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retrieval.records import Floats, Ints


@dataclass(frozen=True, slots=True)
class Gathered:
    """The values of some rows, one row after another: gathered once, asked by several signals."""

    ids: Ints
    """Of shape (n_values,): numbers of terms."""
    weights: Floats
    """Of shape (n_values,)."""
    begins: Ints
    """Of shape (n_rows,): where each row begins in the other two."""

    def dots(self, query: Floats) -> Floats:
        """Inner product of each row with a dense query vector, of shape (n_rows,)."""
        return sums(self.weights * query[self.ids], self.begins)

    def overlaps(self, weights: Floats) -> Floats:
        """Sum of a term weight over the terms that each row holds, whatever the row's own weights."""
        return sums(weights[self.ids], self.begins)


@dataclass(frozen=True, slots=True)
class Rows:
    """A sparse matrix by rows, as scipy's CSR keeps it."""

    ptr: Ints
    """Of shape (n_rows + 1,): where each row begins in the other two."""
    ids: Ints
    """Of shape (n_values,): numbers of terms."""
    weights: Floats
    """Of shape (n_values,)."""

    def __len__(self) -> int:
        return len(self.ptr) - 1

    def gathered(self, rows: Ints) -> Gathered:
        """The values of some rows, given by their numbers."""
        starts = self.ptr[rows]
        lengths = self.ptr[rows + 1] - starts
        begins = np.cumsum(lengths) - lengths
        places = np.arange(lengths.sum(), dtype=np.int32) + np.repeat(starts - begins, lengths)
        return Gathered(self.ids[places], self.weights[places], begins.astype(np.int32))

    def dots(self, rows: Ints, query: Floats) -> Floats:
        """Inner product of some rows with a dense query vector, of shape (n_rows_given,)."""
        return self.gathered(rows).dots(query)


def sums(values: Floats, begins: Ints) -> Floats:
    """Sums of consecutive stretches of values; an empty stretch sums to 0.

    Examples
    --------
    >>> sums(np.float32([1, 2, 3]), np.int32([0, 2, 2]))
    array([3., 0., 3.], dtype=float32)
    """
    running = np.concatenate([np.zeros(1, np.float64), np.cumsum(values, dtype=np.float64)])
    ends = np.append(begins[1:], len(values))
    return (running[ends] - running[begins]).astype(np.float32)


def maxima(values: Floats, begins: Ints) -> Floats:
    """Maxima of consecutive stretches of values; no stretch may be empty.

    Examples
    --------
    >>> maxima(np.float32([1, 5, 3]), np.int32([0, 2]))
    array([5., 3.], dtype=float32)
    """
    best: Floats = np.maximum.reduceat(values, begins)
    return best
