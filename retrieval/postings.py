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
from retrieval.stretches import bounds

FULL: Final = 255
"""The impact of a term that could not tell more."""
DENSE_SHARE: Final = 1 / 16
"""Share of the passages from which on a term is kept as a column with a place for every passage."""
FEW: Final = 16_000
"""Passages up to which all are scored: finding out which ones need not be costs more than that."""
_BLOCKS: Final = 64
"""Every so many-th passage is looked at together when the best of very many are wanted."""

Bytes: TypeAlias = npt.NDArray[np.uint8]
Pointers: TypeAlias = npt.NDArray[np.int64]
Scores: TypeAlias = npt.NDArray[np.int32]
Whole: TypeAlias = npt.NDArray[np.integer]


class Searched(Protocol):
    """Whatever finds the passages with the highest inner product."""

    def best(self, terms: Sequence[int], weights: Sequence[int], most: int) -> tuple[Ints, Whole]:
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

        Exact. Of few passages all are scored. Of many, rare terms are scored for every passage that holds
        one; the common ones are added only for passages which they can still lift among the best: mostly few,
        but all where rare terms say little.

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
        asked = list(zip(terms, weights, strict=True))
        common = [(self.columns[term], weight) for term, weight in asked if term in self.columns]
        rare = [each for each in asked if each[0] not in self.columns]
        if self.passages <= FEW:
            return self._best_of_few(rare, common, most)
        slack = sum(weight * self.peaks[term] for term, weight in asked if term in self.columns)
        places, scores = self._scored(rare)
        floor = _least(scores, most) - slack
        if common and floor <= 0:
            return self._best_of_all(places, scores, common, most)
        kept = (scores >= max(floor, 1)).nonzero()[0]
        places, scores = places.take(kept), scores.take(kept)
        for column, weight in common:
            scores += np.multiply(column.take(places), weight, dtype=np.int32)
        order = places.argsort()
        return largest(places.take(order), scores.take(order), most)

    def _best_of_few(
        self, rare: Sequence[tuple[int, int]], common: Sequence[tuple[Bytes, int]], most: int
    ) -> tuple[Ints, Scores]:
        """The best when every passage is scored for each of its terms."""
        every, ptr = np.zeros(self.passages, np.int32), self.ptr
        for column, weight in common:
            every += np.multiply(column, weight, dtype=np.int32)
        for term, weight in rare:
            held = slice(ptr[term], ptr[term + 1])
            np.add.at(every, self.ids[held], np.multiply(self.impacts[held], weight, dtype=np.int32))
        best = _highest(every, most)
        return best.astype(np.int32), every.take(best)

    def _scored(self, rare: Sequence[tuple[int, int]]) -> tuple[Ints, Scores]:
        """The passages that hold some rare terms, and what these earn.

        A passage stands there once for each of its terms, but only the first time with its score, which is
        taken out of the buffer; that leaves it as empty as it was.
        """
        buffer, ptr = self._buffer(), self.ptr
        stretches = [slice(ptr[term], ptr[term + 1]) for term, _ in rare]
        places = [self.ids[stretch] for stretch in stretches]
        for held, stretch, (_, weight) in zip(places, stretches, rare, strict=True):
            np.add.at(buffer, held, np.multiply(self.impacts[stretch], weight, dtype=np.int32))
        scores = []
        for held in places:
            scores.append(buffer.take(held))
            buffer[held] = 0
        self._buffers.scores = buffer
        none = np.zeros(0, np.int32)
        return np.concatenate([none, *places]), np.concatenate([none, *scores])

    def _best_of_all(
        self, places: Ints, scores: Scores, common: Sequence[tuple[Bytes, int]], most: int
    ) -> tuple[Ints, Scores]:
        """The best of all passages, given what the rare terms earn and the columns of the common ones."""
        (column, weight), *others = common
        every = np.multiply(column, weight, dtype=np.int32)
        for column, weight in others:
            every += np.multiply(column, weight, dtype=np.int32)
        scored = scores.nonzero()[0]
        every[places.take(scored)] += scores.take(scored)  # each of these places once
        hopeful = _hopeful(every, most)
        return largest(hopeful, every.take(hopeful), most)

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
        """Zeros of shape (n_passages,), the same memory for each question of a thread.

        Whoever takes them puts them back, empty again; after an error nobody does, and the next are new ones.
        """
        taken: Scores | None = self._buffers.__dict__.pop("scores", None)
        return np.zeros(self.passages, np.int32) if taken is None else taken


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
    ptr = bounds(frequency)
    return Postings(ptr, passages[~kept][order], impacts[~kept][order], common, dense)


def largest(places: Ints, scores: Scores, most: int) -> tuple[Ints, Scores]:
    """Those of some ascending places that score highest, best first; of equal ones the first, none of 0.

    Examples
    --------
    >>> largest(np.int32([2, 5, 7, 9]), np.int32([1, 3, 0, 3]), 3)
    (array([5, 9, 2], dtype=int32), array([3, 3, 1], dtype=int32))
    """
    best = _highest(scores, most)
    return places.take(best), scores.take(best)


def _highest(scores: Scores, most: int) -> npt.NDArray[np.intp]:
    """The places of so many highest scores, best first; of equal ones the first, none of 0."""
    kept = (scores >= max(1, _least(scores, most))).nonzero()[0]
    return kept.take((-scores.take(kept)).argsort(kind="stable")[:most])


def _least(scores: Scores, most: int) -> int:
    """The least of so many highest scores; 0 where there are fewer."""
    if len(scores) < most:
        return 0
    return int(np.partition(scores, len(scores) - most)[len(scores) - most])


def _hopeful(scores: Scores, most: int) -> Ints:
    """Ascending places of all that may be among the best.

    Of so many groups as are wanted, those with the greatest maxima, each holds one that scores at least
    as much as the least of these maxima; whatever does not reach that is out.
    """
    groups = len(scores) // _BLOCKS
    if groups <= 4 * most:
        return np.arange(len(scores), dtype=np.int32)
    table = scores[: groups * _BLOCKS].reshape(_BLOCKS, groups)
    maxima = table.max(axis=0)
    floor = max(1, _least(maxima, most))
    if np.count_nonzero(maxima >= floor) > groups // 4:
        return (scores >= floor).nonzero()[0].astype(np.int32)
    chosen = (maxima >= floor).nonzero()[0]
    within, group = (table[:, chosen] >= floor).nonzero()
    ends = (scores[groups * _BLOCKS :] >= floor).nonzero()[0] + groups * _BLOCKS
    return np.concatenate([within * groups + chosen[group], ends]).astype(np.int32)
