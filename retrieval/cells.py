"""How often each passage says each term, and what follows: impacts, lengths as vectors, and rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.analysis import Analysed
from retrieval.bm25 import ASKED, K1_SAID, long, share
from retrieval.postings import FULL
from retrieval.records import Floats, Ints
from retrieval.rows import Rows
from retrieval.vocabulary import Vocabulary, repeated

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cells:
    """How often each passage says each term; all but the sizes of shape (n_cells,), ordered by passage."""

    passages: Ints
    terms: Ints
    asked: Ints
    """In the phrasings."""
    told: Ints
    """In the text."""
    asked_sizes: Ints
    """Of shape (n_passages,): terms of all phrasings."""
    text_sizes: Ints
    """Of shape (n_passages,): terms of the text, marks between sentences not counted."""

    def impacts(self, usual_asked: float, usual_text: float) -> npt.NDArray[np.uint8]:
        """What each term tells of each passage by BM25F, in whole numbers from 1 to `FULL`."""
        weight = ASKED * self.asked / long(self.asked_sizes, usual_asked)[self.passages]
        weight += self.told / long(self.text_sizes, usual_text)[self.passages]
        return np.clip(np.rint(FULL * share(weight, K1_SAID)), 1, FULL).astype(np.uint8)


def cells_of(told: Analysed) -> Cells:
    """The cells of some passages."""
    sizes = np.diff(told.ptr)
    texts = told.first[1:] + np.arange(len(told.first) - 1)
    is_text = np.zeros(len(sizes), bool)
    is_text[texts] = True
    owners = np.repeat(np.arange(len(texts)), np.diff(told.first) + 1)
    whole = np.add.reduceat(sizes, told.first[:-1] + np.arange(len(texts)))
    count = len(told.vocabulary)
    kept = told.terms < count
    place = np.repeat(owners, sizes)[kept].astype(np.int64) * count + told.terms[kept]
    found, counts = np.unique(place * 2 + np.repeat(is_text, sizes)[kept], return_counts=True)
    cells, cell = np.unique(found >> 1, return_inverse=True)
    in_text = (found & 1).astype(bool)
    return Cells(
        passages=(cells // max(1, count)).astype(np.int32),
        terms=(cells % max(1, count)).astype(np.int32),
        asked=_filled(len(cells), cell[~in_text], counts[~in_text]),
        told=_filled(len(cells), cell[in_text], counts[in_text]),
        asked_sizes=(whole - sizes[texts]).astype(np.int32),
        text_sizes=(sizes[texts] - np.bincount(np.repeat(owners, sizes)[~kept], minlength=len(texts))).astype(
            np.int32
        ),
    )


def _filled(size: int, places: Numbers, values: Numbers) -> Ints:
    table = np.zeros(size, np.int32)
    table[places] = values
    return table


def rows_of(told: Analysed, cells: Cells, vocabulary: Vocabulary) -> Rows:
    """What the passages say, in the shape that is compared with questions."""
    small = len(vocabulary) < np.iinfo(np.uint16).max
    return Rows(
        terms=told.terms.astype(np.uint16) if small else told.terms,
        ptr=told.ptr,
        first=told.first,
        text_sizes=cells.text_sizes,
        lengths=_lengths(told, vocabulary),
        text_lengths=_text_lengths(cells, vocabulary, len(told.first) - 1),
    )


def _text_lengths(cells: Cells, vocabulary: Vocabulary, passages: int) -> Floats:
    """Of each passage's TF-IDF vector of the words that carry meaning; infinite without any."""
    bears = cells.terms >= vocabulary.stop
    weights = repeated(cells.asked + cells.told)[bears] * vocabulary.idf[cells.terms[bears]]
    return _rooted(np.bincount(cells.passages[bears], weights**2, passages).astype(np.float64))


def _lengths(told: Analysed, vocabulary: Vocabulary) -> Floats:
    """Of each phrasing's TF-IDF vector of all its words; infinite for texts."""
    count, pieces = max(1, len(vocabulary)), len(told.ptr) - 1
    is_phrasing = np.ones(pieces, bool)
    is_phrasing[told.first[1:] + np.arange(len(told.first) - 1)] = False
    owners = np.repeat(np.arange(pieces, dtype=np.int64), np.diff(told.ptr))
    kept = is_phrasing[owners]
    cells, counts = np.unique(owners[kept] * count + told.terms[kept], return_counts=True)
    weights = repeated(counts) * vocabulary.idf[cells % count]
    return _rooted(np.bincount(cells // count, weights**2, pieces).astype(np.float64))


def _rooted(squares: npt.NDArray[np.float64]) -> Floats:
    return np.where(squares > 0, np.sqrt(squares), np.inf).astype(np.float32)
