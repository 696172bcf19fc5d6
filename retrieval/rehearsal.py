"""A corpus asks itself: some ways to ask are hidden and asked, and some entries are hidden and asked for.

The hidden alternates of entries that stay are questions in scope; the phrasings of entries that go are
questions out of scope.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from faq import Content, Passage

PARTS: Final = 4
"""Every so many-th entry goes, and every so many-th alternate of those that stay."""
ROUNDS: Final = 2
MOST_PASSAGES: Final = 400
"""Of a round: more are drawn from, so that a large corpus costs no more than this."""
MOST_QUESTIONS: Final = 400
"""Of a round, in scope."""
ASKED_FOR: Final = 2
"""Phrasings asked of an entry that goes."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A part of the content, and questions that the rest asks of it."""

    content: Content
    questions: tuple[tuple[str, str], ...]
    """Each with the id of the passage that answers it, empty when none does."""


def rehearsals(content: Content, rounds: int = ROUNDS, seed: int = 0) -> Iterator[Rehearsal]:
    """Some rehearsals of a corpus, each hiding other parts of it; the same ones for the same seed."""
    for turn in range(rounds):
        chance = random.Random(seed + turn)
        yield _rehearsal(content, turn, chance)


def _rehearsal(content: Content, turn: int, chance: random.Random) -> Rehearsal:
    passages = list(content.passages)
    if len(passages) > MOST_PASSAGES:
        passages = [passages[place] for place in sorted(chance.sample(range(len(passages)), MOST_PASSAGES))]
    parts = [place % PARTS for place in range(len(passages))]
    chance.shuffle(parts)
    stay = [passage for passage, part in zip(passages, parts, strict=True) if part != turn % PARTS]
    gone = [passage for passage, part in zip(passages, parts, strict=True) if part == turn % PARTS]
    told = [_hidden(passage, chance) for passage in stay]
    asked = [(question, passage.id) for passage, questions in told for question in questions]
    if len(asked) > MOST_QUESTIONS:
        asked = chance.sample(asked, MOST_QUESTIONS)
    strange = [(question, "") for passage in gone for question in _some(passage.phrasings, chance)]
    return Rehearsal(replace(content, passages=tuple(passage for passage, _ in told)), (*asked, *strange))


def _hidden(passage: Passage, chance: random.Random) -> tuple[Passage, list[str]]:
    """A passage without some of its alternates, and those; its heading always stays."""
    parts = [place % PARTS for place in range(len(passage.phrasings) - 1)]
    chance.shuffle(parts)
    hidden = {
        phrasing for phrasing, part in zip(passage.phrasings[1:], parts, strict=True) if part == PARTS - 1
    }
    stay = tuple(phrasing for phrasing in passage.phrasings if phrasing not in hidden)
    return replace(passage, phrasings=stay), [text for text in passage.phrasings if text in hidden]


def _some(phrasings: Sequence[str], chance: random.Random) -> list[str]:
    return chance.sample(list(phrasings), min(ASKED_FOR, len(phrasings)))
