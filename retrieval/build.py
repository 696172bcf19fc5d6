"""Content into an index: the only place besides fitting where scikit-learn is at work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from faq import Content, Passage
from retrieval.analysis import Analysed, analysed
from retrieval.bm25 import ASKED, K1_SAID, long, share
from retrieval.forms import forms
from retrieval.index import Index, brevity
from retrieval.language import guessed, of_stems, rarities
from retrieval.lines import as_lines
from retrieval.names import names
from retrieval.pairs import BEARING, EVERY, Pairs, held, pairs
from retrieval.postings import FULL, postings
from retrieval.records import Floats, Hashes, Ints
from retrieval.rows import Rows
from retrieval.spelling import filed, spelling
from retrieval.text import Analyser
from retrieval.vocabulary import Vocabulary, odds, repeated

QUESTION_MARKS = ("?", "？", "؟", ";")
"""What ends a question in the scripts of the world; the last one is Greek."""

Numbers = npt.NDArray[np.int64]


def index_of(content: Content, name: str = "") -> Index:
    """The index of passages that are already read; there must be at least one."""
    passages = content.passages
    code = _language(passages)
    analyser = _analyser(code, content.synonyms)
    told = analysed(passages, analyser)
    cells = _cells(told)
    vocabulary = _vocabulary(told, cells, of_stems(rarities(code), told.words, analyser))
    usual_asked, usual_text = float(cells.asked_sizes.mean()), float(cells.text_sizes.mean())
    return Index(
        content=content,
        fingerprint=name,
        language=code,
        vocabulary=vocabulary,
        postings=postings(
            cells.passages,
            cells.terms,
            cells.impacts(usual_asked, usual_text),
            (len(passages), len(vocabulary)),
        ),
        rows=_rows(told, cells, vocabulary),
        wordings=as_lines(told.wordings),
        sorted_terms=as_lines(told.sorted_terms),
        alike=names(told.wordings),
        names=names(passage.id for passage in passages),
        usual_asked=usual_asked,
        usual_text=usual_text,
        asking=sum(passage.heading.rstrip().endswith(QUESTION_MARKS) for passage in passages) / len(passages),
        brevity=brevity(usual_text),
        pairs=_pairs(told),
        forms=forms(told.vocabulary),
        spelling=spelling(told.words, analyser.stop_words, _language_words(code)),
    )


@dataclass(frozen=True, slots=True)
class _Cells:
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


def _cells(told: Analysed) -> _Cells:
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
    return _Cells(
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


def _vocabulary(told: Analysed, cells: _Cells, rarity: dict[str, float]) -> Vocabulary:
    """The terms with their idf by scikit-learn."""
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import TfidfTransformer

    count, texts = len(told.vocabulary), len(told.first) - 1
    frequency = np.bincount(cells.terms, minlength=count)
    if not count:
        return Vocabulary((), 0, *(np.zeros(0, np.float32) for _ in range(3)))
    ptr = np.searchsorted(cells.passages, np.arange(texts + 1))
    counts = (cells.asked + cells.told).astype(np.float32)
    table = csr_array((counts, cells.terms, ptr), shape=(texts, count))
    idf: Any = TfidfTransformer(sublinear_tf=True).fit(table).idf_
    return Vocabulary(
        terms=told.vocabulary,
        stop=told.stop,
        idf=idf.astype(np.float32),
        odds=odds(frequency.astype(np.float64), texts),
        rarity=np.array([rarity.get(term, 1.0) for term in told.vocabulary], np.float32),
    )


def _rows(told: Analysed, cells: _Cells, vocabulary: Vocabulary) -> Rows:
    small = len(vocabulary) < np.iinfo(np.uint16).max
    return Rows(
        terms=told.terms.astype(np.uint16) if small else told.terms,
        ptr=told.ptr,
        first=told.first,
        text_sizes=cells.text_sizes,
        lengths=_lengths(told, vocabulary),
        text_lengths=_text_lengths(cells, vocabulary, len(told.first) - 1),
    )


def _pairs(told: Analysed) -> Pairs:
    """The pairs of all words, and those of the words that carry meaning, all others left out."""
    passages = len(told.first) - 1
    pieces = np.repeat(np.arange(len(told.ptr) - 1), np.diff(told.ptr))
    owners = np.repeat(np.arange(passages), np.diff(told.first) + 1)[pieces]
    bears = told.terms >= told.stop
    kinds = ((np.ones(len(bears), bool), EVERY), (bears, BEARING))
    return pairs([_held(told, pieces[kept], owners[kept], kept, kind) for kept, kind in kinds], passages)


def _held(
    told: Analysed, pieces: Numbers, owners: Numbers, kept: npt.NDArray[np.bool_], kind: int
) -> tuple[Hashes, npt.NDArray[np.integer]]:
    terms, mark = told.terms[kept], len(told.vocabulary)
    joined = np.zeros(len(terms), bool)
    joined[1:] = (pieces[1:] == pieces[:-1]) & (terms[1:] != mark) & (terms[:-1] != mark)
    return held(terms, owners, joined, kind)


def _text_lengths(cells: _Cells, vocabulary: Vocabulary, passages: int) -> Floats:
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


def _language(passages: Sequence[Passage]) -> str:
    """The language of most passages; where that is the default, the one that they are plainly written in."""
    code = Counter(passage.language for passage in passages).most_common(1)[0][0]
    return code if code != "en" else guessed(passage.text for passage in passages)


@lru_cache(maxsize=4)
def _analyser(code: str, synonyms: tuple[tuple[str, ...], ...]) -> Analyser:
    return Analyser(code, synonyms)


@cache
def _language_words(code: str) -> tuple[Hashes, Floats]:
    return filed(rarities(code))
