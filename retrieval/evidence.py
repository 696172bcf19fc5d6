"""The sentences of an answer that carry the match, verbatim as its Markdown has them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from faq.parser import blocks
from faq.plain import plain
from retrieval.index import Index
from retrieval.records import Query

SHORT = 350
"""Characters up to which an answer is read at a glance: nothing in it needs marking."""
MOST = 3
"""Sentences marked at most."""
REMEMBERED = 2_000
"""Answers whose sentences are kept."""
_KEPT = 0.7
"""A further sentence is marked when it carries this share of what the best one carries."""
_END = re.compile(r"(?<=[.!?])[*_)\"”]*\s+(?=[*_(\"“`\[]*[A-Z0-9])")
_TARGET = re.compile(r"\]\([^)]*\)")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|etc|vs|approx|no|fig|cf|al)\.$", re.IGNORECASE)


class Sentence(NamedTuple):
    """A sentence of an answer."""

    text: str
    """Verbatim in its Markdown."""
    terms: tuple[str, ...]
    """Those that carry meaning."""


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
    parsed = blocks(markdown)
    for before, token in zip(parsed, parsed[1:], strict=False):
        if token.type == "inline" and before.type == "paragraph_open":
            yield token.content


def _verbatim(sentence: str, markdown: str) -> Iterator[str]:
    """A sentence as its Markdown has it: the parser drops the indentation of the lines of a list."""
    if sentence in markdown:
        yield sentence
    elif "\n" in sentence:
        lines = r"\n[ \t>]*".join(map(re.escape, sentence.split("\n")))
        if found := re.search(lines, markdown):
            yield found[0]


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """Finds what carries a match in the answers of one index."""

    index: Index
    read: Callable[[str], tuple[Sentence, ...]] = field(init=False, repr=False, compare=False)
    """`_read`, remembering the answers: reading one costs as much as half a search."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "read", lru_cache(REMEMBERED)(self._read))

    def _read(self, markdown: str) -> tuple[Sentence, ...]:
        """The different sentences of an answer; none where there is nothing to choose from."""
        found = dict.fromkeys(sentences(markdown)) if len(markdown) > SHORT else ()
        if len(found) < 2:
            return ()
        analyse = self.index.analyser.analyse
        return tuple(Sentence(each, tuple(analyse(_TARGET.sub("]", each)))) for each in found)

    def of(self, query: Query, answer: str) -> tuple[str, ...]:
        """The sentences that hold most of the question's weight, in the order of the text.

        Empty where marking would not help: for a short answer, one of a single sentence, or when no sentence
        holds at least two of the question's terms (or its only one).
        """
        found, asked = self.read(answer), set(query.terms)
        needed = min(2, len(asked))
        told = [asked.intersection(sentence.terms) for sentence in found]
        weights = [self._weight(terms) if len(terms) >= needed else 0.0 for terms in told]
        return tuple(found[place].text for place in _best(weights))

    def _weight(self, terms: Iterable[str]) -> float:
        vocabulary = self.index.vocabulary
        return math.fsum(vocabulary.idf[vocabulary.numbers[term]] for term in terms if term in vocabulary)


def _best(weights: Sequence[float]) -> list[int]:
    """The places of the greatest weights, ascending."""
    order = sorted(range(len(weights)), key=weights.__getitem__, reverse=True)[:MOST]
    return sorted(place for place in order if weights[place] and weights[place] >= _KEPT * weights[order[0]])
