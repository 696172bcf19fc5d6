"""Public search libraries as peers of the assistant, each used as its documentation shows.

Every peer gets the fields that the assistant gets: phrasings, title of the article, text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

import numpy as np

from benchmarks.systems import Peer, Scores, Search
from faq import Passage


def joined(passage: Passage) -> str:
    """All that a passage says as one text."""
    return "\n".join((*passage.phrasings, passage.article_title, passage.text))


def nothing(passages: Sequence[Passage]) -> Search:
    """The search of a corpus without a word to find."""
    return lambda question: np.zeros(len(passages))


def bm25(passages: Sequence[Passage], language: str) -> Search:
    """BM25 by bm25s with its defaults: Lucene's formula, k1 1.5, b 0.75; Snowball stems, its stop words."""
    import bm25s

    stop_words, stemmer = _stop_words(language), _stemmer(language)

    def words(texts: list[str]) -> list[list[str]]:
        return bm25s.tokenize(
            texts, stopwords=stop_words, stemmer=stemmer, return_ids=False, show_progress=False
        )

    documents = words(list(map(joined, passages)))
    if not any(documents):
        return nothing(passages)
    index = bm25s.BM25(method="lucene")
    index.index(documents, show_progress=False)

    def search(question: str) -> Scores:
        (asked,) = words([question])
        return np.asarray(index.get_scores(asked) if asked else np.zeros(len(passages)), np.float64)

    return search


def _stop_words(language: str) -> str | None:
    """The name of bm25s's list for a language; None where it has none."""
    import bm25s

    code = language.split("-")[0]
    try:
        bm25s.tokenize([""], stopwords=code, show_progress=False)
    except ValueError:
        return None
    return code


def _stemmer(language: str) -> Any:
    """PyStemmer's stemmer for a language; None where it has none."""
    import Stemmer

    try:
        return Stemmer.Stemmer(language.split("-")[0])
    except KeyError:
        return None


def tfidf(passages: Sequence[Passage], language: str) -> Search:
    """Cosine of scikit-learn's TF-IDF vectors of words and word pairs, with sublinear counts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    rows = _fitted(vectoriser, list(map(joined, passages)))
    if rows is None:
        return nothing(passages)
    return lambda question: _cosines(vectoriser, rows, question)


def _fitted(vectoriser: Any, texts: Sequence[str]) -> Any:
    """The rows of a vectoriser fitted on some texts; None when no text holds a word."""
    analyse = vectoriser.build_analyzer()
    return vectoriser.fit_transform(texts) if any(map(analyse, texts)) else None


def _cosines(vectoriser: Any, rows: Any, question: str) -> Scores:
    """Of a question with rows of length 1; rounding may give 1 + 4e-16."""
    asked = vectoriser.transform([question])
    return np.clip((rows @ asked.T).toarray().ravel(), 0, 1).astype(np.float64)


BOOSTS: Final[Mapping[str, float]] = {"question": 3.0, "section": 0.5, "text": 1.0}
"""Of minsearch's fields, as in the courses it was written for."""


def minsearch(passages: Sequence[Passage], language: str) -> Search:
    """The `Index` of minsearch: boosted TF-IDF cosines of the fields question, section and text.

    Its `search` gives documents without their scores, so the same sum is made here of its public parts.
    """
    from minsearch import Index

    rows = [
        {"question": "\n".join(p.phrasings), "section": p.article_title, "text": p.text} for p in passages
    ]
    index = Index(text_fields=_worded(rows))
    index.fit(rows)

    def search(question: str) -> Scores:
        scores = np.zeros(len(passages))
        for name in index.text_fields:
            scores += BOOSTS[name] * _cosines(index.vectorizers[name], index.text_matrices[name], question)
        return scores

    return search


def _worded(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """The fields that hold a word in any row: minsearch fills others with a word of its own."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    analyse = TfidfVectorizer().build_analyzer()
    return [name for name in BOOSTS if any(analyse(row[name]) for row in rows)]


def fuzzy(scorer: str, passages: Sequence[Passage], language: str) -> Search:
    """A scorer of rapidfuzz with the nearest phrasing, folded by `default_process`; made a share."""
    from rapidfuzz import fuzz, process, utils

    ratio: Callable[..., float] = getattr(fuzz, scorer)
    phrasings = [utils.default_process(text) for passage in passages for text in passage.phrasings]
    counts = [len(passage.phrasings) for passage in passages]
    begins = np.cumsum([0, *counts[:-1]])

    def search(question: str) -> Scores:
        asked = utils.default_process(question)
        ratios = process.cdist([asked], phrasings, scorer=ratio, dtype=np.float64, workers=1)
        return np.asarray(np.maximum.reduceat(ratios[0] / 100, begins), np.float64)

    return search


PEERS: Final[Mapping[str, Peer]] = {
    "bm25": Peer(bm25, bounded=False),
    "tfidf": Peer(tfidf, bounded=True),
    "minsearch": Peer(minsearch, bounded=False),
    "token_set_ratio": Peer(partial(fuzzy, "token_set_ratio"), bounded=True),
    "WRatio": Peer(partial(fuzzy, "WRatio"), bounded=True),
}
"""By name, in the order of the reports."""
