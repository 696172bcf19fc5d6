"""What every database must add up: collected where a fixture `url` gives one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from journal import Asked, Figures, Journal, Shown, Tally, Trust, Vote
from journal.batch import Batch
from journal.database import Database
from journal.erasing import all_erased
from journal.writes import Write, of_asked, of_vote
from tests.journal.records import ASKED, VOTE

DAYS = [date(2026, 11, day) for day in (9, 10, 11, 12)]
FIRST, LAST = DAYS[1], DAYS[2]
OUTCOMES = ["answer", "suggest", "abstain", "chosen", "smalltalk"]
_numbers = count(1)

questions = some.builds(
    lambda day, hour, outcome, passage, confidence: replace(
        ASKED, time=f"{day}T{hour:02}:00Z", outcome=outcome, passage=passage, confidence=confidence
    ),
    some.sampled_from(DAYS),
    some.sampled_from([0, 23]),
    some.sampled_from([*OUTCOMES, *["answer"] * 5]),
    some.sampled_from(["", "osi", "tcp"]),
    some.sampled_from([0.0, 0.1, 0.3, 0.7, 0.89999, 0.9, 1.0]) | some.floats(0, 1),
)


@pytest.fixture
def kept(url: str) -> Iterator[Journal]:
    journal = Journal(url, now=lambda: datetime(2026, 11, 22, tzinfo=UTC))
    yield journal
    journal.close()


def writes(asked: Sequence[Asked], votes: Sequence[Vote]) -> Iterator[Write]:
    """Each question and vote of an answer of its own."""
    for number, each in enumerate(asked):
        yield from of_asked(replace(each, answer=f"q{number}"), "needed")
    for number, vote in enumerate(votes):
        yield from of_vote(replace(vote, answer=f"v{number}"), None, "needed")


def added_up(asked: Iterable[Asked], votes: Iterable[Vote]) -> Figures:
    """The same, one by one."""
    asked = [each for each in asked if str(FIRST) <= each.time[:10] <= str(LAST)]
    votes = [each for each in votes if str(FIRST) <= each.time[:10] <= str(LAST)]
    days = Counter((each.time[:10], each.outcome) for each in asked)
    ratings = Counter((each.time[:10], str(each.rating)) for each in votes)
    shown = Counter((each.passage, each.outcome) for each in asked if each.passage)
    tenths = defaultdict(list)
    for vote in votes:
        if vote.outcome == "answer":
            tenths[max(tenth for tenth in range(10) if vote.confidence >= tenth / 10)].append(vote)
    return Figures(
        tuple(Tally(*key, number) for key, number in sorted(days.items())),
        tuple(Tally(*key, number) for key, number in sorted(ratings.items())),
        tuple(Shown(*key, number) for key, number in sorted(shown.items())),
        tuple(_trust(tenth, tenths[tenth]) for tenth in sorted(tenths)),
    )


def _trust(tenth: int, votes: Sequence[Vote]) -> Trust:
    mean = sum(vote.confidence for vote in votes) / len(votes)
    return Trust(tenth, pytest.approx(mean), len(votes), sum(vote.rating == "up" for vote in votes))  # type: ignore[arg-type]


def judged(asked: Sequence[Asked]) -> list[Vote]:
    """A vote on every other question, up and down by turns."""
    return [
        replace(
            VOTE,
            time=each.time,
            outcome=each.outcome,
            passage=each.passage,
            confidence=each.confidence,
            rating="up" if number % 2 else "down",
        )
        for number, each in enumerate(asked[::2])
    ]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(questions, max_size=30))
@example([replace(ASKED, time=f"{FIRST}T00:00Z", outcome="answer", confidence=0.3)])
def test_figures_are_what_one_counts_by_hand(url: str, kept: Journal, asked: list[Asked]) -> None:
    votes, database = judged(asked), Database(url)
    all_erased(database)
    database.write([Batch("w", next(_numbers), "2026-11-22", tuple(writes(asked, votes)))])
    database.close()
    expected = added_up(asked, votes)
    assert (kept.figures(FIRST, LAST), kept.shown(FIRST, LAST)) == (expected, expected.shown)


def test_of_nothing_the_figures_are_empty(kept: Journal) -> None:
    assert kept.figures(FIRST, LAST) == Figures((), (), (), ())
