"""A visitor's text into a query."""

from __future__ import annotations

from retrieval import text
from retrieval.index import Index
from retrieval.records import Query


def query_of(question: str, index: Index) -> Query:
    """The question in the forms that the steps need; cut first, so that no length can slow them."""
    asked = text.clip(question)
    typed = text.words(asked)
    words, corrections = index.spelling.repaired(typed)
    analyser = index.analyser
    said = analyser.every(words)
    return Query(
        text=asked,
        cut=len(question) > len(asked),
        typed=tuple(typed),
        words=tuple(words),
        said=tuple(said),
        terms=tuple(text.meaningful(said)),
        unknown=tuple(word for word in dict.fromkeys(words) if _is_unknown(word, index)),
        turning=tuple(dict.fromkeys(map(analyser.stem, filter(analyser.turning.__contains__, words)))),
        corrections=corrections,
    )


def _is_unknown(word: str, index: Index) -> bool:
    """Whether a word carries meaning and the content knows it in no form."""
    term = index.analyser.term(word)
    return term not in index.vocabulary.numbers and not term.startswith(text.STOP)
