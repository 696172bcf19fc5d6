"""What every database must do with schemas of other ages: collected where a fixture `url` gives one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, inspect, text
from sqlalchemy.exc import OperationalError

from journal import Journal, JournalError, schema
from journal.database import Database
from journal.engine import created, engine_of, file_of, parsed, transaction
from tests.journal.records import ANSWERED, UP, VOTE

ROOT = Path(__file__).parent.parent.parent
OLDEST = list(range(schema.VERSION + 1))
"""An empty database, and every schema there ever was."""


@contextmanager
def engine_at(url: str) -> Iterator[Engine]:
    """An engine that knows nothing of schemas."""
    parts = parsed(url)
    file = file_of(parts)
    if file:
        created(file)
    engine = engine_of(parts, wait_seconds=30)
    yield engine
    engine.dispose()


def aged(engine: Engine, version: int) -> None:
    """Make the schema of a version, with a vote in it if it has room for one."""
    with transaction(engine, writes=True) as connection:
        for step in schema.STEPS[:version]:
            for statement in step:
                connection.execute(text(statement))
        if version:
            row = {name: getattr(UP, name) for name in _COLUMNS.split(", ")}
            connection.execute(text(_INSERT), row)


_COLUMNS = "conversation, answer, time, outcome, passage, hash, confidence, rating"
_INSERT = f"insert into votes ({_COLUMNS}) values (:{_COLUMNS.replace(', ', ', :')})"  # noqa: S608  # our own


def dump(engine: Engine) -> dict[str, Any]:
    """Everything that a database holds."""
    engine.dispose()  # a connection of PostgreSQL remembers what columns a table had
    with transaction(engine, writes=False) as connection:
        tables = inspect(connection)
        return {
            name: (
                [(column["name"], str(column["type"])) for column in tables.get_columns(name)],
                sorted(str(index["name"]) for index in tables.get_indexes(name)),
                sorted(map(str, connection.execute(text(f"select * from {name}")).all())),  # noqa: S608  # our own
            )
            for name in sorted(tables.get_table_names())
        }


@contextmanager
def failing(number: int) -> Iterator[None]:
    """Let the statement at this place fail, from 1, but for those by which a driver introduces itself."""
    places = count(1)

    def fail(connection: Connection, _cursor: Any, statement: str, *_others: Any) -> None:
        if connection.get_execution_options().get("begins") and next(places) == number:
            raise OperationalError(statement, {}, RuntimeError("the power is out"))

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", fail)


@pytest.mark.parametrize("version", OLDEST)
def test_every_older_schema_is_taken_over_with_its_rows(url: str, version: int) -> None:
    with engine_at(url) as engine:
        aged(engine, version)
        journal = Journal(url)
        votes = journal.votes()
        journal.close()
        with transaction(engine, writes=False) as connection:
            assert schema.checked(connection) == schema.VERSION
    assert votes == ((UP,) if version else ())


@pytest.mark.parametrize("version", OLDEST[:-1])
def test_a_schema_changes_as_a_whole_or_not_at_all(url: str, version: int) -> None:
    with engine_at(url) as engine:
        aged(engine, version)
        before, number = dump(engine), 1
        whole: Any = ([("version", "INTEGER")], [], [f"({schema.VERSION},)"])
        while not _is_brought_up_to_date(url, number):
            found = dump(engine)
            assert found == before or found.get("journal_version") == whole
            number += 1
    assert number > len(schema.STEPS[-1])


def _is_brought_up_to_date(url: str, failing_at: int) -> bool:
    database = Database(url)
    try:
        with failing(failing_at):
            database.write(())
    except JournalError:
        return False
    finally:
        database.close()
    return True


@pytest.mark.parametrize("version", OLDEST)
def test_two_processes_may_bring_it_up_to_date_at_once(url: str, version: int, tmp_path: Path) -> None:
    with engine_at(url) as engine:
        aged(engine, version)
    program = (
        "import sys, time; from pathlib import Path; from journal.database import Database\n"
        "Path(sys.argv[2]).touch()\n"
        "while not Path(sys.argv[3]).exists(): time.sleep(0.001)\n"
        "Database(sys.argv[1], wait_seconds=30).write(())"
    )
    ready, go = [tmp_path / f"ready{n}" for n in (1, 2)], tmp_path / "go"
    processes = [
        subprocess.Popen([sys.executable, "-c", program, url, str(mine), str(go)], cwd=ROOT) for mine in ready
    ]
    while not all(mine.exists() for mine in ready):
        assert all(process.poll() is None for process in processes)
    go.touch()
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    with engine_at(url) as engine:
        assert "journal_version" in dump(engine)
        assert dump(engine)["journal_version"][2] == [f"({schema.VERSION},)"]


def test_a_newer_schema_is_neither_written_nor_read_and_stays_as_it_is(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    with engine_at(url) as engine:
        aged(engine, schema.VERSION)
        with transaction(engine, writes=True) as connection:
            connection.execute(text("update journal_version set version = 99"))
            connection.execute(text("alter table votes add column mood varchar(9) not null default ''"))
        before = dump(engine)
        journal = Journal(url)
        assert journal.voted(VOTE, ANSWERED) == "kept"
        with pytest.raises(JournalError, match="version 99, which is newer than this program knows"):
            journal.votes()
        assert journal.health().mode == "spool"
        journal.close()
        assert dump(engine) == before
    assert caplog.text.count("update the program, or give it another database") == 1


def test_a_table_of_somebody_else_is_left_alone(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with engine_at(url) as engine:
        with transaction(engine, writes=True) as connection:
            connection.execute(text("create table votes (ballot integer)"))
        before = dump(engine)
        journal = Journal(url)
        assert journal.voted(VOTE) == "kept"
        with pytest.raises(
            JournalError, match="is not the journal's; give the journal a database of its own"
        ):
            journal.votes()
        journal.close()
        assert dump(engine) == before
