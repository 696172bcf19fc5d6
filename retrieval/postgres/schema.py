"""The tables that indexes lie in, made where they are missing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from retrieval.postgres.connection import Connection, write

TABLES: Final = Path(__file__).with_name("schema.sql")
_LAST: Final = "index_lean"
"""The table that is made last, and that the first versions did not have."""
_LOCK: Final = 0x6661715F
"""An advisory lock that whoever writes holds until the end of the transaction: one writes at a time."""


def create(engine: Engine) -> None:
    """Make the tables unless they are there; it takes the right to create tables only if it makes some.

    Raises
    ------
    DatabaseError
        When they cannot be made.
    """
    write(engine, _create)


def lock(connection: Connection) -> None:
    """Wait until nobody else writes an index, and let nobody else do so before this transaction ends."""
    connection.execute("select pg_advisory_xact_lock(%s)", (_LOCK,))


def _create(connection: Connection) -> None:
    lock(connection)
    if connection.execute("select to_regclass(%s)", (_LAST,)).fetchone() == (None,):
        connection.execute(TABLES.read_bytes())
