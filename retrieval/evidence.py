"""The sentences of an answer that carry the match, verbatim as its Markdown has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from faq import Passage
from faq.markdown import tokens
from faq.plain import plain
from retrieval import text
from retrieval.asked import Asked
from retrieval.index import Index
from retrieval.records import Floats, Query

SHORT = 350
"""Characters up to which an answer is read at a glance: nothing in it needs marking."""
MOST = 3
"""Sentences marked at most."""
_KEPT = 0.7
"""A further sentence is marked when it carries this share of what the best one carries."""
_END = re.compile(r"(?<=[.!?])[*_)\"”]*\s+(?=[*_(\"“`\[]*[A-Z0-9])")
_TARGET = re.compile(r"\]\([^)]*\)")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|etc|vs|approx|no|fig|cf|al)\.$", re.IGNORECASE)


def sentences(markdown: str) -> Iterator[str]:
    """The sentences of paragraphs and list items, each a verbatim part of the Markdown.

    A sentence never ends inside code, a link or an emphasis: each has its markers in pairs.

    Examples
    --------
    >>> list(sentences("A mask has **32 bits. Always.** It is written in decimal, e.g. 255.0.0.0."))
    ['A mask has **32 bits. Always.**', 'It is written in decimal, e.g. 255.0.0.0.']
    """
    for paragraph in _paragraphs(markdown):
        for sentence in _cut(paragraph):
            yield from _verbatim(sentence, markdown)


def _paragraphs(markdown: str) -> Iterator[str]:
    """The text of each paragraph and list item; the parser is asked only where there is any Markdown."""
    if plain(markdown) is not None:
        yield from filter(None, map(str.strip, markdown.split("\n\n")))
        return
    parsed = tokens(markdown)
    for before, token in zip(parsed, parsed[1:], strict=False):
        if token.type == "inline" and before.type == "paragraph_open":
            yield token.content


def _verbatim(sentence: str, markdown: str) -> Iterator[str]:
    """A sentence as its Markdown has it: the parser drops the indentation of the lines of a list."""
    if "\n" in sentence:
        lines = r"\n[ \t>]*".join(map(re.escape, sentence.split("\n")))
        if found := re.search(lines, markdown):
            yield found[0]
    elif sentence in markdown:
        yield sentence


def _cut(paragraph: str) -> Iterator[str]:
    begin = 0
    for end in _END.finditer(paragraph):
        sentence = paragraph[begin : end.start()] + end[0].rstrip()
        if _paired(sentence) and not _ABBREVIATION.search(sentence):
            yield sentence
            begin = end.end()
    if paragraph[begin:].strip():
        yield paragraph[begin:].strip()


def _paired(markdown: str) -> bool:
    strong = markdown.count("**")
    return (
        markdown.count("`") % 2 == 0
        and strong % 2 == 0
        and (markdown.count("*") - 2 * strong) % 2 == 0
        and markdown.count("[") == markdown.count("]")
        and markdown.count("(") == markdown.count(")")
    )


def evidence(query: Query, passage: Passage, index: Index) -> tuple[str, ...]:
    """The sentences that hold most of the question's weight, in the order of the text.

    Empty where marking would not help: for a short answer, one of a single sentence, or when no sentence
    holds at least two of the question's terms (or its only one).
    """
    if len(passage.answer) <= SHORT:
        return ()
    found, spoken = _spoken(passage.answer)
    if len(found) < 2:
        return ()
    asked = set(query.terms)
    told = [asked.intersection(index.analyser.terms(words)) for words in spoken]
    needed = min(2, len(set(query.terms)))
    weights = np.array([_weight(terms, index) if len(terms) >= needed else 0 for terms in told])
    return tuple(found[place] for place in _best(weights.astype(np.float32)))


@lru_cache(maxsize=2_000)
def _spoken(markdown: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The sentences of an answer and the words of each; parsing costs more than the whole search."""
    found = tuple(dict.fromkeys(sentences(markdown)))
    return found, tuple(tuple(text.words(_TARGET.sub("]", sentence))) for sentence in found)


def _weight(terms: set[str], index: Index) -> float:
    numbers = [index.vocabulary.numbers[term] for term in terms if term in index.vocabulary]
    return float(index.vocabulary.idf[numbers].sum())


def _best(weights: Floats) -> list[int]:
    if not len(weights) or not weights.max():
        return []
    order = np.argsort(-weights, kind="stable")[:MOST]
    return sorted(int(place) for place in order if weights[place] >= _KEPT * weights.max())


def words_of(query: Query, asked: Asked, index: Index) -> list[tuple[str, int]]:
    """The words of the question that carry meaning and that the content knows, in the visitor's order.

    Each with the slot of its term.
    """
    place = {number: slot for slot, number in enumerate(asked.known.numbers.tolist())}
    numbers, term = index.vocabulary.numbers, index.analyser.term
    found = ((word, place.get(numbers.get(term(word), -1), -1)) for word in dict.fromkeys(query.words))
    return [(word, slot) for word, slot in found if slot >= 0 and asked.bears[slot]]
