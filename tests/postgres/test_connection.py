"""Connections are replaced when lost, limited in time, and silent about passwords."""

import logging
import traceback

import pytest
from sqlalchemy import Engine

from retrieval.postgres.connection import Connection, engine_of, read, where, write
from retrieval.postgres.failure import DatabaseError
from tests.postgres.running import Server, free_port


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("postgresql+psycopg://ann:pa55@a/faq", "a/faq"),
        ("postgresql://ann:pa55@a:5433/faq", "a:5433/faq"),
        ("postgres://ann@a:5432,b:5433/faq?target_session_attrs=read-write", "a:5432,b:5433/faq"),
        ("postgresql+psycopg://a,b/faq", "a:5432,b:5432/faq"),
        ("postgresql+psycopg://ann:pa55@/faq?host=a:1&host=b:2", "a:1,b:2/faq"),
        ("postgresql+psycopg://ann@[::1]:5432,[::2]:5433/faq", "::1:5432,::2:5433/faq"),
        ("postgresql+psycopg:///faq", "the local socket/faq"),
        ("postgresql+psycopg://a/faq?password=pa55", "a/faq"),
    ],
)
def test_a_url_names_one_server_or_several(url: str, place: str) -> None:
    assert where(engine_of(url)) == f"PostgreSQL at {place}"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "pa55",
        "mysql://ann:pa55@a/faq",
        "postgresql://ann:pa55@a",
        "postgresql://ann:pa55/word@a/faq",
        "postgresql://ann:1/pa55@a/faq",
        "postgresql://ann:x#pa55@a/faq",
        "postgresql://ann@a:pa55/faq",
        "postgresql://ann@a:1,b:pa55/faq",
        "postgresql://[pa55/faq",
    ],
)
def test_what_is_no_url_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(DatabaseError) as raised:
        engine_of(url)
    assert str(raised.value) == (
        "FAQ_INDEX_URL: not a URL of PostgreSQL; write postgresql+psycopg://user@host:5432/database,"
        " with %40 for an @ in the password"
    )
    assert "pa55" not in "".join(traceback.format_exception(raised.value)).partition("Error:")[2]


@pytest.mark.parametrize("query", ["", "?password=pa55wd&x=1", "?options=-c%20x%3Dpa55wd"])
def test_a_password_is_told_nowhere(
    shared_server: Server, query: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    url = shared_server.url("faq").replace(shared_server.password, "pa55wd") + query
    with pytest.raises(DatabaseError) as raised:
        read(engine_of(url), lambda connection: connection.execute("select 1"))
    assert str(raised.value).startswith(f"PostgreSQL at {shared_server.address}/faq: ")
    assert "pa55wd" not in "".join(traceback.format_exception(raised.value)) + caplog.text


def test_a_server_that_is_not_there_is_named_with_a_remedy() -> None:
    port = free_port()
    engine = engine_of(f"postgresql+psycopg://ann@127.0.0.1:{port}/faq")
    with pytest.raises(DatabaseError) as raised:
        read(engine, lambda connection: None)
    told = str(raised.value)
    assert told.startswith(f"PostgreSQL at 127.0.0.1:{port}/faq: connection failed: ")
    assert told.endswith("; check that the server runs and that the URL names it, then try again")


def test_a_read_that_loses_its_connection_is_done_again(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[int] = []

    def work(connection: Connection) -> int:
        done.append(connection.info.backend_pid)
        if len(done) == 1:
            connection.execute("select pg_terminate_backend(pg_backend_pid())")
        return len(done)

    assert read(engine, work) == 2
    assert len(set(done)) == 2
    assert caplog.records == []


def test_a_read_that_loses_its_connection_again_gives_up(engine: Engine) -> None:
    done = []

    def work(connection: Connection) -> None:
        done.append("once")
        connection.execute("select pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(DatabaseError, match="terminating connection due to administrator command; "):
        read(engine, work)
    assert done == ["once", "once"]


def test_a_write_that_loses_its_connection_is_not_done_again(engine: Engine) -> None:
    write(engine, lambda connection: connection.execute("create table kept (number int)"))
    done = []

    def work(connection: Connection) -> None:
        done.append("once")
        connection.execute("insert into kept values (1)")
        connection.execute("select pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(DatabaseError):
        write(engine, work)
    assert done == ["once"]
    assert read(engine, lambda connection: connection.execute("select * from kept").fetchall()) == []


def test_connections_that_were_closed_meanwhile_are_replaced_before_they_are_used(engine: Engine) -> None:
    (first,) = read(engine, _backend)
    read(engine, lambda connection: connection.execute("select 1"))
    other = engine_of(engine.url.render_as_string(hide_password=False))
    read(other, lambda connection: connection.execute("select pg_terminate_backend(%s)", (first,)))
    done = []

    def work(connection: Connection) -> tuple[int]:
        done.append("once")
        return _backend(connection)

    assert read(engine, work) != (first,)
    assert done == ["once"]
    other.dispose()


def test_a_statement_that_takes_too_long_is_ended(url: str) -> None:
    engine = engine_of(f"{url}%20-c%20statement_timeout%3D50ms")
    with pytest.raises(DatabaseError) as raised:
        read(engine, lambda connection: connection.execute("select pg_sleep(60)"))
    assert str(raised.value) == (
        f"{where(engine)}: canceling statement due to statement timeout;"
        " it took too long; look at what else the server does, then try again"
    )
    assert read(engine, lambda connection: connection.execute("show jit").fetchone()) == ("off",)
    engine.dispose()


def test_a_work_that_fails_leaves_nothing_open(engine: Engine) -> None:
    def work(connection: Connection) -> None:
        connection.execute("create table half (number int)")
        raise KeyError("ours")

    with pytest.raises(KeyError, match="ours"):
        write(engine, work)
    assert read(engine, lambda connection: connection.execute("select to_regclass('half')").fetchone()) == (
        None,
    )
    assert read(engine, lambda connection: connection.info.transaction_status.name) == "IDLE"


def _backend(connection: Connection) -> tuple[int]:
    return (connection.info.backend_pid,)
