"""The one object that a process keeps its journal in: what is told never stops a page."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from journal import reading, tallies, writes
from journal.attempts import Attempts
from journal.database import Database
from journal.groups import Group, Needed, grouped, needed
from journal.queue import Waiting
from journal.records import Asked, Count, Decision, Keeping, Kept, Vote
from journal.tallies import Figures, Shown
from journal.trouble import Trouble
from journal.writer import CLOSE_SECONDS, DATABASE, Writer, state
from journal.writes import Write


@dataclass(frozen=True, slots=True)
class Health:
    """How the journal fares."""

    where: str
    """The database in words."""
    mode: Literal["database", "spool", "memory"]
    """Where what comes now is written."""
    spool: Path | None
    """The file in which something waits."""
    wrong: tuple[str, ...]
    """What is wrong at present."""


class Journal:
    """Keeps what visitors asked, how they judged the answers, and what maintainers made of it.

    Parameters
    ----------
    url : str
        Of SQLAlchemy, for SQLite or PostgreSQL; empty for a file in `.votes/`.
    keeping : {'off', 'needed', 'all'}
        Whose text is kept. With `off` nothing is kept of questions, and no comment; votes still.
    days : int
        After which everything is deleted, but for decisions, which lose their text.
    at_least : int
        Texts are given out only if so many conversations asked alike.
    wait_seconds : float
        How long a vote waits until it is kept, and an attempt until it is counted.
    now : callable
        The clock.

    Examples
    --------
    >>> journal = Journal("sqlite://")
    >>> asked = Asked(conversation="c", answer="a", time="2026-11-22T17:00Z", outcome="abstain", passage="",
    ...               hash="", confidence=0.1, text="Who are you, jo@example.org?")
    >>> journal.asked(asked)
    >>> journal.flush(5), [each.text for each in journal.questions()]
    (True, ['Who are you, [email]?'])
    >>> journal.close()
    """

    def __init__(
        self,
        url: str = "",
        keeping: Keeping = "needed",
        days: int = 90,
        *,
        at_least: int = 1,
        wait_seconds: float = 1.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.keeping = keeping
        self._at_least, self._wait_seconds = at_least, wait_seconds
        self._now, self._trouble = now, Trouble()
        self._database = Database(url)
        self._writer = Writer(self._database, self._trouble, days, now)
        atexit.register(self.close)

    def asked(self, asked: Asked) -> None:
        """Keep a question, as far as the setting goes; returns at once and never raises.

        It is written within a second, together with others: a process that is killed before forgets it.
        """
        self._put(lambda: writes.of_asked(asked, self.keeping), is_awaited=False)

    def voted(self, vote: Vote, asked: Asked | None = None) -> Kept:
        """Keep a vote in the place of the one before it, or take that back; waits a moment for the database.

        Parameters
        ----------
        vote : Vote
        asked : Asked, optional
            What was answered; its text is kept with a vote against the answer, unless the setting is `off`.
        """
        return state(self._put(lambda: writes.of_vote(vote, asked, self.keeping)), self._wait_seconds)

    def decided(self, *decisions: Decision) -> Kept:
        """Keep a maintainer's decisions, each in the place of the one before it, or take that back."""
        made = (writes.of_decision(decision) for decision in decisions)
        return state(self._put(lambda: tuple(write for each in made for write in each)), self._wait_seconds)

    def questions(self, since: datetime | None = None, until: datetime | None = None) -> tuple[Asked, ...]:
        """The questions whose text is kept and may be shown, oldest hour first; up to the hour of `until`.

        Raises
        ------
        JournalError
            When the database cannot be read; so do all that read.
        """
        return self._database.read(lambda found: reading.questions(found, since, until, self._at_least))

    def votes(self, since: datetime | None = None, until: datetime | None = None) -> tuple[Vote, ...]:
        """The votes, oldest hour first; a comment only if its question may be shown."""
        return self._database.read(lambda found: reading.votes(found, since, until, self._at_least))

    def counts(self, since: datetime | None = None, until: datetime | None = None) -> tuple[Count, ...]:
        """How many questions of each day ended alike; of both days the whole day."""
        return self._database.read(lambda found: reading.counts(found, since, until))

    def figures(self, first: date, last: date) -> Figures:
        """What was asked and judged from one day to another, added up in the database."""
        return self._database.read(lambda found: tallies.figures(found, first, last))

    def shown(self, first: date, last: date) -> tuple[Shown, ...]:
        """How often each passage stood first in these days, by outcome."""
        return self._database.read(lambda found: tallies.shown(found, first, last))

    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that stand, oldest hour first."""
        return self._database.read(reading.decisions)

    def groups(self, since: datetime | None = None, until: datetime | None = None) -> tuple[Group, ...]:
        """The questions that may be shown, those that are alike together; most conversations first."""
        judged = self._database.read(lambda found: reading.judged(found, since, until, self._at_least))
        return grouped(judged, self.decisions())

    def needed(self, most: int, since: datetime | None = None) -> Needed:
        """Of those groups the ones that need a maintainer; so many of them, the most asked first."""
        judged = self._database.read(lambda found: reading.judged(found, since, None, self._at_least))
        return needed(judged, self.decisions(), most)

    def attempts(self, wait_of: Callable[[int], float]) -> Attempts:
        """A count of failed attempts that all processes share; seconds to wait by how many failed."""
        return Attempts(self._database, wait_of, self._now, self._wait_seconds)

    def health(self) -> Health:
        """How the journal fares."""
        spool = self._writer.spool.file
        mode: Literal["database", "spool", "memory"] = "database"
        if self._trouble.holds(DATABASE):
            mode = "spool" if spool else "memory"
        return Health(self._database.where, mode, spool, self._trouble.present())

    def flush(self, seconds: float) -> bool:
        """Whether all that was told is kept by now, or within some seconds."""
        return self._writer.flush(seconds)

    def close(self, seconds: float = CLOSE_SECONDS) -> None:
        """Keep what waits, within some seconds; what is told later is lost."""
        atexit.unregister(self.close)
        self._writer.close(seconds)

    def _put(self, told: Callable[[], tuple[Write, ...]], is_awaited: bool = True) -> Waiting | None:
        """What waits of what is told; None if it is lost, or if there is nothing to keep."""
        try:
            made = told()
            return self._writer.put(made, is_awaited) if made else None
        except Exception as error:  # whatever is wrong with a record, the page must go on
            self._trouble.told("journal: record", f"{type(error).__name__}; it is not kept")
            return None
