"""What it takes to watch a journal in trouble."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from journal import Asked, Journal, Keeping, Kept, Vote
from tests.journal.records import ANSWERED, ASKED, VOTE

WAIT_SECONDS: Final = 30


def wait_for(condition: Callable[[], bool]) -> None:
    """Until something is so that takes a moment."""
    end = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def asked(number: int) -> Asked:
    """An answered question of its own, which is counted, and kept with a vote against it."""
    return replace(ANSWERED, answer=f"a{number:05}")


def vote(number: int) -> Vote:
    """A vote against it."""
    return replace(VOTE, answer=f"a{number:05}")


def tell(journal: Journal, number: int) -> Kept:
    """A question that is answered, and a vote against it."""
    journal.asked(asked(number))
    return journal.voted(vote(number), asked(number))


def unanswered(number: int) -> Asked:
    """A question that nothing answered."""
    return replace(ASKED, answer=f"u{number:05}")


@contextmanager
def journal_at(
    url: str, keeping: Keeping = "needed", wait_seconds: float = WAIT_SECONDS
) -> Iterator[Journal]:
    """A journal, closed afterwards."""
    with closing(Journal(url, keeping, wait_seconds=wait_seconds)) as journal:
        yield journal


def held(url: str) -> tuple[list[str], list[str], int]:
    """The questions and the votes, by the ids of their answers, and how many questions were counted."""
    with journal_at(url) as journal:
        assert journal.flush(WAIT_SECONDS)
        questions = [each.answer for each in journal.questions()]
        counted = sum(count.questions for count in journal.counts())
        return questions, [each.answer for each in journal.votes()], counted


def told(*numbers: int) -> tuple[list[str], list[str], int]:
    """What should be held then."""
    names = [f"a{number:05}" for number in numbers]
    return names, names, len(names)


def spools(folder: Path) -> list[Path]:
    """Files in which something waits."""
    return sorted(folder.glob("*.spool-*"))
