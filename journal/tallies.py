"""Rows into numbers, added up in the database: very many questions are no more records than few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from journal.tables import COUNTS, VOTES

TENTHS: Final = 10


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions of a day ended alike, or how many votes of a day were alike."""

    day: str
    """UTC: `2026-11-22`."""
    what: str
    """The outcome or the rating."""
    number: int


@dataclass(frozen=True, slots=True)
class Shown:
    """How often a passage stood first with an outcome."""

    passage: str
    outcome: str
    questions: int


@dataclass(frozen=True, slots=True)
class Trust:
    """How the answers that were given with about the same confidence were judged."""

    tenths: int
    """The confidence, rounded down to tenths: 0 to 9."""
    confidence: float
    """Their mean confidence, in [0, 1]."""
    votes: int
    up: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What was asked and judged from one day to another."""

    questions: tuple[Tally, ...]
    """By day and outcome."""
    votes: tuple[Tally, ...]
    """By day and rating."""
    shown: tuple[Shown, ...]
    """By passage and outcome; what showed no passage is left out."""
    trust: tuple[Trust, ...]
    """The least confidence first; of votes on answers alone, since a chosen entry has no confidence."""


def figures(connection: Connection, first: date, last: date) -> Figures:
    """What was asked and judged from one day to another, both included; days are those of UTC."""
    asked = COUNTS.c.day.between(first.isoformat(), last.isoformat())
    judged = VOTES.c.time >= _midnight(first), VOTES.c.time < _midnight(last + timedelta(days=1))
    return Figures(
        tuple(Tally(*row) for row in connection.execute(_questions(asked))),
        tuple(Tally(*row) for row in connection.execute(_votes(*judged))),
        shown(connection, first, last),
        tuple(Trust(*row) for row in connection.execute(_trust(*judged))),
    )


def shown(connection: Connection, first: date, last: date) -> tuple[Shown, ...]:
    """How often each passage stood first in these days, by outcome."""
    key = COUNTS.c.passage, COUNTS.c.outcome
    asked = COUNTS.c.day.between(first.isoformat(), last.isoformat()), COUNTS.c.passage != ""
    wanted = select(*key, func.sum(COUNTS.c.questions)).where(*asked).group_by(*key).order_by(*key)
    return tuple(
        Shown(passage, outcome, int(number)) for passage, outcome, number in connection.execute(wanted)
    )


def _questions(asked: ColumnElement[bool]) -> Select[Any]:
    key = COUNTS.c.day, COUNTS.c.outcome
    return select(*key, func.sum(COUNTS.c.questions)).where(asked).group_by(*key).order_by(*key)


def _votes(*judged: ColumnElement[bool]) -> Select[Any]:
    day = func.substr(VOTES.c.time, 1, len("2026-11-22")).label("day")
    told = select(day, VOTES.c.rating).where(*judged).subquery().c
    return select(told.day, told.rating, func.count()).group_by(*told).order_by(*told)


def _trust(*judged: ColumnElement[bool]) -> Select[Any]:
    tenths = case(
        *((VOTES.c.confidence >= tenth / TENTHS, tenth) for tenth in range(TENTHS - 1, 0, -1)), else_=0
    )
    up = case((VOTES.c.rating == "up", 1), else_=0)
    wanted = select(tenths.label("tenths"), VOTES.c.confidence, up.label("up"))
    told = wanted.where(*judged, VOTES.c.outcome == "answer").subquery().c
    return (
        select(told.tenths, func.avg(told.confidence), func.count(), func.sum(told.up))
        .group_by(told.tenths)
        .order_by(told.tenths)
    )


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00Z"
