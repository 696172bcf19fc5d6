"""What is too old out of the database, and out of what was put aside."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from journal.aside import damaged
from journal.database import Database
from journal.spool import unread
from journal.tables import COUNTS, DECISIONS, QUESTIONS, VOTES, WRITERS


def tidied(database: Database, before: str) -> bool:
    """Whether all from before an hour is gone for good; not yet while another process reads the file.

    Decisions stay, since they are the maintainers' own; the texts in them go.

    Raises
    ------
    JournalError
        When nothing could be deleted.
    """

    def work(connection: Connection) -> None:
        for table in (QUESTIONS, VOTES):
            connection.execute(table.delete().where(table.c.time < before))
        for table in (COUNTS, WRITERS):
            connection.execute(table.delete().where(table.c.day < before[:10]))
        aged = DECISIONS.update().where(DECISIONS.c.time < before, DECISIONS.c.text != "")
        connection.execute(aged.values(text=""))

    database.do(work, writes=True)
    moment = datetime.strptime(before, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    for file in put_aside(database):
        with suppress(OSError):
            if file.stat().st_mtime < moment.timestamp():
                file.unlink()
    return database.emptied()


def put_aside(database: Database) -> list[Path]:
    """Files that could not be read, and so may hold anything that was ever written."""
    return [*(damaged(database.file) if database.file else ()), *unread(database)]
