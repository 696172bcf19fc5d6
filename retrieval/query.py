"""A visitor's text into a query."""

from __future__ import annotations

from retrieval import text
from retrieval.index import Index
from retrieval.records import Query


def query_of(question: str, index: Index) -> Query:
    """The question in the forms that the steps need; cut first, so that no length can slow them."""
    asked = text.clip(question)
    words, corrections = index.spelling.repaired(text.words(asked))
    analyser = index.analyser
    meaningful = [word for word in words if word not in analyser.stop_words]
    terms = analyser.terms(words)
    return Query(
        text=asked,
        cut=len(question) > len(asked),
        words=tuple(words),
        terms=tuple(terms),
        unknown=tuple(dict.fromkeys(w for w in meaningful if analyser.stem(w) not in index.vocabulary)),
        turning=tuple(dict.fromkeys(map(analyser.stem, filter(analyser.turning.__contains__, words)))),
        corrections=corrections,
    )
