"""Rows out of the database for good, as somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, select

from journal.database import Database
from journal.redaction import plain
from journal.retention import put_aside
from journal.spool import Spool, files, places
from journal.tables import ATTEMPTS, COUNTS, DECISIONS, QUESTIONS, VOTES

_Keys: TypeAlias = set[tuple[str, str]]


def all_erased(database: Database) -> int:
    """How many rows went: everything but the names of the programs that wrote."""
    for file in put_aside(database):
        file.unlink(missing_ok=True)
    tables = (QUESTIONS, VOTES, COUNTS, DECISIONS, ATTEMPTS)
    return _erased(database, lambda found: sum(found.execute(table.delete()).rowcount for table in tables))


def attempts_erased(database: Database) -> int:
    """How many rows went: of the count of failed attempts, so that nobody has to wait for others' sake."""
    return _erased(database, lambda found: found.execute(ATTEMPTS.delete()).rowcount)


def alike_erased(database: Database, alike: str) -> int:
    """How many rows went: questions with this key, their votes, and what was decided of them."""

    def work(connection: Connection) -> int:
        same = QUESTIONS.c.alike == alike
        keys = {tuple(row) for row in connection.execute(select(*QUESTIONS.primary_key).where(same))}
        decided = connection.execute(DECISIONS.delete().where(DECISIONS.c.alike == alike)).rowcount
        return decided + _without(connection, keys)

    return _erased(database, work)


def text_erased(database: Database, words: str) -> int:
    """How many rows went: questions, votes and decisions that hold these words, whatever the case."""
    wanted = plain(words).casefold()

    def work(connection: Connection) -> int:
        keys = _holding(connection, QUESTIONS, ("text", "corrections"), wanted)
        keys |= _holding(connection, VOTES, ("comment",), wanted)
        noted = connection.execute(select(DECISIONS.c.alike, DECISIONS.c.text))
        decided = [alike for alike, text in noted if wanted in text.casefold()]
        gone = sum(
            connection.execute(DECISIONS.delete().where(DECISIONS.c.alike == alike)).rowcount
            for alike in decided
        )
        return gone + _without(connection, keys)

    return _erased(database, work)


def gathered(database: Database) -> list[Path]:
    """Take in what dead processes left; the files that are left are those of living ones.

    Raises
    ------
    JournalError
        When the database takes nothing.
    """
    spool = Spool(database, "")
    for file in spool.left():
        try:
            database.write(file.batches())
            spool.end(file)
        finally:
            file.close()
    return [file for place in places(database) for file in files(place)]


def _erased(database: Database, work: Callable[[Connection], int]) -> int:
    gathered(database)
    gone = database.do(work, writes=True)
    database.emptied()
    return gone


def _holding(connection: Connection, table: Table, names: Iterable[str], wanted: str) -> _Keys:
    texts = [table.c[name] for name in names]
    rows = connection.execute(select(*table.primary_key, *texts))
    return {(row[0], row[1]) for row in rows if any(wanted in text.casefold() for text in row[2:])}


def _without(connection: Connection, keys: Iterable[Any]) -> int:
    """How many rows of questions and votes bore these names."""
    gone = 0
    for table in (QUESTIONS, VOTES):
        for conversation, answer in keys:
            same = (table.c.conversation == conversation) & (table.c.answer == answer)
            gone += connection.execute(table.delete().where(same)).rowcount
    return gone
