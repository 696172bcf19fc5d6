"""A journal of any size that looks like one to a machine: gold questions again, in words of their own."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from journal import Asked, Outcome, Vote, hour, reading
from journal.batch import Batch
from journal.database import Database
from journal.writes import Write, of_asked, of_vote

BEFORE: Final = ("please tell me", "hello,", "quick one:", "so", "one more thing:", "for my course:")
BEHIND: Final = ("at home", "in practice", "for a small office", "today", "in short", "with an example")
DAYS: Final = 80
"""Over which they are spread."""
CONVERSATION: Final = 2
"""Questions of one conversation."""
DOWN: Final = 0.05
"""Share of the replies that are voted down."""
OUTCOMES: Final[tuple[Outcome, ...]] = ("abstain", "abstain", "suggest")
A_BATCH: Final = 10_000


def filled(url: str, questions: Sequence[str], rows: int, seed: int = 0) -> str:
    """A database with so many questions, the same ones for the same seed, asked in these weeks.

    Parameters
    ----------
    url : str
        Nothing was asked in it yet.
    questions : sequence of str
        The first are asked most often.
    rows : int
    seed : int

    Raises
    ------
    ValueError
        When something was asked in it: somebody's journal would be spoilt.
    """
    database = Database(url)
    if database.read(lambda found: reading.counts(found, None, None)):
        raise ValueError(f"{database.where}: holds a journal; name an empty database")
    chance, now = random.Random(seed), datetime.now(UTC)
    weights = [1 / place for place in range(1, len(questions) + 1)]
    drawn = chance.choices(questions, weights, k=rows)
    for number, begin in enumerate(range(0, rows, A_BATCH), start=1):
        writes: list[Write] = []
        for place, question in enumerate(drawn[begin : begin + A_BATCH], start=begin):
            writes += _asked(place, question, now, chance)
        database.write([Batch("asking", number, hour(now)[:10], tuple(writes))])
    database.close()
    return url


def _asked(place: int, question: str, now: datetime, chance: random.Random) -> Iterator[Write]:
    told = {
        "conversation": f"c{place // CONVERSATION}",
        "answer": f"a{place}",
        "time": hour(now - timedelta(hours=chance.randrange(24 * DAYS))),
        "passage": "",
        "hash": "",
    }
    outcome = chance.choice(OUTCOMES)
    asked = Asked(**told, outcome=outcome, confidence=0.3, text=varied(question, chance))
    yield from of_asked(asked, "needed")
    if chance.random() < DOWN:
        vote = Vote(**told, outcome=outcome, confidence=0.3, rating="down", comment="nothing about my case")
        yield from of_vote(vote, asked, "needed")


def varied(question: str, chance: random.Random) -> str:
    """A question as somebody else might put it: with a slip, or words around it, or as it is."""
    said = question
    if chance.random() < 0.2:
        said = _slipped(said, chance)
    if chance.random() < 0.3:
        said = f"{chance.choice(BEFORE)} {said}"
    if chance.random() < 0.3:
        said = f"{said} {chance.choice(BEHIND)}"
    return said


def _slipped(text: str, chance: random.Random) -> str:
    """The text with two letters exchanged that stand side by side."""
    place = chance.randrange(max(1, len(text) - 1))
    return text[:place] + text[place : place + 2][::-1] + text[place + 2 :]
