"""A URL into an engine that loses nothing it acknowledged, waits briefly, and hides what is stored."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from threading import RLock
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from journal.failure import JournalError

DEFAULT_URL: Final = "sqlite:///.votes/votes.sqlite"
"""A file in the working directory."""
STATEMENT_SECONDS: Final = 2
"""For one statement in PostgreSQL."""
_POSTGRES: Final = {
    "connect_timeout": 3,  # seconds, for each host
    "keepalives_idle": 5,  # seconds until a silent server is asked whether it is there
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 5_000,  # milliseconds; a network that swallows everything is noticed
    "application_name": "faq-journal",
    "options": f"-c statement_timeout={STATEMENT_SECONDS}s",
}
"""libpq's parameters, unless the URL says otherwise."""
_in_memory: Final = RLock()


def parsed(url: str) -> URL:
    """The parts of a URL; of a file in `.votes/` if it is empty.

    Raises
    ------
    JournalError
        When it is no URL of SQLite or PostgreSQL. The message does not repeat it: it may hold a password.
    """
    try:
        made = make_url(url or DEFAULT_URL)
        if made.get_backend_name() in ("sqlite", "postgresql"):
            return made if "+" in made.drivername else made.set(drivername=_DRIVERS[made.drivername])
    except (ArgumentError, ValueError):
        pass
    raise JournalError(
        "not a URL of SQLite or PostgreSQL; write sqlite:///FILE or"
        " postgresql+psycopg://user@host:5432/database, with %40 for an @ in the password"
    )


_DRIVERS: Final = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}


def file_of(url: URL) -> Path | None:
    """The file of a database in SQLite; None for one in memory, and for PostgreSQL."""
    name = url.database or ":memory:"
    if url.get_backend_name() != "sqlite" or name.startswith((":memory:", "file:")):
        return None
    return Path(name)


def where(url: URL) -> str:
    """The database in words, without user and password.

    Examples
    --------
    >>> where(parsed("postgresql://ann:secret@db:5432/faq")), where(parsed(""))
    ('PostgreSQL at db:5432/faq', '.votes/votes.sqlite')
    """
    if url.get_backend_name() == "sqlite":
        return url.database or "a database in memory"
    hosts = url.query.get("host", url.host or "the local socket")
    ends = hosts if isinstance(hosts, str) else ",".join(hosts)
    return f"PostgreSQL at {ends}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def engine_of(url: URL, wait_seconds: float) -> Engine:
    """An engine; nothing is opened before the first connection is needed.

    Parameters
    ----------
    url : URL
        From `parsed`.
    wait_seconds : float
        For another process that writes the same SQLite file.
    """
    if url.get_backend_name() == "postgresql":
        return create_engine(url, connect_args=_parameters(url), pool_pre_ping=True, hide_parameters=True)
    arguments: dict[str, Any] = {"timeout": wait_seconds, "check_same_thread": False}
    if (url.database or ":memory:") == ":memory:":
        engine = create_engine(url, connect_args=arguments, poolclass=StaticPool, hide_parameters=True)
    else:
        engine = create_engine(url, connect_args=arguments, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """All that is done with the connection, or nothing; for reading, one state of the database."""
    with _connection(engine, "BEGIN IMMEDIATE" if writes else "BEGIN") as connection:
        yield connection


@contextmanager
def outside(engine: Engine) -> Iterator[Connection]:
    """A connection of SQLite outside of transactions."""
    with _connection(engine, None) as connection:
        yield connection


@contextmanager
def _connection(engine: Engine, begins: str | None) -> Iterator[Connection]:
    with (
        _in_memory if isinstance(engine.pool, StaticPool) else nullcontext(),
        engine.connect().execution_options(begins=begins) as connection,
        connection.begin(),
    ):
        yield connection


def created(file: Path) -> None:
    """Make the file with its folder, readable by nobody else, unless it is there."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _parameters(url: URL) -> dict[str, Any]:
    """Our parameters, but for those that the URL gives; options of the server are added to ours."""
    own = {name: value for name, value in _POSTGRES.items() if name not in url.query}
    return own | {"options": f"{_POSTGRES['options']} {url.query.get('options', '')}".rstrip()}


def _set_up(connection: SqliteConnection, _record: Any) -> None:
    """WAL: readers never wait for a writer; FULL: what was acknowledged survives a power cut."""
    connection.isolation_level = None  # the transaction is begun by `_begin`, not by the driver
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a lock that is taken late fails instead of waiting."""
    begins = connection.get_execution_options().get("begins")
    if begins:
        connection.exec_driver_sql(begins)
