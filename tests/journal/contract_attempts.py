"""What every database must do for attempts that several processes count: collected where a `url` is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import text

from journal.attempts import Attempt, Attempts
from journal.database import Database
from journal.engine import transaction
from tests.journal.contract_schema import engine_at
from tests.journal.watching import WAIT_SECONDS

ROOT = Path(__file__).parent.parent.parent
BEGUN = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
FREE = 3
LONGEST_SECONDS = 80.0
PROCESSES, ATTEMPTS = 4, 25
PROGRAM = """
import sys, time
from pathlib import Path
from datetime import UTC, datetime
from journal.attempts import Attempts
from journal.database import Database
from journal.engine import transaction
database = Database(sys.argv[1], wait_seconds=30)
counted = Attempts(database, lambda failed: 600.0 * (failed >= 5), lambda: datetime.now(UTC), 30)
counted.begin()  # opens the database, and is one of the five
Path(sys.argv[2]).touch()
while not Path(sys.argv[3]).exists(): time.sleep(0.001)
begun = [counted.begin() for _ in range(int(sys.argv[4]))]
print(sum(each.admitted for each in begun))
"""


def wait_of(failed: int) -> float:
    """Nothing after two failures, then ten seconds, doubled each time up to eighty."""
    return 0.0 if failed < FREE else min(10.0 * 2.0 ** (failed - FREE), LONGEST_SECONDS)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = BEGUN

    def __call__(self) -> datetime:
        return self.now

    def go(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Model:
    """Failures in a row and the end of the wait: the plainest that could be right."""

    def __init__(self) -> None:
        self.failed, self.until = 0, 0.0

    def begin(self, now: float) -> tuple[bool, float]:
        if now < self.until:
            return False, self.until - now
        self.failed += 1
        self.until = now + wait_of(self.failed)
        return True, self.until - now

    def forgive(self) -> None:
        self.failed, self.until = 0, 0.0


@contextmanager
def counting(url: str, clock: Clock) -> Iterator[Attempts]:
    """A count as a process has one."""
    with closing(Database(url, WAIT_SECONDS)) as database:
        yield Attempts(database, wait_of, clock, WAIT_SECONDS)


def begun(attempts: Attempts) -> Attempt:
    """An attempt that the database judged."""
    attempt = attempts.begin()
    assert attempt is not None
    return attempt


def row(url: str) -> list[tuple[object, ...]]:
    """What the table holds."""
    with engine_at(url) as engine, transaction(engine, writes=False) as connection:
        return [tuple(each) for each in connection.execute(text("select * from journal_attempts"))]


def test_of_the_attempts_of_several_processes_at_once_only_the_free_ones_are_admitted(
    url: str, tmp_path: Path
) -> None:
    with closing(Database(url)) as database:
        database.write(())
    ready, go = [tmp_path / f"ready{number}" for number in range(PROCESSES)], tmp_path / "go"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, url, str(mine), str(go), str(ATTEMPTS)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        for mine in ready
    ]
    while not all(mine.exists() for mine in ready):
        assert all(process.poll() is None for process in processes)
    go.touch()
    admitted = [int(process.communicate(timeout=60)[0]) for process in processes]
    assert PROCESSES + sum(admitted) == 5


def test_what_one_process_counts_another_knows(url: str) -> None:
    clock = Clock()
    with counting(url, clock) as one, counting(url, clock) as other:
        told = [begun(each) for each in (one, other, one, other, one)]
        assert [each.admitted for each in told] == [True] * FREE + [False] * 2
        assert [each.wait_seconds for each in told] == [0.0, 0.0, 10.0, 10.0, 10.0]
        clock.go(10)
        assert begun(other).wait_seconds == 20.0


def test_the_count_outlives_all_processes(url: str) -> None:
    clock = Clock()
    for number in range(FREE):
        with counting(url, clock) as attempts:
            assert begun(attempts).failed == number + 1
    with counting(url, clock) as attempts:
        assert not begun(attempts).admitted


def test_it_holds_a_number_and_the_end_of_a_wait_and_nothing_else(url: str) -> None:
    with counting(url, Clock()) as attempts:
        begun(attempts)
        assert row(url) == [("all", 1, "")]
        for _ in range(FREE):
            begun(attempts)
    assert row(url) == [("all", FREE, "2026-11-22T17:30:10.000000+00:00")]


def test_whoever_succeeds_is_forgiven_what_failed_before(url: str) -> None:
    with counting(url, Clock()) as attempts:
        for _ in range(3):
            for _ in range(FREE):
                last = begun(attempts)
            last.succeeded()
    assert row(url) == [("all", 0, "")]


def test_whoever_succeeds_shortens_no_wait_that_others_brought_about(url: str) -> None:
    clock = Clock()
    with counting(url, clock) as one, counting(url, clock) as other:
        right = begun(one)
        for _ in range(FREE - 1):
            begun(other)
        right.succeeded()
        assert (begun(one).admitted, begun(other).admitted) == (False, False)
        clock.go(10)
        right.succeeded()
        assert begun(other).failed == 1


def test_a_clock_that_is_put_back_lengthens_no_wait(url: str) -> None:
    clock = Clock()
    with counting(url, clock) as attempts:
        for _ in range(FREE):
            begun(attempts)
        clock.go(-86_400)
        assert begun(attempts).wait_seconds == 10.0
        clock.go(10)
        assert begun(attempts).admitted


def test_a_row_that_is_deleted_begins_anew(url: str) -> None:
    with counting(url, Clock()) as attempts:
        for _ in range(FREE):
            begun(attempts)
        with engine_at(url) as engine, transaction(engine, writes=True) as connection:
            connection.execute(text("delete from journal_attempts"))
        assert begun(attempts).failed == 1


steps = some.lists(
    some.tuples(some.sampled_from(["wrong", "wrong", "wrong", "right", "wait"]), some.integers(0, 1),
                some.integers(0, 100)),
    max_size=25,
)  # fmt: skip


@pytest.fixture
def pair(url: str) -> Iterator[tuple[Clock, list[Attempts]]]:
    """Two counts of one database, with one clock."""
    clock = Clock()
    with counting(url, clock) as one, counting(url, clock) as other:
        yield clock, [one, other]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_two_processes_count_as_one_plain_model_does(
    pair: tuple[Clock, list[Attempts]], done: list[tuple[str, int, int]]
) -> None:
    clock, counts = pair
    clock.go(LONGEST_SECONDS)  # over what the example before left
    begun(counts[0]).succeeded()
    model, began = Model(), clock.now
    for what, which, seconds in done:
        if what == "wait":
            clock.go(seconds)
            continue
        attempt = begun(counts[which])
        expected = model.begin((clock.now - began).total_seconds())
        assert (attempt.admitted, attempt.wait_seconds) == expected
        assert attempt.failed == model.failed
        if what == "right" and attempt.admitted:
            attempt.succeeded()
            model.forgive()
