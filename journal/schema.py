"""A database of any age into one of the present schema, step by step in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import NoResultFound

from journal.failure import DamagedError, JournalError
from journal.tables import TABLES

VERSION: Final = 3
"""That this program writes."""
_LOCK: Final = 0x6A6F7572
"""Of PostgreSQL's, which all that change the schema take."""
_VOTES: Final = (
    """
    create table votes (
        conversation varchar(64) not null, answer varchar(64) not null, time varchar(20) not null,
        outcome varchar(20) not null, passage varchar(200) not null, hash varchar(64) not null,
        confidence float not null, rating varchar(4) not null, primary key (conversation, answer))
    """,
)
_QUESTIONS: Final = (
    "alter table votes add column comment varchar(500) not null default ''",
    "create index votes_time on votes (time)",
    """
    create table journal_questions (
        conversation varchar(64) not null, answer varchar(64) not null, time varchar(20) not null,
        outcome varchar(20) not null, passage varchar(200) not null, hash varchar(64) not null,
        confidence float not null, text varchar(500) not null, alike varchar(24) not null,
        corrections varchar(500) not null, primary key (conversation, answer))
    """,
    "create index journal_questions_time on journal_questions (time)",
    "create index journal_questions_alike on journal_questions (alike, conversation)",
    """
    create table journal_counts (
        day varchar(10) not null, outcome varchar(20) not null, passage varchar(200) not null,
        hash varchar(64) not null, tenths integer not null, questions integer not null,
        primary key (day, outcome, passage, hash, tenths))
    """,
    """
    create table journal_decisions (
        alike varchar(24) not null primary key, kind varchar(10) not null, passage varchar(200) not null,
        time varchar(20) not null, text varchar(500) not null)
    """,
    """
    create table journal_writers (
        writer varchar(64) not null primary key, batch integer not null, day varchar(10) not null)
    """,
    "create table journal_version (version integer not null)",
    "insert into journal_version (version) values (2)",
)
_ATTEMPTS: Final = (
    """
    create table journal_attempts (
        name varchar(20) not null primary key, failed integer not null, until varchar(32) not null)
    """,
    "update journal_version set version = 3",
)
STEPS: Final = (_VOTES, _QUESTIONS, _ATTEMPTS)
"""The step at place n makes version n + 1 of version n; 0 is an empty database."""


def version(connection: Connection) -> int:
    """The version of the schema of a database: 1 if it only holds votes, 0 if nothing of ours."""
    tables = inspect(connection)
    if not tables.has_table("journal_version"):
        return int(tables.has_table("votes"))
    try:
        return int(connection.execute(text("select version from journal_version")).scalar_one())
    except (NoResultFound, TypeError, ValueError):
        raise DamagedError("its schema has no version; restore it from a backup") from None


def migrate(connection: Connection) -> None:
    """Take the steps that are missing, within the transaction that the connection is in."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    for step in STEPS[checked(connection) :]:
        for statement in step:
            connection.execute(text(statement))


def checked(connection: Connection) -> int:
    """The version, if this program can write it or make it into one that it can.

    Raises
    ------
    JournalError
        When a newer program made the schema: to write might break what it relies on.
        Also when a table is somebody else's.
    DamagedError
        When the tables are not whole.
    """
    found = version(connection)
    if found > VERSION:
        raise JournalError(
            f"its schema has version {found}, which is newer than this program knows ({VERSION});"
            " update the program, or give it another database"
        )
    if found == VERSION and not _has(connection, _COLUMNS):
        raise DamagedError("its tables are not whole; restore them from a backup")
    if found == 1 and not _has(connection, _COLUMNS_OF_VOTES):
        raise JournalError("its table votes is not the journal's; give the journal a database of its own")
    return found


_COLUMNS: Final = {table.name: {column.name for column in table.c} for table in TABLES}
_COLUMNS_OF_VOTES: Final = {"votes": _COLUMNS["votes"] - {"comment"}}


def _has(connection: Connection, columns: Mapping[str, set[str]]) -> bool:
    tables = inspect(connection)
    return all(
        tables.has_table(name) and {column["name"] for column in tables.get_columns(name)} >= expected
        for name, expected in columns.items()
    )
