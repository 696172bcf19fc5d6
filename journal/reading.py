"""What is in the database as records; a text only if enough conversations asked the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    case,
    distinct,
    func,
    literal,
    select,
    true,
)

from journal.records import Asked, Count, Decision, Vote, hour
from journal.tables import COUNTS, DECISIONS, QUESTIONS, VOTES

Record = TypeVar("Record")

GROUPED: Final = ("alike", "conversation", "time", "outcome", "text")
"""What is read of a question to group it; the comment of a vote against its answer follows, or None."""
_INSTANT: Final = timedelta(microseconds=1)


def questions(
    connection: Connection, since: datetime | None, until: datetime | None, at_least: int
) -> tuple[Asked, ...]:
    """Oldest hour first; only those that `at_least` conversations asked alike, at whatever time."""
    order = (QUESTIONS.c.time, QUESTIONS.c.conversation, QUESTIONS.c.answer)
    wanted = select(QUESTIONS).where(_between(QUESTIONS, since, until), _is_shown(at_least)).order_by(*order)
    return _records(connection, wanted, Asked)


def judged(
    connection: Connection, since: datetime | None, until: datetime | None, at_least: int
) -> list[tuple[Any, ...]]:
    """Of each such question its `GROUPED`, in no order; plain tuples, as there may be very many.

    The votes are found here and not by a join: PostgreSQL makes a loop over all of them as long as it has
    not counted them, and such a reading did not end in time.
    """
    votes = select(VOTES.c.conversation, VOTES.c.answer, VOTES.c.comment).where(VOTES.c.rating == "down")
    against = {(conversation, answer): said for conversation, answer, said in connection.execute(votes)}
    wanted = select(*(QUESTIONS.c[name] for name in (*GROUPED, "answer")))
    shown = wanted.where(_between(QUESTIONS, since, until), _is_shown(at_least))
    return [
        (alike, conversation, time, outcome, text, against.get((conversation, answer)))
        for alike, conversation, time, outcome, text, answer in connection.execute(shown)
    ]


def votes(
    connection: Connection, since: datetime | None, until: datetime | None, at_least: int
) -> tuple[Vote, ...]:
    """Oldest hour first; the comment is empty unless `at_least` conversations asked alike."""
    shown = literal(True) if at_least <= 1 else _is_shown(at_least)
    columns = [column for column in VOTES.c if column.name != "comment"]
    comment = case((shown, VOTES.c.comment), else_="").label("comment")
    wanted = select(*columns, comment).join_from(VOTES, QUESTIONS, _same_answer(), isouter=True)
    order = (VOTES.c.time, VOTES.c.conversation, VOTES.c.answer)
    return _records(connection, wanted.where(_between(VOTES, since, until)).order_by(*order), Vote)


def counts(connection: Connection, since: datetime | None, until: datetime | None) -> tuple[Count, ...]:
    """By day and what became of the questions; of the days of both moments, all."""
    order = list(COUNTS.primary_key)
    days = [COUNTS.c.day >= hour(since)[:10]] if since else []
    days += [COUNTS.c.day <= hour(until - _INSTANT)[:10]] if until else []
    return _records(connection, select(COUNTS).where(true(), *days).order_by(*order), Count)


def decisions(
    connection: Connection,
    since: datetime | None = None,
    until: datetime | None = None,
    at_least: int = 1,
) -> tuple[Decision, ...]:
    """Oldest hour first; the text is empty unless `at_least` conversations asked alike."""
    columns = [column for column in DECISIONS.c if column.name != "text"]
    text = case((_is_shown(at_least, DECISIONS), DECISIONS.c.text), else_="").label("text")
    wanted = select(*columns, text).where(_between(DECISIONS, since, until))
    return _records(connection, wanted.order_by(DECISIONS.c.time, DECISIONS.c.alike), Decision)


def _records(connection: Connection, wanted: Select[Any], kind: Callable[..., Record]) -> tuple[Record, ...]:
    found = connection.execute(wanted)
    names = tuple(found.keys())
    return tuple(kind(**dict(zip(names, row, strict=True))) for row in found)


def _same_answer() -> ColumnElement[bool]:
    return and_(*(VOTES.c[name] == QUESTIONS.c[name] for name in ("conversation", "answer")))


def _between(table: Table, since: datetime | None, until: datetime | None) -> ColumnElement[bool]:
    """From the hour of one moment to before the hour of the other."""
    told = [table.c.time >= hour(since)] if since else []
    told += [table.c.time < hour(until)] if until else []
    return and_(true(), *told)


def _is_shown(at_least: int, table: Table = QUESTIONS) -> ColumnElement[bool]:
    if at_least <= 1:
        return true()
    every = QUESTIONS.alias().c
    conversations = func.count(distinct(every.conversation))
    return table.c.alike.in_(select(every.alike).group_by(every.alike).having(conversations >= at_least))
