"""Attempts at what only a few may do: how many failed in a row, counted by all processes together."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, TypeVar

from sqlalchemy import Connection, select

from journal.database import Database
from journal.failure import JournalError
from journal.tables import ATTEMPTS, attempting, forgiving, untried

PAUSE_SECONDS: Final = 5.0
"""After a failure, in which the database is left alone: attempts that queue up wait for it once."""
_ROW: Final = {"name": "all", "failed": 0, "until": ""}
"""The only row, as it is at first: there is one kind of attempt."""

Result = TypeVar("Result")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt, counted as failed before anybody looked at it; or refused, and not counted."""

    admitted: bool
    """Whether it may be looked at."""
    wait_seconds: float
    """Until the next one may be, if this one fails; at least 0."""
    failed: int
    """How many failed in a row, with this one if it was admitted."""
    until: str
    """When that wait is over, as the row says it; empty without one."""
    attempts: Attempts = field(repr=False, compare=False)
    """Which it is one of."""

    def succeeded(self) -> None:
        """Forget what failed, unless others failed since and made everybody wait."""
        self.attempts.forgive(self)


class Attempts:
    """Counts attempts in one row of the database, which says neither who made them nor what they held.

    An attempt is counted as failed in the transaction that admits it, so that no two processes admit one in
    the place of another. Whoever succeeds takes that back.

    Parameters
    ----------
    database : Database
    wait_of : callable
        Seconds until the next attempt is admitted, by how many failed in a row; it must not fall.
    now : callable
        The clock, in UTC. Machines should agree on it; no wait gets longer if they do not.
    answer_seconds : float
        How long an attempt waits for the database.
    """

    def __init__(
        self,
        database: Database,
        wait_of: Callable[[int], float],
        now: Callable[[], datetime],
        answer_seconds: float = 1.0,
    ) -> None:
        self._database, self._wait_of, self._now = database, wait_of, now
        self._answer_seconds = answer_seconds
        self._again_at = 0.0

    def begin(self) -> Attempt | None:
        """One attempt more; None when the database does not say in time whether it is admitted."""
        return self._in_time(self._begun)

    def forgive(self, attempt: Attempt) -> None:
        """Forget what failed up to an attempt, unless others failed since and made everybody wait."""
        row = {"failed_then": attempt.failed, "until_then": attempt.until, "now": _text(self._now())}
        self._in_time(lambda found: found.execute(forgiving(), row))

    def _begun(self, connection: Connection) -> Attempt:
        failed, until = _locked(connection)
        now = self._now()  # not sooner: others may have held the row
        # A clock that was put back must not make anybody wait for longer than they would have.
        until = min(until, now + self._wait(failed))
        is_admitted = until <= now
        if is_admitted:
            failed += 1
            until = now + self._wait(failed)
        told = _text(until) if until > now else ""
        connection.execute(attempting(connection.dialect.name), _ROW | {"failed": failed, "until": told})
        return Attempt(is_admitted, (until - now).total_seconds(), failed, told, self)

    def _wait(self, failed: int) -> timedelta:
        return timedelta(seconds=self._wait_of(failed))

    def _in_time(self, work: Callable[[Connection], Result]) -> Result | None:
        """What a work returns that writes; None when it fails, or takes too long and may be done later."""
        if time.monotonic() < self._again_at:
            return None
        answers: SimpleQueue[Result | Exception] = SimpleQueue()
        Thread(target=self._answer, args=(work, answers), name="faq-attempts", daemon=True).start()
        try:
            answer = answers.get(timeout=self._answer_seconds)
        except Empty:
            answer = TimeoutError(f"{self._database.where}: no answer within {self._answer_seconds:g} s")
        if not isinstance(answer, Exception):
            return answer
        self._again_at = time.monotonic() + PAUSE_SECONDS
        _log.warning("%s; each process counts attempts by itself until that is over", _told(answer))
        return None

    def _answer(self, work: Callable[[Connection], Result], answers: SimpleQueue[Result | Exception]) -> None:
        try:
            answers.put(self._database.do(work, writes=True))
        except Exception as error:  # whatever a driver raises, the attempt must be judged
            answers.put(error)


def _locked(connection: Connection) -> tuple[int, datetime]:
    """What the row says, which no other process reads until this transaction is over."""
    connection.execute(untried(connection.dialect.name), _ROW)
    row = select(ATTEMPTS.c.failed, ATTEMPTS.c.until).where(ATTEMPTS.c.name == _ROW["name"])
    failed, until = connection.execute(row.with_for_update()).one()
    return failed, _time(until)


def _text(moment: datetime) -> str:
    """Of one length, so that texts are in the order of their moments."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _time(told: str) -> datetime:
    return datetime.fromisoformat(told) if told else datetime.min.replace(tzinfo=UTC)


def _told(error: Exception) -> str:
    """What happened; only our own messages are known to hold no password."""
    return str(error) if isinstance(error, JournalError | TimeoutError) else type(error).__name__
