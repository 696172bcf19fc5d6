"""The tables as the code reads and writes them; `schema` makes them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import Executable

from journal.writes import Verb

_INSERTS: Final[Mapping[str, Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def _table(name: str, keys: str, *others: Column[Any]) -> Table:
    return Table(name, MetaData(), *(Column(key, String, primary_key=True) for key in keys.split()), *others)


def _strings(names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, String, nullable=False) for name in names.split())


QUESTIONS: Final = _table(
    "journal_questions",
    "conversation answer",
    *_strings("time outcome passage hash"),
    Column("confidence", Float, nullable=False),
    *_strings("text alike corrections"),
)
VOTES: Final = _table(
    "votes",
    "conversation answer",
    *_strings("time outcome passage hash"),
    Column("confidence", Float, nullable=False),
    *_strings("rating comment"),
)
COUNTS: Final = _table(
    "journal_counts",
    "day outcome passage hash",
    Column("tenths", Integer, primary_key=True),
    Column("questions", Integer, nullable=False),
)
DECISIONS: Final = _table("journal_decisions", "alike", *_strings("kind passage time text"))
WRITERS: Final = _table(
    "journal_writers", "writer", Column("batch", Integer, nullable=False), *_strings("day")
)
ATTEMPTS: Final = _table(
    "journal_attempts", "name", Column("failed", Integer, nullable=False), *_strings("until")
)
TABLES: Final = (QUESTIONS, VOTES, COUNTS, DECISIONS, WRITERS, ATTEMPTS)

COLUMNS: Final[Mapping[Verb, frozenset[str]]] = {
    "count": frozenset(COUNTS.primary_key.columns.keys()),
    "ask": frozenset(QUESTIONS.c.keys()),
    "forget": frozenset(QUESTIONS.primary_key.columns.keys()),
    "vote": frozenset(VOTES.c.keys()),
    "unvote": frozenset(VOTES.primary_key.columns.keys()),
    "decide": frozenset(DECISIONS.c.keys()),
    "undecide": frozenset(DECISIONS.primary_key.columns.keys()),
}
"""What a row holds with each verb."""


@cache
def statements(dialect: str) -> Mapping[Verb, Executable]:
    """What each verb does, for rows that bear the names of the columns."""
    return {
        "count": _counting(dialect),
        "ask": _replacing(QUESTIONS, dialect),
        "forget": _deleting(QUESTIONS).where(QUESTIONS.c.outcome.not_in(["suggest", "abstain"])),
        "vote": _replacing(VOTES, dialect),
        "unvote": _deleting(VOTES),
        "decide": _replacing(DECISIONS, dialect),
        "undecide": _deleting(DECISIONS),
    }


@cache
def turning(dialect: str) -> Executable:
    """Notes the number of a batch, and changes no row if it was noted before."""
    insert = _INSERTS[dialect](WRITERS)
    new = {"batch": insert.excluded.batch, "day": insert.excluded.day}
    return insert.on_conflict_do_update(
        index_elements=["writer"], set_=new, where=WRITERS.c.batch < insert.excluded.batch
    )


@cache
def attempting(dialect: str) -> Executable:
    """Notes how many attempts failed, in the place of what was noted before."""
    return _replacing(ATTEMPTS, dialect)


@cache
def untried(dialect: str) -> Executable:
    """Notes how many attempts failed, if nothing was noted yet."""
    return _INSERTS[dialect](ATTEMPTS).on_conflict_do_nothing()


def forgiving() -> Executable:
    """Forgets failed attempts, if none came after `failed_then` or the wait is over `now`."""
    is_last = (ATTEMPTS.c.failed == bindparam("failed_then")) & (ATTEMPTS.c.until == bindparam("until_then"))
    is_open = ATTEMPTS.c.until <= bindparam("now")
    return ATTEMPTS.update().where(is_last | is_open).values(failed=0, until="")


def _replacing(table: Table, dialect: str) -> Any:
    insert = _INSERTS[dialect](table)
    new = {column.name: insert.excluded[column.name] for column in table.c if not column.primary_key}
    return insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=new)


def _counting(dialect: str) -> Any:
    insert = _INSERTS[dialect](COUNTS)
    total = {"questions": COUNTS.c.questions + insert.excluded.questions}
    return insert.on_conflict_do_update(index_elements=list(COUNTS.primary_key), set_=total)


def _deleting(table: Table) -> Any:
    return table.delete().where(*(column == bindparam(column.name) for column in table.primary_key))
