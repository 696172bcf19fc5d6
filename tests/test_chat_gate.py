import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from chat.gate import FREE, LONGEST_WAIT_SECONDS, WAIT_SECONDS, Gate, wait_of
from chat.password import hash_of
from journal.attempts import Attempts
from journal.database import Database

ROOT = Path(__file__).parent.parent
PATIENT_SECONDS = 30
PROCESSES, GUESSES = 3, 12
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GUESSER = """
import sys, time
from pathlib import Path
from chat.gate import Gate, wait_of
from chat.password import Secret
from journal import Journal
looked_at = []
class Watched(Secret):
    def admits(self, typed):
        looked_at.append(typed)
        return super().admits(typed)
journal = Journal(sys.argv[1], wait_seconds=30)
gate = Gate("right", shared=journal.attempts(wait_of).begin)
gate._secret = Watched(True, plain=b"right")
Path(sys.argv[2]).touch()
while not Path(sys.argv[3]).exists(): time.sleep(0.001)
assert not any(gate.admits("guess") for _ in range(int(sys.argv[4])))
print(len(looked_at))
"""


class Clock:
    """A clock that goes when it is told to, for a gate and for a database."""

    now = 0.0

    def __call__(self) -> float:
        return self.now

    def utc(self) -> datetime:
        return NOON + timedelta(seconds=self.now)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(f"sqlite:///{tmp_path / 'journal.sqlite'}", PATIENT_SECONDS)) as opened:
        yield opened


def gate_at(database: Database, clock: Clock, answer_seconds: float = PATIENT_SECONDS) -> Gate:
    """A gate as a process of its own has it."""
    return Gate("right", clock, Attempts(database, wait_of, clock.utc, answer_seconds).begin)


def guessed(gate: Gate, times: int = FREE) -> None:
    for _ in range(times):
        assert not gate.admits("guess")


def test_the_password_opens_and_nothing_else_does() -> None:
    gate = Gate("quattro stagioni é")
    assert [gate.admits(typed) for typed in ("", "quattro", "quattro stagioni é", "\ud800")] == [
        False,
        False,
        True,
        False,
    ]


def test_the_password_opens_where_only_its_hash_is_known() -> None:
    gate = Gate(str(hash_of("quattro stagioni", cost=2)))
    assert [gate.admits(typed) for typed in ("", gate.password, "quattro stagioni")] == [False, False, True]


def test_without_a_password_nothing_opens() -> None:
    assert (Gate("").is_set, Gate("").admits("")) == (False, False)


def test_a_hash_that_is_none_lets_nobody_in_and_is_told_with_the_remedy(
    caplog: pytest.LogCaptureFixture,
) -> None:
    gate = Gate("scrypt$oops")
    assert (gate.is_set, gate.admits("scrypt$oops"), gate.admits("")) == (False, False, False)
    assert [record.getMessage() for record in caplog.records] == [
        "FAQ_PASSWORD: begins like a hash and is none; make it anew with `python -m chat password`,"
        " and keep the single quotes; until then nobody is let in"
    ]


def test_a_password_in_plain_text_is_told_once_without_saying_it(caplog: pytest.LogCaptureFixture) -> None:
    guessed(Gate("hunter2"))
    assert [record.getMessage() for record in caplog.records] == [
        "FAQ_PASSWORD: is kept in plain text; put there what `python -m chat password` prints"
    ]


def test_a_hash_or_no_password_is_nothing_to_tell(caplog: pytest.LogCaptureFixture) -> None:
    guessed(Gate(str(hash_of("right", cost=2))))
    Gate("")
    assert caplog.records == []


def test_after_some_wrong_ones_even_the_right_one_has_to_wait(clock: Clock) -> None:
    gate = Gate("right", clock)
    guessed(gate)
    assert (gate.wait(), gate.admits("right")) == (WAIT_SECONDS, False)
    clock.now += WAIT_SECONDS
    assert gate.admits("right")


def test_each_wait_is_twice_as_long_up_to_a_limit(clock: Clock) -> None:
    gate = Gate("right", clock)
    guessed(gate)
    waits = []
    for _ in range(6):
        waits.append(gate.wait())
        clock.now += gate.wait()
        guessed(gate, 1)
    assert waits == [60.0, 120.0, 240.0, 480.0, LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS]


def test_whoever_guesses_for_months_meets_the_same_wait_as_ever(clock: Clock) -> None:
    gate = Gate("right", clock)
    for _ in range(2_000):
        clock.now += gate.wait()
        guessed(gate, 1)
    assert (gate.wait(), wait_of(10**9)) == (LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS)
    clock.now += gate.wait()
    assert gate.admits("right")


def test_the_right_password_forgives_the_wrong_ones() -> None:
    gate = Gate("right")
    for _ in range(3):
        guessed(gate, FREE - 1)
        assert gate.admits("right")


def test_the_password_stands_in_no_message() -> None:
    assert "right" not in repr(Gate("right"))


def test_while_one_has_to_wait_no_hash_is_computed(clock: Clock) -> None:
    gate = Gate(str(hash_of("right")), clock)
    guessed(gate)
    began = time.thread_time()
    guessed(gate, 1_000)
    assert time.thread_time() - began < 0.1


def test_what_is_guessed_in_one_process_makes_the_others_wait(database: Database, clock: Clock) -> None:
    one, other = gate_at(database, clock), gate_at(database, clock)
    guessed(one, 3)
    guessed(other, 2)
    assert (one.admits("right"), one.wait()) == (False, WAIT_SECONDS)
    assert (other.admits("right"), other.wait()) == (False, WAIT_SECONDS)
    clock.now += WAIT_SECONDS
    assert one.admits("right")


def test_a_restart_forgives_nothing(database: Database, clock: Clock) -> None:
    guessed(gate_at(database, clock))
    restarted = gate_at(database, clock)
    assert (restarted.admits("right"), restarted.wait()) == (False, WAIT_SECONDS)


def test_a_database_that_never_answers_leaves_it_to_the_process(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").touch()
    gate = gate_at(Database(f"sqlite:///{tmp_path / 'file' / 'journal.sqlite'}"), clock)
    guessed(gate, FREE - 1)
    assert gate.admits("right")
    guessed(gate)
    assert (gate.admits("right"), gate.wait()) == (False, WAIT_SECONDS)


def test_the_log_says_where_nothing_could_be_counted_and_no_password(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    guessed(gate_at(Database(f"sqlite:///{tmp_path / 'file' / 'journal.sqlite'}"), clock), 2)
    told = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert [line.endswith("each process counts attempts by itself until that is over") for line in told] == [
        False,
        True,
    ]
    assert "guess" not in caplog.text


def test_of_the_guesses_of_several_processes_at_once_as_many_are_looked_at_as_of_one(
    database: Database, tmp_path: Path
) -> None:
    database.write(())
    ready, go = [tmp_path / f"ready{number}" for number in range(PROCESSES)], tmp_path / "go"
    arguments = [f"sqlite:///{tmp_path / 'journal.sqlite'}"]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", GUESSER, *arguments, str(mine), str(go), str(GUESSES)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        for mine in ready
    ]
    while not all(mine.exists() for mine in ready):
        assert all(process.poll() is None for process in processes)
    go.touch()
    assert sum(int(process.communicate(timeout=60)[0]) for process in processes) == FREE


class Model:
    """One count for each process and one for all: the plainest that could be right."""

    def __init__(self, processes: int) -> None:
        self.counts = [[0, 0.0] for _ in range(processes + 1)]

    def admits(self, process: int, now: float, is_right: bool, is_shared: bool) -> bool:
        both = [self.counts[process], *([self.counts[-1]] if is_shared else [])]
        if any(now < until for _, until in both):
            if is_shared:  # what the database said is remembered
                both[0][1] = max(until for _, until in both)
            return False
        for count in both:
            count[0] = 0 if is_right else count[0] + 1
        longest = max(wait_of(int(count[0])) for count in both)
        for count in both:
            count[1] = now + wait_of(int(count[0])) if count is self.counts[-1] else now + longest
        return is_right


steps = some.lists(
    some.tuples(
        some.sampled_from(["guess"] * 6 + ["right", "wait"]),
        some.integers(0, 1),
        some.sampled_from([1, 59, 60, 61, 120, 900]),
        some.sampled_from([True, True, True, False]),
    ),
    max_size=40,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_two_processes_admit_what_a_plain_model_admits_whether_the_database_answers_or_not(
    database: Database, clock: Clock, done: list[tuple[str, int, int, bool]]
) -> None:
    clock.now += LONGEST_WAIT_SECONDS
    gates, model = [gate_at(database, clock) for _ in range(2)], Model(2)
    assert gates[0].admits("right")  # forgives what the example before left
    counted = [gate.shared for gate in gates]
    for typed, which, seconds, answers in done:
        if typed == "wait":
            clock.now += seconds
            continue
        gates[which].shared = counted[which] if answers else lambda: None
        expected = model.admits(which, clock.now, typed == "right", answers)
        assert gates[which].admits(typed) == expected
        assert gates[which].wait() == pytest.approx(max(0.0, model.counts[which][1] - clock.now), abs=1e-3)
