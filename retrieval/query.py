"""A visitor's text into a query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
        unknown=tuple(dict.fromkeys(_unknown(words, index))),
        turning=tuple(dict.fromkeys(map(analyser.stem, filter(analyser.turning.__contains__, words)))),
        corrections=corrections,
    )


def _unknown(words: Sequence[str], index: Index) -> Iterator[str]:
    """The words that carry meaning and that the content knows in no form."""
    known, term_of = index.vocabulary.numbers, index.analyser.term
    for word in words:
        if (term := term_of(word)) not in known and not term.startswith(text.STOP):
            yield word
