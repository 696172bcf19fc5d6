"""Phrasings hidden in turn, so that the rest of the content can be asked for them.

An index for each hidden phrasing would take hours. So phrasings of many entries are hidden together, in a few
folds: an entry with up to `FOLDS` of them loses one at a time, an entry with more loses its share.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from faq import Content, GoldQuestion, Passage
from retrieval.text import words

FOLDS: Final = 8
"""Indexes that are built at most."""
LEAST_FOLDS: Final = 2
"""Folds of a content that loses next to nothing, so that not every entry loses it at once."""
MOST: Final = 4_000
"""Phrasings hidden of a large content."""

Way: TypeAlias = tuple[str, ...]
"""Phrasings of a passage that are one and the same once folded."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Phrasings that are hidden together, and the questions that the rest is then asked."""

    hidden: Mapping[str, frozenset[str]]
    """By the id of the passage that loses them."""
    questions: tuple[GoldQuestion, ...]

    def rest(self, content: Content) -> Content:
        """The content without what is hidden."""
        return replace(content, passages=tuple(map(self._without, content.passages)))

    def _without(self, passage: Passage) -> Passage:
        hidden = self.hidden.get(passage.id)
        if not hidden:
            return passage
        return replace(passage, phrasings=tuple(told for told in passage.phrasings if told not in hidden))


def folds(content: Content, most: int | None = MOST, seed: int = 0) -> tuple[Fold, ...]:
    """The folds of a content: each phrasing is hidden in one of them, the heading as any other.

    A phrasing that two passages share is not hidden, since the other one would be right; neither is the only
    one of a passage. Nothing is hidden in a way that a passage keeps no phrasing.

    Parameters
    ----------
    content : Content
    most : int, optional
        Phrasings hidden of a content with more: drawn evenly over all passages. None hides all.
    seed : int
        Of the draw.

    Examples
    --------
    >>> from faq import load
    >>> sum(len(fold.questions) for fold in folds(load(), most=5))
    5
    """
    ways = _all_to_hide(content.passages)
    chosen = _drawn(ways, sum(map(len, ways)) if most is None else most, seed)
    count = max(LEAST_FOLDS, min(FOLDS, max(map(len, chosen), default=0)))
    parts: list[list[tuple[Passage, Way]]] = [[] for _ in range(count)]
    for place, (passage, hidden) in enumerate(zip(content.passages, chosen, strict=True)):
        for number, way in enumerate(hidden):
            parts[(place + number) % count].append((passage, way))
    return tuple(_fold(part) for part in parts if part)


def hideable(content: Content) -> int:
    """How many phrasings can be hidden and asked."""
    return sum(map(len, _all_to_hide(content.passages)))


def nothing_hidden(content: Content) -> Fold:
    """The content as it stands, asked everything that its authors let ask."""
    asked = [(passage, way) for passage in content.passages for way in ways_of(passage).values()]
    return Fold({}, tuple(_question(passage, way) for passage, way in asked))


def ways_of(passage: Passage) -> Mapping[str, Way]:
    """The phrasings of a passage by their folded words, those of no word left out."""
    found: dict[str, Way] = {}
    for phrasing in passage.phrasings:
        wording = " ".join(words(phrasing))
        found[wording] = (*found.get(wording, ()), phrasing)
    found.pop("", None)
    return found


def _shared(passages: Iterable[Passage]) -> frozenset[str]:
    """The wordings that more than one passage has."""
    owners = Counter(wording for passage in passages for wording in ways_of(passage))
    return frozenset(wording for wording, count in owners.items() if count > 1)


def _all_to_hide(passages: Sequence[Passage]) -> list[list[Way]]:
    shared = _shared(passages)
    return [_to_hide(passage, shared) for passage in passages]


def _to_hide(passage: Passage, shared: frozenset[str]) -> list[Way]:
    ways = ways_of(passage)
    return [way for wording, way in ways.items() if wording not in shared] if len(ways) > 1 else []


def _drawn(ways: Sequence[Sequence[Way]], most: int, seed: int) -> list[list[Way]]:
    """At most so many in all, one of each passage before a second of any, in their order."""
    if sum(map(len, ways)) <= most:
        return [list(each) for each in ways]
    chance = random.Random(seed)
    queue = sorted(_turns(ways, chance))[:most]
    taken: list[list[int]] = [[] for _ in ways]
    for _, _, place, number in queue:
        taken[place].append(number)
    return [[each[number] for number in sorted(kept)] for each, kept in zip(ways, taken, strict=True)]


def _turns(ways: Sequence[Sequence[Way]], chance: random.Random) -> Iterator[tuple[int, float, int, int]]:
    """When each way's turn comes: its round, chance within the round; with its place and number."""
    for place, each in enumerate(ways):
        for turn, number in enumerate(chance.sample(range(len(each)), len(each))):
            yield turn, chance.random(), place, number


def _fold(part: Sequence[tuple[Passage, Way]]) -> Fold:
    hidden: dict[str, frozenset[str]] = {}
    for passage, way in part:
        hidden[passage.id] = hidden.get(passage.id, frozenset()) | set(way)
    return Fold(hidden, tuple(_question(passage, way) for passage, way in part))


def _question(passage: Passage, way: Way) -> GoldQuestion:
    return GoldQuestion(way[0], (passage.id,), "phrasing", passage.topic, passage.source)
