"""Content into an index: the only place besides fitting where scikit-learn is at work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np

from faq import Content, Passage
from retrieval import text
from retrieval.bm25 import ASKED, K1, K1_SAID, bm25_rows
from retrieval.counts import counts_of
from retrieval.forms import forms
from retrieval.index import Index, brevity
from retrieval.language import guessed, of_stems, rarities
from retrieval.letters import trigrams
from retrieval.postings import Postings
from retrieval.records import Floats, Hashes, Ints
from retrieval.rows import Rows
from retrieval.spelling import filed, hashed, spelling
from retrieval.text import Analyser
from retrieval.vocabulary import Vocabulary

PHRASINGS_SHARE = 0.6
"""Weight of the phrasings against the whole text when candidates are gathered; their order is the
ranker's business."""
REMEMBERED = 50_000
"""Texts whose words are kept from one build to the next."""
QUESTION_MARKS = ("?", "？", "؟", ";")
"""What ends a question in the scripts of the world; the last one is Greek."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the content under one analyser."""

    phrasings: list[list[str]]
    """Of each phrasing."""
    asked: list[list[str]]
    """Of all phrasings of each passage."""
    text: list[list[str]]
    """Of the rest of each passage."""
    sentences: list[list[list[str]]]
    """Of the sentences of each passage's text."""

    @property
    def whole(self) -> list[list[str]]:
        """Of everything that each passage says."""
        return [[*asked, *text] for asked, text in zip(self.asked, self.text, strict=True)]

    def pairs(self, first: Ints) -> list[list[str]]:
        """Neighbouring words of each passage's phrasings and sentences."""
        return [
            [pair for row in (*self.phrasings[begin:end], *spoken) for pair in text.pairs(row)]
            for begin, end, spoken in zip(first[:-1], first[1:], self.sentences, strict=True)
        ]


def index_of(content: Content, name: str = "") -> Index:
    """The index of passages that are already read; there must be at least one."""
    passages = content.passages
    code = _language(passages)
    phrasings = [_words_of(phrasing) for passage in passages for phrasing in passage.phrasings]
    first = np.cumsum([0] + [len(passage.phrasings) for passage in passages]).astype(np.int32)
    texts = [_words_of(f"{p.article_title}\n{' '.join(p.tags)}\n{p.text}") for p in passages]
    spoken = [[_words_of(piece) for piece in text.sentences(p.text)] for p in passages]
    analyser = _analyser(code, content.synonyms)
    every_word = _analyser(code, content.synonyms, stop_words=frozenset())
    terms, said = (_words(known, phrasings, first, texts, spoken) for known in (analyser, every_word))
    counts = _word_counts(phrasings, texts, first)
    whole = terms.whole
    words, weighted = _fitted(whole, of_stems(rarities(code), counts, analyser))
    joined_rows, text_rows = weighted(terms.asked), weighted(whole)
    pairs, pair_rows = _table(terms.pairs(first))
    letters, letter_rows = _table([list(trigrams(row)) for row in terms.phrasings])
    said_words, weighted_said = _fitted(said.whole)
    said_pairs, said_pair_rows = _table(said.pairs(first))
    text_said = bm25_rows([(ASKED, said.asked), (1.0, said.text)], said_words, K1_SAID)
    hashes = np.array([hashed(" ".join(row)) for row in phrasings], np.uint32)
    order = np.argsort(hashes, kind="stable")
    return Index(
        content=content,
        fingerprint=name,
        language=code,
        vocabulary=words,
        postings=_postings(PHRASINGS_SHARE * joined_rows + (1 - PHRASINGS_SHARE) * text_rows),
        phrasings=tuple(map(" ".join, terms.phrasings)),
        wordings=tuple(map(" ".join, phrasings)),
        wording_hashes=hashes[order],
        wording_owners=order.astype(np.int32),
        first=first,
        asking=sum(passage.heading.rstrip().endswith(QUESTION_MARKS) for passage in passages) / len(passages),
        brevity=brevity(sum(map(len, texts)) / len(passages)),
        phrasing_words=_rows(weighted(terms.phrasings)),
        text_words=_rows(text_rows),
        text_bm25=bm25_rows([(ASKED, terms.asked), (1.0, terms.text)], words, K1),
        pairs=pairs,
        text_pairs=pair_rows,
        trigrams=letters,
        phrasing_letters=letter_rows,
        said=said_words,
        said_postings=_postings(_matrix(text_said, len(said_words))),
        phrasing_said=_rows(weighted_said(said.phrasings)),
        asked_said=bm25_rows([(1.0, said.asked)], said_words, K1),
        text_said=text_said,
        said_pairs=said_pairs,
        text_said_pairs=said_pair_rows,
        forms=forms(said_words.terms),
        spelling=spelling(counts, analyser.stop_words, _language_words(code)),
    )


def _language(passages: Sequence[Passage]) -> str:
    """The language of most passages; where that is the default, the one that they are plainly written in."""
    code = Counter(passage.language for passage in passages).most_common(1)[0][0]
    return code if code != "en" else guessed(passage.text for passage in passages)


def _matrix(rows: Rows, terms: int) -> Any:
    from scipy.sparse import csr_array

    return csr_array((rows.weights, rows.ids, rows.ptr), shape=(len(rows), terms))


def _fitted(
    documents: Sequence[Sequence[str]], rarity: Mapping[str, float] = MappingProxyType({})
) -> tuple[Vocabulary, Callable[[Sequence[Sequence[str]]], Any]]:
    """The vocabulary of term lists, and what turns such lists into TF-IDF rows by scikit-learn.

    A corpus without any term, such as one of stop words only, gets a vocabulary of one word that no
    text can hold.
    """
    from sklearn.feature_extraction.text import TfidfTransformer

    terms = tuple(sorted({term for document in documents for term in document})) or ("\0",)
    numbers = {term: number for number, term in enumerate(terms)}
    transformer = TfidfTransformer(sublinear_tf=True).fit(counts_of(documents, numbers))
    rare = np.array([rarity.get(term, 1.0) for term in terms], np.float32)
    known = Vocabulary(terms, transformer.idf_.astype(np.float32), rare)
    return known, lambda told: transformer.transform(counts_of(told, numbers), copy=False)


def _table(documents: Sequence[Sequence[str]]) -> tuple[Vocabulary, Rows]:
    """The vocabulary of term lists, and their TF-IDF rows."""
    known, weighted = _fitted(documents)
    return known, _rows(weighted(documents))


@lru_cache(maxsize=REMEMBERED)
def _words_of(said: str) -> tuple[str, ...]:
    """The words of a text; content that changes keeps most of its texts from one build to the next."""
    return tuple(text.words(said))


@lru_cache(maxsize=4)
def _analyser(
    code: str, synonyms: tuple[tuple[str, ...], ...], stop_words: frozenset[str] | None = None
) -> Analyser:
    return Analyser(code, synonyms, stop_words)


@lru_cache(maxsize=2 * REMEMBERED)
def _terms(analyser: Analyser, words: tuple[str, ...]) -> list[str]:
    return analyser.terms(words)


@cache
def _language_words(code: str) -> tuple[Hashes, Floats]:
    return filed(rarities(code))


def _words(
    analyser: Analyser,
    phrasings: Sequence[tuple[str, ...]],
    first: Ints,
    texts: Sequence[tuple[str, ...]],
    spoken: Sequence[Sequence[tuple[str, ...]]],
) -> _Words:
    asked = [_terms(analyser, row) for row in phrasings]
    joined = [
        [term for row in asked[begin:end] for term in row]
        for begin, end in zip(first[:-1], first[1:], strict=True)
    ]
    sentences = [[_terms(analyser, row) for row in rows] for rows in spoken]
    return _Words(asked, joined, [_terms(analyser, row) for row in texts], sentences)


def _rows(matrix: Any) -> Rows:
    matrix = matrix.tocsr()
    matrix.sort_indices()
    return Rows(*_arrays(matrix))


def _postings(matrix: Any) -> Postings:
    matrix = matrix.tocsc()
    matrix.sort_indices()
    return Postings(*_arrays(matrix), matrix.shape[0])


def _arrays(matrix: Any) -> tuple[Any, Any, Any]:
    return (
        matrix.indptr.astype(np.int32),
        matrix.indices.astype(np.int32),
        matrix.data.astype(np.float32),
    )


def _word_counts(
    phrasings: Sequence[tuple[str, ...]], texts: Sequence[tuple[str, ...]], first: Ints
) -> dict[str, int]:
    """In how many passages each word stands."""
    counts: Counter[str] = Counter()
    for begin, end, said in zip(first[:-1], first[1:], texts, strict=True):
        counts.update({word for row in (*phrasings[begin:end], said) for word in row})
    return dict(counts)
