"""A stored index into a database, as the current generation, and out of it into a folder."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from sqlalchemy import Engine

from retrieval import store
from retrieval.postgres.connection import Connection, read, where, write
from retrieval.postgres.failure import DatabaseError, GenerationGone, unsearched
from retrieval.postgres.files import WHOLE, laid, pieces, taken
from retrieval.postgres.generation import generation, made, named, number_of, switch, tidy
from retrieval.postgres.landing import land
from retrieval.postgres.schema import create, lock

ATTEMPTS: Final = 3
"""To fetch the current generation, while others are published meanwhile."""

Check: TypeAlias = Callable[[Path], object]
"""Raises `StoreError` when a folder does not hold a sound index."""

_log = logging.getLogger(__name__)


def publish(engine: Engine, folder: Path, check: Check = store.load) -> str:
    """Upload a stored index and make it the current generation; returns its name.

    All of it is done or nothing. Done again, it only becomes the current one again.

    Raises
    ------
    StoreError
        When the folder does not hold a sound index.
    DatabaseError
        When the database refuses, or is lost; to publish again is then safe.
    """
    check(folder)
    name = named(folder.name)
    create(engine)

    def upload(connection: Connection) -> None:
        lock(connection)
        number = made(connection, name)
        laid(connection, WHOLE, number, folder)
        switch(connection, number)

    write(engine, upload)
    try:
        tidy(engine)
    except DatabaseError as error:
        _log.warning("old generations stay for now: %s", error)
    return name


def followed(engine: Engine, place: Path, check: Check = store.load, table: str = WHOLE) -> Path:
    """The folder of the current generation below a place, fetched unless it lies there soundly.

    Parameters
    ----------
    table : str
        `WHOLE`, or `LEAN` for what a process needs besides a search.

    Raises
    ------
    DatabaseError
        When nothing is published, or the database cannot be asked.
    StoreError
        When what is published is not a sound index.
    OSError
        When the place cannot be written.
    """
    for attempt in range(ATTEMPTS):
        name = generation(engine)
        if name is None:
            raise DatabaseError(f"{where(engine)}: no index; publish one")
        try:
            return _fetched(engine, place / named(name), check, table)
        except GenerationGone:  # a newer one was published, and this one removed
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError


def _fetched(engine: Engine, final: Path, check: Check, table: str) -> Path:
    try:
        check(final)
        return final
    except store.StoreError:
        final.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=final.parent) as aside:
        folder = Path(aside) / final.name
        read(engine, lambda connection: _download(engine, connection, folder, table))
        check(folder)
        land(folder, final, check)
    return final


def _download(engine: Engine, connection: Connection, folder: Path, table: str) -> None:
    """All files of a generation, as they were at one moment."""
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        number = number_of(connection, folder.name)
        if number is None or not pieces(connection, WHOLE, number):
            raise GenerationGone(
                f"{where(engine)}: generation {folder.name} is not kept; fetch the current one"
            )
        if not taken(connection, table, number, folder):
            raise unsearched(where(engine), folder.name)
