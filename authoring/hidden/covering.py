"""Entries whose phrasings say nothing that those of another entry do not say too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from authoring.hidden.hiding import ways_of
from faq import Content
from retrieval.text import Analyser

LEAST: Final = 1 / 2
"""Share of its phrasings above which an entry counts as covered."""
LEAST_WAYS: Final = 2
"""Phrasings of which at least that many must be."""
COMMON: Final = 200
"""Phrasings that hold even the rarest word of another, up to which they are looked at."""

_Phrasing: TypeAlias = tuple[int, frozenset[str]]
"""The place of a passage, and the terms of one of its phrasings."""


def covered(content: Content) -> dict[str, str]:
    """The id of each passage that another covers, with the id of that one.

    A phrasing is covered by one that has all its words that carry meaning, and maybe more: `renew a card` by
    `How do I renew my library card?`. `What is TCP?` and `What is UDP?` cover nothing of each other.

    Parameters
    ----------
    content : Content
    """
    analyser = Analyser(content.passages[0].language if content.passages else "en", content.synonyms)
    asked = [
        [terms for way in ways_of(passage).values() if (terms := frozenset(analyser.analyse(way[0])))]
        for passage in content.passages
    ]
    by_term = _by_term(asked)
    found = {}
    for place, passage in enumerate(content.passages):
        counts = Counter(other for terms in asked[place] for other in _coverers(terms, place, by_term))
        most, other = max(((count, -other) for other, count in counts.items()), default=(0, 0))
        if most >= LEAST_WAYS and most > LEAST * len(asked[place]):
            found[passage.id] = content.passages[-other].id
    return found


def _by_term(asked: Sequence[Sequence[frozenset[str]]]) -> dict[str, list[_Phrasing]]:
    """By each term, the phrasings that hold it, with the place of their passage."""
    found: dict[str, list[_Phrasing]] = {}
    for place, phrasings in enumerate(asked):
        for terms in phrasings:
            for term in terms:
                found.setdefault(term, []).append((place, terms))
    return found


def _coverers(terms: frozenset[str], own: int, by_term: dict[str, list[_Phrasing]]) -> Iterator[int]:
    """The places of other passages with a phrasing that has all these terms, each once."""
    holders = min((by_term[term] for term in terms), key=len)
    if len(holders) <= COMMON:
        yield from {place for place, held in holders if place != own and terms <= held}
