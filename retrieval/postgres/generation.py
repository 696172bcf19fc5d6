"""Which indexes a database holds, which one is current, and which may go."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

from psycopg.errors import UndefinedTable
from sqlalchemy import Engine

from retrieval.postgres.array import array
from retrieval.postgres.connection import Connection, read, write
from retrieval.postgres.failure import DatabaseError
from retrieval.postgres.schema import lock

KEPT: Final = 3
"""Generations that are kept, the current one among them: what processes may still be reading."""
UNPUBLISHED_HOURS: Final = 24
"""After which an upload that was never published is taken for abandoned."""
_NAME: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,127}", re.ASCII)


def generation(engine: Engine) -> str | None:
    """The name of the current generation; None before the first one. Cheap enough to ask every second.

    Raises
    ------
    DatabaseError
        When the database cannot be asked.
    """

    def name(connection: Connection) -> str | None:
        with suppress(UndefinedTable):
            found = connection.execute(
                "select name from index_generation where turn > 0 and not gone order by turn desc limit 1"
            ).fetchone()
            return str(found[0]) if found else None
        return None

    return read(engine, name)


def named(name: str) -> str:
    """The name itself, if it can be that of a generation, of a folder and of nothing else.

    Examples
    --------
    >>> named("../../etc")
    Traceback (most recent call last):
    ...
    retrieval.postgres.failure.DatabaseError: '../../etc': not the name of an index; give the folder ...
    """
    if not _NAME.fullmatch(name):
        raise DatabaseError(f"{name!r}: not the name of an index; give the folder that `build` tells")
    return name


def number_of(connection: Connection, name: str) -> int | None:
    """The number of the generation that now bears a name; None when it is not kept."""
    found = connection.execute(
        "select number from index_generation where name = %s and not gone", (name,)
    ).fetchone()
    return found[0] if found else None


def made(connection: Connection, name: str) -> int:
    """The number of a generation, new if need be."""
    number = number_of(connection, name)
    if number is None:
        new = "insert into index_generation (name) values (%s) returning number"
        (number,) = connection.execute(new, (name,)).fetchone() or (0,)
    return number


def switch(connection: Connection, number: int) -> None:
    """Make a generation the current one."""
    connection.execute(
        "update index_generation set turn = 1 + (select coalesce(max(turn), 0) from index_generation)"
        " where number = %s",
        (number,),
    )


def tidy(engine: Engine) -> None:
    """Remove all but the last few generations, and uploads that were abandoned.

    First nobody finds them any more, and only then is deleted what they hold: who reads meanwhile
    and looks afterwards whether the generation is still kept knows whether all of it was there.

    Raises
    ------
    DatabaseError
        When it could not be done; the next one does it.
    """
    write(engine, _dismiss)
    write(engine, _delete)


def _dismiss(connection: Connection) -> None:
    lock(connection)
    connection.execute(
        "update index_generation set gone = true where not gone and ("
        " turn < (select min(turn) from (select turn from index_generation where turn > 0 and not gone"
        "                                order by turn desc limit %s) as kept)"
        " or turn is null and made < now() - make_interval(hours => %s))",
        (KEPT, UNPUBLISHED_HOURS),
    )


def _delete(connection: Connection) -> None:
    lock(connection)
    gone = [number for (number,) in connection.execute("select number from index_generation where gone")]
    for statement in _DELETIONS if gone else ():
        connection.execute(statement, (array(gone),))


_DELETIONS: Final = (
    "delete from index_chunk where number = any (%s::bigint[])",
    "delete from index_block where number = any (%s::bigint[])",
    "delete from index_vector where number = any (%s::bigint[])",
    "delete from index_passage where number = any (%s::bigint[])",
    "delete from index_lean where number = any (%s::bigint[])",
    "delete from index_wording where number = any (%s::bigint[])",
    "delete from index_name where number = any (%s::bigint[])",
    "delete from index_search where number = any (%s::bigint[])",
    "delete from index_generation where number = any (%s::bigint[])",
)
