"""PostgreSQL for the tests: a server that all share, each in a schema of its own, and one to kill."""

import os
from collections.abc import Iterator
from itertools import count

import pytest
from psycopg import sql
from sqlalchemy import Engine

from retrieval.postgres.connection import engine_of
from tests.postgres import running
from tests.postgres.running import Server

REQUIRED = os.environ.get("REQUIRE_POSTGRES") == "1"
_NAMES = (f"faq{number}" for number in count())


@pytest.fixture(scope="session")
def installed() -> None:
    """Skips the test where there is no PostgreSQL, or fails it where there must be one."""
    if running.binaries() is None:
        reason = "no PostgreSQL found: install the package postgresql, or put its initdb on the PATH"
        if REQUIRED:
            pytest.fail(f"{reason} (REQUIRE_POSTGRES=1)")
        pytest.skip(reason)


@pytest.fixture(scope="session")
def shared_server(installed: None) -> Iterator[Server]:
    """A server that no test may kill."""
    with running.cluster(running.QUICK) as server:
        yield server


@pytest.fixture
def url(shared_server: Server) -> str:
    """A URL with a schema of its own, which is empty: made faster than a database."""
    name = next(_NAMES)
    with shared_server.connection() as connection:
        connection.execute(sql.SQL("create schema {}").format(sql.Identifier(name)))
    return shared_server.url(query=f"?options=-c%20search_path%3D{name}")


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """An engine for an empty schema."""
    made = engine_of(url)
    yield made
    made.dispose()


@pytest.fixture
def server(installed: None) -> Iterator[Server]:
    """A server of its own, which the test may kill; what it acknowledged survives that."""
    with running.cluster() as own:
        yield own
