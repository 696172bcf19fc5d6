"""Content into an index: the only place besides fitting where scikit-learn is at work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from faq import Content, Passage
from retrieval.analysis import Analysed, analysed
from retrieval.cells import Cells, cells_of, rows_of
from retrieval.forms import forms
from retrieval.index import Index, brevity
from retrieval.language import guessed, of_stems, rarities
from retrieval.lines import as_lines
from retrieval.meaning.building import meaning_of
from retrieval.names import names
from retrieval.pairs import BEARING, EVERY, Pairs, held, pairs
from retrieval.postings import postings
from retrieval.records import Floats, Hashes
from retrieval.spelling import filed, spelling
from retrieval.text import Analyser
from retrieval.vocabulary import Vocabulary, odds

QUESTION_MARKS = ("?", "？", "؟", ";")
"""What ends a question in the scripts of the world; the last one is Greek."""

Numbers = npt.NDArray[np.int64]


def index_of(content: Content, name: str = "", most: int | None = None) -> Index:
    """The index of passages that are already read; there must be at least one.

    Parameters
    ----------
    content : Content
    name : str
        The fingerprint of the index.
    most : int, optional
        Texts that a model may have to read: of more of them the meaning is left out.
    """
    passages = content.passages
    code = _language(passages)
    analyser = _analyser(code, content.synonyms)
    told = analysed(passages, analyser)
    cells = cells_of(told)
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
        rows=rows_of(told, cells, vocabulary),
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
        meaning=meaning_of(passages, code, most),
    )


def _vocabulary(told: Analysed, cells: Cells, rarity: dict[str, float]) -> Vocabulary:
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
