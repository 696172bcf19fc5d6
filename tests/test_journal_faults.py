import logging
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from journal import Journal, JournalError
from journal.batch import Batch
from journal.database import Database
from journal.queue import LIMIT
from journal.spool import Spool
from journal.writes import of_asked
from tests.journal.records import ANSWERED, ASKED
from tests.journal.watching import (
    WAIT_SECONDS,
    asked,
    held,
    journal_at,
    spools,
    tell,
    told,
    unanswered,
    vote,
    wait_for,
)  # fmt: skip

ROOT = Path(__file__).parent.parent
CORRUPTIONS = 200


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "journal.sqlite"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite:///{file}"


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """The file in the hands of somebody who writes."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def nowhere(tmp_path: Path) -> Path:
    """A folder that cannot be made, not even by root."""
    (tmp_path / "file").touch()
    return tmp_path / "file" / "folder"


def test_a_question_never_waits_for_a_database(file: Path, url: str) -> None:
    with journal_at(url) as journal:
        tell(journal, 0)
        with locked(file):
            began = time.thread_time()
            for number in range(LIMIT // 2):
                journal.asked(unanswered(number))
            assert (time.thread_time() - began) / (LIMIT // 2) < 0.01
            assert journal.flush(WAIT_SECONDS)
    assert len(held(url)[0]) == LIMIT // 2 + 1


def test_what_is_told_while_the_database_is_locked_is_kept_and_written_later_once(
    file: Path, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with journal_at(url) as journal:
        assert tell(journal, 0) == "kept"
        with locked(file):
            assert [tell(journal, number) for number in (1, 2, 3)] == ["kept"] * 3
            assert (journal.health().mode, len(spools(file.parent))) == ("spool", 1)
            assert len(journal.votes()) == 1
        wait_for(lambda: journal.health().mode == "database")
        assert (len(journal.votes()), spools(file.parent)) == (4, [])
    assert held(url) == told(0, 1, 2, 3)
    assert caplog.text.count("database is locked") == 1
    assert caplog.text.count("journal: database: well again") == 1


def test_a_vote_that_changes_while_the_database_is_locked_ends_as_it_was_told_last(
    file: Path, url: str
) -> None:
    with journal_at(url) as journal:
        tell(journal, 0)
        with locked(file):
            journal.voted(vote(1), asked(1))
        taken_back = [
            journal.voted(replace(vote(1), rating=None), asked(1)),
            journal.voted(vote(2), asked(2)),
        ]
        assert taken_back == ["kept", "kept"]
        wait_for(lambda: journal.health().mode == "database")
        assert [each.answer for each in journal.votes()] == ["a00000", "a00002"]


def test_what_waits_in_a_file_is_written_before_what_comes_later(url: str, file: Path) -> None:
    with journal_at(url) as journal:
        tell(journal, 0)
        with locked(file):
            tell(journal, 1)
            journal._writer._again_at = time.monotonic() + 1_000
            assert tell(journal, 2) == "kept"
        journal._writer._again_at = 0.0
        assert journal.voted(replace(vote(1), rating=None)) == "kept"
        assert [each.answer for each in journal.votes()] == ["a00000", "a00002"]
    assert held(url)[2] == 3


def test_a_file_to_which_more_came_since_it_was_read_is_not_removed(url: str, file: Path) -> None:
    spool = Spool(Database(url), "w")
    batches = [Batch("w", number, "2026-11-22", of_asked(asked(number), "needed")) for number in (1, 2)]
    spool.append(batches[0])
    (own,) = spool.own()
    assert own.batches() == batches[:1]
    spool.append(batches[1])
    assert spool.end(own)
    assert own.batches() == batches
    assert spool.end(own)
    assert (spool.own(), spools(file.parent)) == ([], [])


def test_what_waited_when_a_process_was_killed_is_written_by_the_next(url: str, file: Path) -> None:
    database = Database(url)
    database.write(())
    spool = Spool(database, "dead")
    for number in (1, 2):
        spool.append(Batch("dead", number, "2026-11-22", of_asked(asked(number), "needed")))
    with journal_at(url) as journal:  # the other one lives
        assert journal.flush(WAIT_SECONDS)
        assert journal.counts() == ()
    spool.close()
    assert held(url)[2] == 2
    assert spools(file.parent) == []
    database.close()


def test_a_crash_between_the_commit_and_the_removal_of_what_waited_doubles_nothing(
    url: str, file: Path
) -> None:
    with journal_at(url) as journal:
        tell(journal, 0)
        with locked(file):
            tell(journal, 1)
            (waits,) = spools(file.parent)
            content = waits.read_bytes()
        wait_for(lambda: journal.health().mode == "database")
    waits.write_bytes(content)
    assert held(url) == told(0, 1)
    assert not waits.exists()


def test_what_broke_off_within_a_line_is_not_taken_for_a_batch(url: str, file: Path) -> None:
    database = Database(url)
    spool = Spool(database, "w")
    batches = [Batch("w", number, "2026-11-22", of_asked(asked(number), "needed")) for number in (1, 2, 3)]
    for batch in batches:
        spool.append(batch)
    (own,), (path,) = spool.own(), spools(file.parent)
    content = path.read_bytes()
    for size in range(len(content)):
        path.write_bytes(content[:size])
        assert own.batches() == batches[: content[:size].count(b"\n")]
    spool.close()


def test_a_line_that_is_no_batch_is_put_aside_and_the_others_are_written(url: str, file: Path) -> None:
    database = Database(url)
    spool = Spool(database, "w")
    spool.append(Batch("w", 1, "2026-11-22", of_asked(ASKED, "needed")))
    spool.close()
    (path,) = spools(file.parent)
    with path.open("ab") as more:
        more.write(b'["w",2,"2026-11-22",[["dance",{}]]]\n\xff\n["w"]\n')
    assert held(url)[0] == [ASKED.answer]
    assert [each.suffix for each in spools(file.parent)] == [".unread"]


def test_a_folder_that_cannot_be_written_leaves_it_to_a_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    url = f"sqlite:///{nowhere(tmp_path) / 'journal.sqlite'}"
    with journal_at(url) as journal:
        assert tell(journal, 0) == "kept"
        assert journal.health().mode == "spool"
        with pytest.raises(JournalError):
            journal.votes()
    assert len(spools(next(tmp_path.glob("faq-journal-*")))) == 1
    assert caplog.text.count("journal: database: ") == 1
    (tmp_path / "file").unlink()
    assert held(url) == told(0)


def test_where_nothing_can_be_written_it_waits_in_memory_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(nowhere(tmp_path)))
    with journal_at(f"sqlite:///{tmp_path / 'file' / 'journal.sqlite'}", wait_seconds=0.05) as journal:
        assert tell(journal, 0) == "waiting"
        assert journal.health().mode == "memory"
        answers = [tell(journal, number) for number in range(1, 3)]
        for number in range(2 * LIMIT):
            journal.asked(unanswered(number))
        assert [*answers, tell(journal, 9)] == ["waiting", "waiting", "lost"]
    assert "1000 records could be written nowhere and are lost" in caplog.text
    assert ASKED.text not in caplog.text


def test_what_waited_in_memory_is_written_once_that_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(nowhere(tmp_path)))
    url = f"sqlite:///{tmp_path / 'file' / 'journal.sqlite'}"
    with journal_at(url, wait_seconds=0.05) as journal:
        assert [tell(journal, number) for number in range(5)] == ["waiting"] * 5
        (tmp_path / "file").unlink()
        assert journal.flush(WAIT_SECONDS)
        assert journal.health().mode == "database"
    assert held(url) == told(*range(5))


def test_a_full_disk_loses_nothing_that_was_acknowledged(url: str, file: Path) -> None:
    program = (
        "import resource, sys; from tests.journal.watching import *\n"
        "with journal_at(sys.argv[1]) as journal:\n"
        "    tell(journal, 0)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))\n"
        "    numbers = range(1, 100)\n"
        "    assert all(tell(journal, number) == 'kept' for number in numbers)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))\n"
        "    wait_for(lambda: journal.health().mode == 'database')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, url], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "disk I/O error" in done.stderr
    assert held(url) == told(*range(100))
    assert spools(file.parent) == []


def test_the_end_of_a_process_keeps_what_waits(url: str) -> None:
    program = (
        "import sys; from tests.journal.watching import *\n"
        "journal = Journal(sys.argv[1])\n"
        "for number in range(900): journal.asked(unanswered(number))\n"
    )
    subprocess.run([sys.executable, "-c", program, url], cwd=ROOT, check=True)
    assert len(held(url)[0]) == 900


def test_what_a_database_does_not_let_go_of_is_kept_when_the_journal_is_closed(url: str, file: Path) -> None:
    release, journal = Event(), Journal(url, wait_seconds=WAIT_SECONDS)
    tell(journal, 0)

    def hang(*_others: Any) -> None:
        release.wait(WAIT_SECONDS)

    event.listen(Engine, "commit", hang)
    journal.asked(asked(1))
    wait_for(lambda: not journal._writer._queue._waiting)
    journal.asked(asked(2))
    journal.close(seconds=1)
    (waits,) = spools(file.parent)
    assert waits.read_bytes().count(b"\n") == 2
    event.remove(Engine, "commit", hang)
    release.set()
    journal._writer._thread.join(WAIT_SECONDS)
    assert held(url)[2] == 3
    assert spools(file.parent) == []


def test_a_line_that_found_no_room_is_written_over(url: str, file: Path) -> None:
    program = (
        "import resource, sys; from tests.test_journal_faults import *\n"
        "spool = Spool(Database(sys.argv[1]), 'w')\n"
        "batches = [Batch('w', n, '2026-11-22', of_asked(asked(n), 'needed')) for n in range(1, 5)]\n"
        "spool.append(batches[0])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400, resource.RLIM_INFINITY))\n"
        "for batch in batches[1:]:\n"
        "    with suppress(OSError): spool.append(batch)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))\n"
        "spool.append(batches[3])\n"
    )
    subprocess.run([sys.executable, "-c", program, url], cwd=ROOT, check=True)
    assert held(url)[2] == 4
    assert spools(file.parent) == []


def test_a_record_of_the_wrong_kind_stops_nothing(url: str, caplog: pytest.LogCaptureFixture) -> None:
    with journal_at(url) as journal:
        journal.asked(None)  # type: ignore[arg-type]  # meant to be wrong
        assert journal.voted(None) == "lost"  # type: ignore[arg-type]
        assert tell(journal, 1) == "kept"
    assert (
        caplog.text.count("journal: record: TypeError; it is not kept") + caplog.text.count("AttributeError")
        == 1
    )


def test_closing_takes_no_longer_than_it_may(url: str, file: Path) -> None:
    journal = Journal(url, wait_seconds=WAIT_SECONDS)
    tell(journal, 0)
    with locked(file):
        journal.asked(unanswered(0))
        began = time.monotonic()
        journal.close()
        assert time.monotonic() - began < 5
    assert tell(journal, 1) == "lost"
    assert held(url)[0] == ["a00000", "u00000"]


@pytest.mark.parametrize("damage", [b"this is no database" * 500, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_damaged_file_is_put_aside_and_a_new_one_begun(
    url: str, file: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    file.write_bytes(damage)
    with journal_at(url) as journal:
        assert tell(journal, 0) == "kept"
        assert len(journal.votes()) == 1
    (aside,) = file.parent.glob("*.corrupt-*")
    assert aside.read_bytes() == damage
    assert caplog.text.count("damaged, a new one is begun; what it held is in") == 1


def test_no_random_damage_stops_the_journal(
    tmp_path: Path, url: str, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    chance = random.Random(5)
    with journal_at(url, "all") as journal:
        for number in range(60):
            journal.asked(unanswered(number))
        journal.voted(vote(0), asked(0))
    sound, put_aside = file.read_bytes(), 0
    for number in range(CORRUPTIONS):
        folder = tmp_path / f"damaged{number}"
        folder.mkdir()
        (folder / "journal.sqlite").write_bytes(damaged(sound, chance))
        with journal_at(f"sqlite:///{folder / 'journal.sqlite'}") as journal:
            assert tell(journal, 1) == "kept", number
            with suppress(JournalError):
                journal.votes()  # may show what nothing else showed
            assert tell(journal, 2) == "kept", number
            assert "a00002" in [each.answer for each in journal.votes()], number
        put_aside += bool(list(folder.glob("*.corrupt-*")))
        shutil.rmtree(folder)
    assert put_aside > CORRUPTIONS / 4


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Cut off, or with one to a hundred bytes overwritten."""
    if chance.random() < 0.2:
        return content[: chance.randrange(len(content))]
    found = bytearray(content)
    for _ in range(chance.choice([1, 3, 10, 100])):
        found[chance.randrange(len(found) if chance.random() < 0.7 else 4096)] = chance.randrange(256)
    return bytes(found)


def test_a_file_that_is_exchanged_for_a_damaged_one_is_begun_anew(
    url: str, file: Path, tmp_path: Path
) -> None:
    with journal_at(url) as journal:
        tell(journal, 0)
        (tmp_path / "damaged").write_bytes(b"\xff" * 9_000)
        (tmp_path / "damaged").replace(file)
        assert [tell(journal, number) for number in range(1, 4)] == ["kept"] * 3
    assert held(url) == told(1, 2, 3)


def test_a_file_that_is_deleted_while_it_is_open_is_begun_anew(url: str, file: Path) -> None:
    with journal_at(url) as journal:
        tell(journal, 0)
        for path in file.parent.glob("journal.sqlite*"):
            path.unlink()
        assert tell(journal, 1) == "kept"
        assert [each.answer for each in journal.votes()] == ["a00001"]
    assert held(url) == told(1)


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://me:hunter2@host/db", "postgresql+nodriver://me:hunter2@host/db"]
)
def test_a_wrong_url_stops_nothing_and_is_logged_without_its_password(
    url: str, caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with journal_at(url, wait_seconds=0.1) as journal:
        assert tell(journal, 0) in ("waiting", "kept")
        with pytest.raises(JournalError):
            journal.votes()
    assert caplog.text.count("journal: database: ") == 1
    assert "hunter2" not in caplog.text


@contextmanager
def failing(number: int) -> Iterator[list[str]]:
    """Let the call of the storage at this place fail, from 1: a statement, or a commit before it is done."""
    seen: list[str] = []

    def fail(what: str) -> None:
        seen.append(what)
        if len(seen) == number:
            raise OperationalError(what, {}, RuntimeError("the power is out"))

    def before(_connection: Connection, _cursor: Any, statement: str, *_others: Any) -> None:
        fail(statement)

    def commit(_connection: Connection) -> None:
        fail("commit")

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "commit", commit)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", before)
        event.remove(Engine, "commit", commit)


def test_whatever_call_of_the_storage_fails_all_is_kept_once(tmp_path: Path) -> None:
    number, failed = 0, True
    while failed:
        number += 1
        url = f"sqlite:///{tmp_path / str(number) / 'journal.sqlite'}"
        with failing(number) as seen:
            with journal_at(url) as journal:
                assert [tell(journal, 0), tell(journal, 1)] == ["kept", "kept"]
                journal.asked(asked(2))
            failed = len(seen) >= number
        names = told(0, 1)[0]
        assert held(url) == (names, names, 3), (number, seen[number - 1 :])
        assert spools(tmp_path / str(number)) == []
    assert number > 30


def test_what_fails_after_the_commit_is_not_done_twice(url: str) -> None:
    database = Database(url)
    batch = Batch("w", 1, "2026-11-22", of_asked(ANSWERED, "needed"))

    def interrupted() -> Iterator[Batch]:
        yield batch
        raise OSError("gone")

    with pytest.raises(JournalError):
        database.write(interrupted())
    database.write([batch])
    database.write([batch])
    database.close()
    assert held(url)[2] == 1


def test_files_are_readable_by_nobody_else(url: str, file: Path) -> None:
    with journal_at(url) as journal:
        tell(journal, 0)
        with locked(file):
            tell(journal, 1)
            modes = {path.name: path.stat().st_mode & 0o077 for path in file.parent.iterdir()}
    assert len(modes) == 4
    assert set(modes.values()) == {0}
    assert file.parent.stat().st_mode & 0o077 == 0
