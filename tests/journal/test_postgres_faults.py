from pathlib import Path
from threading import Thread

import pytest

from journal import Journal, JournalError
from tests.journal.watching import WAIT_SECONDS, held, journal_at, spools, tell, told, wait_for
from tests.postgres.conftest import installed, server  # noqa: F401
from tests.postgres.looking import nowhere
from tests.postgres.running import Server

RESTARTS, THREADS = 3, 4
_CUT = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'faq-journal'"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where what waits for the database waits, below the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / ".votes"


def test_a_server_that_is_killed_and_comes_back_loses_and_doubles_nothing(
    server: Server,  # noqa: F811
    folder: Path,
) -> None:
    acknowledged: list[int] = []
    with journal_at(server.url()) as journal:
        shares = [Thread(target=talk, args=(journal, start, acknowledged)) for start in range(THREADS)]
        for thread in shares:
            thread.start()
        for restart in range(1, RESTARTS + 1):
            wait_for(lambda restart=restart: len(acknowledged) > 40 * restart)  # type: ignore[misc]
            server.kill()
            wait_for(lambda: bool(spools(folder)))
            server.start()
            wait_for(lambda: journal.health().mode == "database")
        acknowledged.append(-1)
        for thread in shares:
            thread.join()
        assert journal.flush(WAIT_SECONDS)
        wait_for(lambda: not spools(folder))
    acknowledged.remove(-1)
    assert held(server.url()) == told(*sorted(acknowledged))


def talk(journal: Journal, number: int, acknowledged: list[int]) -> None:
    """Tell question after question, until told to end."""
    while -1 not in acknowledged:
        assert tell(journal, number) == "kept"
        acknowledged.append(number)
        number += THREADS


def test_connections_that_are_cut_are_replaced(server: Server) -> None:  # noqa: F811
    with journal_at(server.url()) as journal, server.connection() as other:
        for number in range(20):
            assert tell(journal, number) == "kept"
            other.execute(_CUT)
        assert journal.flush(WAIT_SECONDS)
        wait_for(lambda: journal.health().mode == "database")
    assert held(server.url()) == told(*range(20))


def test_a_database_that_is_held_up_stops_nothing(server: Server, folder: Path) -> None:  # noqa: F811
    with journal_at(server.url()) as journal:
        tell(journal, 0)
        with server.connection() as other, other.transaction():
            other.execute("lock table votes in access exclusive mode")
            assert tell(journal, 1) == "kept"
            assert len(spools(folder)) == 1
        wait_for(lambda: journal.health().mode == "database")
    assert held(server.url()) == told(0, 1)


def test_a_wrong_password_is_said_once_and_never_shown(
    server: Server,  # noqa: F811
    folder: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    url = server.url().replace(server.password, "hunter2")
    with journal_at(url) as journal:
        assert [tell(journal, number) for number in range(3)] == ["kept"] * 3
        with pytest.raises(JournalError, match="password authentication failed"):
            journal.votes()
    assert caplog.text.count("password authentication failed") == 1
    assert "hunter2" not in caplog.text + "".join(path.read_text("ascii") for path in spools(folder))
    assert held(server.url()) == told(0, 1, 2)


def test_a_database_that_is_away_stops_nothing(folder: Path) -> None:
    with journal_at(nowhere()) as journal:
        assert tell(journal, 0) == "kept"
        assert journal.health().mode == "spool"
    (waiting,) = spools(folder)
    assert waiting.stat().st_mode & 0o077 == 0
