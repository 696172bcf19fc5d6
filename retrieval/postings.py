"""The inverted index: for each term the passages that hold it, so that a question reads only those.

Everything is a whole number: a score is the same wherever it is summed up, and equal scores are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import local
from typing import Final, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from retrieval.records import Ints

FULL: Final = 255
"""The impact of a term that could not tell more."""
DENSE_SHARE: Final = 1 / 16
"""Share of the passages from which on a term is kept as a column with a place for every passage."""
_BLOCKS: Final = 64
"""Every so many-th passage is looked at together when the best of very many are wanted."""

Bytes: TypeAlias = npt.NDArray[np.uint8]
Pointers: TypeAlias = npt.NDArray[np.int64]
Scores: TypeAlias = npt.NDArray[np.int32]


class Searched(Protocol):
    """Whatever finds the passages with the highest inner product."""

    def best(self, terms: Sequence[int], weights: Sequence[int], most: int) -> tuple[Ints, Scores]:
        """The best passages for a question, as `Postings.best` finds them."""


@dataclass(frozen=True, slots=True)
class Postings:
    """A sparse matrix of passages by terms, kept by columns."""

    ptr: Pointers
    """Of shape (n_terms + 1,): where each term's postings begin; a dense term has none."""
    ids: Ints
    """Of shape (n_postings,): numbers of passages, ascending within a term."""
    impacts: Bytes
    """Of shape (n_postings,): what the term tells of the passage, from 1 to `FULL`."""
    dense_terms: Ints
    """Of shape (n_dense,), ascending: the commonest terms."""
    dense: Bytes
    """Of shape (n_dense, n_passages): their impacts on all passages, 0 where they do not stand."""
    columns: dict[int, Bytes] = field(init=False, repr=False, compare=False)
    peaks: dict[int, int] = field(init=False, repr=False, compare=False)
    """The greatest impact of each dense term."""
    _buffers: local = field(default_factory=local, repr=False, compare=False)

    def __post_init__(self) -> None:
        terms = self.dense_terms.tolist()
        object.__setattr__(self, "columns", dict(zip(terms, self.dense, strict=True)))
        peaks = self.dense.max(axis=1, initial=0).tolist()
        object.__setattr__(self, "peaks", dict(zip(terms, peaks, strict=True)))

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return int(self.dense.shape[1])

    def best(self, terms: Sequence[int], weights: Sequence[int], most: int) -> tuple[Ints, Scores]:
        """The passages with the highest inner product, best first; equal ones in corpus order.

        Exact. Rare terms are scored for every passage that holds one; then the common ones, but only for
        passages which they can still lift among the best.

        Parameters
        ----------
        terms : sequence of int
            Each once.
        weights : sequence of int
            0 or more.
        most : int
            1 or more.

        Returns
        -------
        ndarray of shape (n,)
            Numbers of passages, n at most `most`; none with a score of 0.
        ndarray of shape (n,)
            Their scores.
        """
        scores = self._buffer()
        common: list[tuple[Bytes, int, int]] = []
        for term, weight in zip(terms, weights, strict=True):
            if (column := self.columns.get(term)) is not None:
                common.append((column, weight, self.peaks[term]))
            else:
                stretch = slice(self.ptr[term], self.ptr[term + 1])
                np.add.at(
                    scores, self.ids[stretch], np.multiply(self.impacts[stretch], weight, dtype=np.int32)
                )
        places = _hopeful(scores, sum(weight * peak for _, weight, peak in common), most)
        found = scores.take(places)
        for column, weight, _ in common:
            found += np.multiply(column.take(places), weight, dtype=np.int32)
        return largest(places, found, most)

    def parts(self, terms: Iterable[int]) -> list[npt.NDArray[np.integer]]:
        """All arrays that a question reads: postings of rare terms, columns of common ones."""
        found: list[npt.NDArray[np.integer]] = []
        for term in terms:
            stretch = slice(self.ptr[term], self.ptr[term + 1])
            column = self.columns.get(term)
            found += [self.ids[stretch], self.impacts[stretch]] if column is None else [column]
        return found

    def whole(self) -> Iterator[tuple[Ints, Bytes]]:
        """The postings of each term, dense ones too: passages and impacts."""
        for term in range(len(self.ptr) - 1):
            if (column := self.columns.get(term)) is not None:
                places = np.flatnonzero(column).astype(np.int32)
                yield places, column[places]
            else:
                stretch = slice(self.ptr[term], self.ptr[term + 1])
                yield self.ids[stretch], self.impacts[stretch]

    def _buffer(self) -> Scores:
        """Zeros of shape (n_passages,), the same memory for each question of a thread."""
        buffer: Scores | None = getattr(self._buffers, "scores", None)
        if buffer is None:
            buffer = self._buffers.scores = np.zeros(self.passages, np.int32)
        buffer.fill(0)
        return buffer


def postings(passages: Ints, terms: Ints, impacts: Bytes, shape: tuple[int, int]) -> Postings:
    """The postings of a sparse matrix given by its cells.

    Parameters
    ----------
    passages, terms : ndarray of shape (n,)
        Row and column of each cell; no cell twice; ordered by passage.
    impacts : ndarray of shape (n,)
        From 1 to `FULL`.
    shape : (int, int)
        Of the matrix: passages, terms.
    """
    frequency = np.bincount(terms, minlength=shape[1])
    common = np.flatnonzero(frequency > max(1, DENSE_SHARE * shape[0])).astype(np.int32)
    place = np.full(shape[1], -1, np.int32)
    place[common] = np.arange(len(common))
    columns = place[terms]
    dense = np.zeros((len(common), shape[0]), np.uint8)
    kept = columns >= 0
    dense[columns[kept], passages[kept]] = impacts[kept]
    order = np.argsort(terms[~kept], kind="stable")
    frequency[common] = 0
    ptr = np.concatenate([[0], np.cumsum(frequency)]).astype(np.int64)
    return Postings(ptr, passages[~kept][order], impacts[~kept][order], common, dense)


def largest(places: Ints, scores: Scores, most: int) -> tuple[Ints, Scores]:
    """Those of some ascending places that score highest, best first; of equal ones the first, none of 0.

    Examples
    --------
    >>> largest(np.int32([2, 5, 7, 9]), np.int32([1, 3, 0, 3]), 3)
    (array([5, 9, 2], dtype=int32), array([3, 3, 1], dtype=int32))
    """
    floor = 1
    if len(scores) > most:
        floor = max(1, int(np.partition(scores, len(scores) - most)[len(scores) - most]))
    kept = np.flatnonzero(scores >= floor)
    order = kept[np.argsort(-scores[kept], kind="stable")[:most]]
    return places[order], scores[order]


def _hopeful(scores: Scores, slack: int, most: int) -> Ints:
    """Ascending places of all that may come among the best when any score may still grow by so much.

    Of so many groups as are wanted, those with the greatest maxima, each holds one that scores at least
    as much as the least of these maxima; whatever cannot reach that is out.
    """
    groups = len(scores) // _BLOCKS
    if groups <= 4 * most:
        return np.arange(len(scores), dtype=np.int32)
    table = scores[: groups * _BLOCKS].reshape(_BLOCKS, groups)
    maxima = table.max(axis=0)
    floor = int(np.partition(maxima, groups - most)[groups - most]) - slack
    if floor <= 0 or np.count_nonzero(maxima >= floor) > groups // 4:
        return np.flatnonzero(scores >= max(floor, 0 if slack else 1)).astype(np.int32)
    chosen = np.flatnonzero(maxima >= floor)
    within, group = np.nonzero(table[:, chosen] >= floor)
    ends = np.flatnonzero(scores[groups * _BLOCKS :] >= floor) + groups * _BLOCKS
    return np.concatenate([within * groups + chosen[group], ends]).astype(np.int32)
