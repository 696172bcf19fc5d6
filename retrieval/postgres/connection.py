"""A URL into connections that are pooled, checked before use, limited in time, and replaced when lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from itertools import zip_longest
from typing import Any, Final, TypeAlias, TypeVar
from urllib.parse import urlsplit

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from retrieval.postgres import VARIABLE
from retrieval.postgres.failure import DatabaseError, failure

Connection: TypeAlias = "psycopg.Connection[tuple[Any, ...]]"
Result = TypeVar("Result")

READ_SECONDS: Final = 10
"""For one statement that reads."""
WRITE_SECONDS: Final = 3_600
"""For one statement that writes: a whole index goes up in one."""
LOCK_SECONDS: Final = 600
"""That one who publishes waits for another."""
SETTINGS: Final = {
    "connect_timeout": 3,  # seconds, for each host
    "keepalives_idle": 5,  # seconds until a silent server is asked whether it is there
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds; a network that swallows everything is noticed
    "application_name": "faq",
    # The tables are made for their indexes, and statistics are stale right after an upload;
    # compiling a statement of milliseconds takes longer than running it.
    "options": f"-c statement_timeout={READ_SECONDS}s -c enable_seqscan=off -c jit=off",
}
"""libpq's parameters, unless the URL says otherwise."""
_SCHEMES: Final = ("postgresql+psycopg", "postgresql", "postgres")
_LOST: Final = ("40001", "57P01", "57P02", "57P03")
"""A replica had to cancel the read, or the server is going down or coming up."""


def engine_of(url: str) -> Engine:
    """A pool of connections; nothing is opened before the first is needed.

    Parameters
    ----------
    url : str
        As in `postgresql+psycopg://user@a:5432,b:5432/faq?target_session_attrs=read-write`.
        Several hosts are tried in turn. SQLAlchemy's own spelling, with `host=` in the query, is taken too.

    Raises
    ------
    DatabaseError
        When it is no such URL. The message does not repeat it, as a password may stand anywhere in it.
    """
    try:
        parsed = _parsed(url)
        return create_engine(
            parsed,
            connect_args=_settings(parsed),
            isolation_level="AUTOCOMMIT",  # a read is one statement; `write` begins its transaction itself
            pool_pre_ping=True,
            hide_parameters=True,
            use_native_hstore=False,
        )
    except (ArgumentError, ValueError):
        raise DatabaseError(
            f"{VARIABLE}: not a URL of PostgreSQL; write postgresql+psycopg://user@host:5432/database,"
            " with %40 for an @ in the password"
        ) from None


def where(engine: Engine) -> str:
    """The database in words, without user and password.

    Examples
    --------
    >>> where(engine_of("postgresql://ann:secret@a:5432,b:5432/faq?target_session_attrs=read-write"))
    'PostgreSQL at a:5432,b:5432/faq'
    """
    told = _parameters(engine)
    hosts, ports = (str(told.get(name, "")).split(",") for name in ("host", "port"))
    ends = [f"{host}:{port}".removesuffix(":") for host, port in zip_longest(hosts, ports, fillvalue="")]
    return f"PostgreSQL at {','.join(ends) or 'the local socket'}/{told.get('dbname', '')}"


def read(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """What a work that only reads returns; done again, once, when the connection is lost meanwhile.

    Raises
    ------
    DatabaseError
        When the database cannot be asked, or refuses.
    """
    try:
        try:
            return _worked(engine, work)
        except _Lost:
            return _worked(engine, work)
    except (psycopg.Error, SQLAlchemyError) as error:
        raise failure(where(engine), error, str(_parameters(engine).get("password") or "")) from None


def write(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """What a work returns that is done in one transaction: as a whole, or not at all; never again by itself.

    Raises
    ------
    DatabaseError
        When it was not done, or when the connection was lost while it was being acknowledged.
    """

    def whole(connection: Connection) -> Result:
        with connection.transaction():
            connection.execute(
                "select set_config('statement_timeout', %s, true), set_config('lock_timeout', %s, true)",
                (f"{WRITE_SECONDS}s", f"{LOCK_SECONDS}s"),
            )
            return work(connection)

    try:
        return _worked(engine, whole)
    except (psycopg.Error, SQLAlchemyError) as error:
        raise failure(where(engine), error, str(_parameters(engine).get("password") or "")) from None


def _parameters(engine: Engine) -> dict[str, Any]:
    """The parameters of libpq as the URL gives them, in whichever spelling."""
    return dict(engine.dialect.create_connect_args(engine.url)[1])


def _settings(url: URL) -> dict[str, Any]:
    """Our parameters, but for those that the URL gives; options of the server are added to ours."""
    own = {name: value for name, value in SETTINGS.items() if name not in url.query}
    return own | {"options": f"{SETTINGS['options']} {url.query.get('options', '')}".rstrip()}


class _Lost(psycopg.OperationalError):
    """The connection is gone, or the server took its word back: to ask again may help."""


def _worked(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    with closing(engine.raw_connection()) as pooled:
        connection: Connection = pooled.driver_connection  # type: ignore[assignment]  # what the pool holds
        try:
            return work(connection)
        except psycopg.OperationalError as error:
            if connection.closed or error.sqlstate in _LOST:
                raise _Lost(str(error)) from error
            raise
        finally:
            if connection.info.transaction_status != TransactionStatus.IDLE:
                pooled.invalidate()  # closed, or interrupted amid a statement


def _parsed(url: str) -> URL:
    """SQLAlchemy's own form of a URL with one host or several."""
    scheme, network, database, query, fragment = urlsplit(url.strip())
    user, at, hosts = network.rpartition("@")
    if "," in hosts:
        ends = [urlsplit(f"//{host}") for host in hosts.split(",")]
        several = ",".join(str(end.hostname or "") for end in ends)
        query = f"host={several}&port={','.join(str(end.port or 5432) for end in ends)}&{query}"
        hosts = ""
    parsed = make_url(f"postgresql+psycopg://{user}{at}{hosts}{database}?{query}")
    if scheme not in _SCHEMES or fragment or "@" in database or not parsed.database:
        raise ValueError("another scheme, no database, or a password that is not escaped")
    return parsed
