"""Votes alone into a database of any age of the journal; to go once every page uses `Journal`."""

from __future__ import annotations

import logging
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from threading import Lock
from typing import Any, Final

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Float,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    make_url,
    select,
)
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from journal.engine import DEFAULT_URL
from journal.records import Vote

_FAILURES: Final = (SQLAlchemyError, OSError, ImportError, ValueError)
"""What a missing driver, a wrong URL, a full disk or a dead server raise."""

_log = logging.getLogger(__name__)

_TABLE: Final = Table(
    "votes",
    MetaData(),
    Column("conversation", String(64), primary_key=True),
    Column("answer", String(64), primary_key=True),
    Column("time", String(20), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("passage", String(200), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("rating", String(4), nullable=False),
)
_COLUMNS: Final = list(_TABLE.c)


class VoteStore:
    """Keeps one vote for each answer of each conversation.

    Nothing is opened before the first vote, so that a database that is down does not hold up a page.

    Parameters
    ----------
    url : str
        Of SQLAlchemy; empty for a file in `.votes/`.
    wait_seconds : float
        How long a vote waits for another process that holds an SQLite file.

    Examples
    --------
    >>> store = VoteStore("sqlite://")
    >>> vote = Vote(conversation="c", answer="a", time="2026-11-22T17:00Z", outcome="answer",
    ...             passage="osi", hash="0f", confidence=0.9, rating="up")
    >>> store.keep(vote), len(store.votes())
    (True, 1)
    """

    def __init__(self, url: str = "", wait_seconds: float = 2.0) -> None:
        self._url = url or DEFAULT_URL
        self._wait_seconds = wait_seconds
        self._lock = Lock()
        self._engine: Engine | None = None

    def keep(self, vote: Vote) -> bool:
        """Put a vote in the place of the one before it, or take that back; tells whether it is kept."""
        try:
            engine = self._opened()
            try:
                _replace(engine, vote)
            except IntegrityError:  # another process kept the same vote in between
                _replace(engine, vote)
        except _FAILURES as error:
            _log.warning("a vote was not kept: %s", _first_line(error))
            return False
        return True

    def votes(self) -> tuple[Vote, ...]:
        """All votes, oldest hour first; none when they cannot be read."""
        order = (_TABLE.c.time, _TABLE.c.conversation, _TABLE.c.answer)
        try:
            with self._opened().connect() as connection:
                rows = connection.execute(select(*_COLUMNS).order_by(*order)).mappings().all()
        except _FAILURES as error:
            _log.warning("votes cannot be read: %s", _first_line(error))
            return ()
        return tuple(Vote(**row) for row in rows)

    def _opened(self) -> Engine:
        """The engine, with its table; what fails is tried anew at the next vote."""
        with self._lock:
            if self._engine is None:
                engine = _engine(make_url(self._url), self._wait_seconds)
                _TABLE.metadata.create_all(engine)
                self._engine = engine
            return self._engine


def _replace(engine: Engine, vote: Vote) -> None:
    """Delete and insert in one transaction: the same votes again leave the same rows."""
    same = (_TABLE.c.conversation == vote.conversation) & (_TABLE.c.answer == vote.answer)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(_TABLE.delete().where(same))
        if vote.rating is not None:
            row = {column.name: getattr(vote, column.name) for column in _COLUMNS}
            connection.execute(_TABLE.insert().values(**row))


def _engine(url: URL, wait_seconds: float) -> Engine:
    """An engine whose messages hide what is stored; for SQLite one that survives a crash."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, hide_parameters=True, pool_pre_ping=True)
    if url.database and not url.database.startswith((":memory:", "file:")):
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": wait_seconds})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: SqliteConnection, _record: Any) -> None:
    """WAL: readers never wait for a writer; FULL: what was acknowledged survives a power cut."""
    connection.isolation_level = None  # the transaction is begun by `_begin`, not by the driver
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA trusted_schema=OFF")


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a lock that is taken late fails instead of waiting."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _first_line(error: BaseException) -> str:
    """What happened, without the statement and the link to SQLAlchemy's help."""
    return str(error).partition("\n")[0] or type(error).__name__
