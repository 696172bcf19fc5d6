"""Visitors and maintainers while something is wrong with the journal's database: through the pages."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from itertools import count
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import Engine, event
from streamlit.testing.v1 import AppTest

import chat.desk
from chat.desk import Desk
from chat.gate import FREE, Gate, wait_of
from faq import Site
from journal import Journal
from retrieval import Holder
from retrieval.stored import built_here
from tests.journal.watching import WAIT_SECONDS, unanswered, wait_for
from tests.postgres.conftest import installed, server  # noqa: F401
from tests.postgres.running import Server

APP = Path(__file__).parent.parent / "app.py"
PASSWORD = "quattro stagioni"
QUESTIONS = ("How is a calzone folded?", "folded pizza", "calzone", "is the calzone folded", "calzone folded")
RAISED_SECONDS = 1.0
"""That a question may take longer than before."""
MOMENTS = count()
"""A clock for the holder, on which a second passes at each look."""


@contextmanager
def locked(file: Path, _journal: Journal) -> Iterator[None]:
    """Another program holds the file, and lets nobody write."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(_file: Path, journal: Journal) -> Iterator[None]:
    """No page more finds room, and those that are there are filled."""
    with connected(journal, "PRAGMA max_page_count=1"):  # SQLite takes as many as there are
        for number in count():
            journal.asked(unanswered(number))
            assert journal.flush(WAIT_SECONDS)
            if journal.health().mode == "spool":
                break
        yield


@contextmanager
def read_only(_file: Path, journal: Journal) -> Iterator[None]:
    """Nothing can be written; permissions would not keep root from it."""
    with connected(journal, "PRAGMA query_only=ON"):
        yield


@contextmanager
def connected(journal: Journal, statement: str) -> Iterator[None]:
    """All connections begin with a statement."""

    def begin(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(statement)

    event.listen(Engine, "connect", begin)
    journal._database.close()
    yield
    event.remove(Engine, "connect", begin)
    journal._database.close()


@contextmanager
def corrupted(file: Path, _journal: Journal) -> Iterator[None]:
    """What lies in the file is no database any more, and what its log said is gone."""
    file.write_bytes(b"\xff" * file.stat().st_size)
    for other in file.parent.glob(f"{file.name}-*"):
        other.write_bytes(b"\xff" * other.stat().st_size)
    yield


@contextmanager
def gone(file: Path, _journal: Journal) -> Iterator[None]:
    """Somebody deleted the file."""
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink()
    yield


Fault = Callable[[Path, Journal], AbstractContextManager[None]]
FAULTS: tuple[Fault, ...] = (locked, full, read_only, corrupted, gone)
faults = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "journal.sqlite"


@pytest.fixture
def open_at(menu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Desk]:
    """Opens a desk with a small menu, a password and a journal at a URL."""
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "indexes"))
    monkeypatch.chdir(tmp_path)

    def made(url: str) -> Desk:
        journal = Journal(url)
        desk = Desk(
            Site(content=menu),
            Holder(menu, build=built_here, clock=lambda: float(next(MOMENTS))),
            journal,
            Gate(PASSWORD, shared=journal.attempts(wait_of).begin),
        )
        monkeypatch.setattr(chat.desk, "_desks", [desk])
        return desk

    return made


@pytest.fixture
def desk(open_at: Callable[[str], Desk], file: Path) -> Iterator[Desk]:
    with closing(open_at(f"sqlite:///{file}").journal):
        yield chat.desk.desk()


@pytest.fixture(autouse=True)
def no_traceback(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever happens is told in lines, of which none holds a traceback."""
    yield
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


def visited() -> AppTest:
    return AppTest.from_file(APP, default_timeout=60).run()


def asked(app: AppTest) -> float:
    """How long a question usually takes; each is answered."""
    seconds = []
    for question in QUESTIONS:
        began = time.monotonic()
        app.chat_input(key="prompt").set_value(question).run()
        seconds.append(time.monotonic() - began)
        assert "In half. The filling stays a secret." in shown(app), question
        assert not app.exception
        assert not app.error
    return median(seconds)


def shown(app: AppTest) -> str:
    """All that the last message says."""
    drawn = app.chat_message[-1]
    return "\n".join(str(each.value) for kind in (drawn.text, drawn.markdown, drawn.caption) for each in kind)


def voted(app: AppTest, thumb: int = 1) -> str:
    """What is said of a vote on the last answer."""
    app.feedback[-1].set_value(thumb).run()
    assert not app.exception
    assert not app.error
    return next(line for line in shown(app).splitlines() if line in SAID)


SAID = ("Thank you.", "Your vote could not be kept.")


@faults
def test_visitors_are_answered_as_before_and_their_votes_are_kept(
    desk: Desk, file: Path, fault: Fault
) -> None:
    app = visited()
    before = asked(app)
    assert voted(app) == "Thank you."
    with fault(file, desk.journal):
        assert asked(app) < before + RAISED_SECONDS
        assert voted(app, 0) == "Thank you."
        assert voted(app, 1) == "Thank you."
    wait_for(lambda: desk.journal.flush(WAIT_SECONDS) and desk.journal.health().mode == "database")
    assert "up" in [vote.rating for vote in desk.journal.votes()]


@faults
def test_maintainers_are_let_in_and_guesses_are_limited(desk: Desk, file: Path, fault: Fault) -> None:
    assert desk.journal.flush(WAIT_SECONDS)
    with fault(file, desk.journal):
        began = time.monotonic()
        assert desk.gate.admits(PASSWORD)
        assert time.monotonic() - began < 3 * RAISED_SECONDS  # for counting, and for taking that back
        assert [desk.gate.admits("guess") for _ in range(FREE)] == [False] * FREE
        assert not desk.gate.admits(PASSWORD)
        assert desk.gate.wait() > 0


def test_visitors_are_answered_while_postgresql_is_killed_and_comes_back(
    open_at: Callable[[str], Desk],
    server: Server,  # noqa: F811
) -> None:
    desk = open_at(server.url())
    app = visited()
    before = asked(app)
    assert voted(app) == "Thank you."
    server.kill()
    assert asked(app) < before + RAISED_SECONDS
    assert voted(app, 0) == "Thank you."
    assert desk.gate.admits(PASSWORD)
    server.start()
    wait_for(lambda: desk.journal.flush(WAIT_SECONDS) and desk.journal.health().mode == "database")
    assert sorted(str(vote.rating) for vote in desk.journal.votes()) == ["down", "up"]
    desk.journal.close()


def test_where_nothing_can_be_written_at_all_a_vote_is_told_to_be_lost_and_questions_are_answered(
    desk: Desk,
) -> None:
    app = visited()
    desk.journal.close()
    assert asked(app) < 60
    assert voted(app) == "Your vote could not be kept."
