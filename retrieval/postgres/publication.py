"""A stored index into a database, as the current generation, and out of it into a folder."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from sqlalchemy import Engine

from retrieval import store
from retrieval.postgres.connection import Connection, read, where, write
from retrieval.postgres.failure import DatabaseError, GenerationGone
from retrieval.postgres.generation import generation, made, named, number_of, switch, tidy
from retrieval.postgres.landing import land
from retrieval.postgres.schema import create, lock

PIECE: Final = 1024 * 1024
"""Bytes of a file that travel together: each within the time limit of a read."""
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
        if not _pieces(connection, number):
            _upload(connection, number, folder)
        switch(connection, number)

    write(engine, upload)
    try:
        tidy(engine)
    except DatabaseError as error:
        _log.warning("old generations stay for now: %s", error)
    return name


def followed(engine: Engine, place: Path, check: Check = store.load) -> Path:
    """The folder of the current generation below a place, fetched unless it lies there soundly.

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
            return _fetched(engine, place / named(name), check)
        except GenerationGone:  # a newer one was published, and this one removed
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError


def _fetched(engine: Engine, final: Path, check: Check) -> Path:
    try:
        check(final)
        return final
    except store.StoreError:
        final.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=final.parent) as aside:
        folder = Path(aside) / final.name
        read(engine, lambda connection: _download(engine, connection, folder))
        check(folder)
        land(folder, final, check)
    return final


def _download(engine: Engine, connection: Connection, folder: Path) -> None:
    """All files of a generation, as they were at one moment."""
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        number = number_of(connection, folder.name)
        pieces = _pieces(connection, number or 0)
        if not pieces:
            raise GenerationGone(
                f"{where(engine)}: generation {folder.name} is not kept; fetch the current one"
            )
        folder.mkdir(exist_ok=True)
        for file in {file for file, _ in pieces}:
            folder.joinpath(_plain(file)).write_bytes(b"")  # what a lost connection left of it
        for file, part in pieces:
            found = connection.execute(_DATA, (number, file, part), binary=True).fetchone()
            with folder.joinpath(file).open("ab") as stream:
                stream.write(found[0] if found else b"")


def _plain(file: str) -> str:
    """The name of a file, if it cannot lead elsewhere."""
    if not file or Path(file).name != file or file.startswith("."):
        raise store.StoreError(f"{file!r}: not the name of a file of an index; publish the index anew")
    return file


def _pieces(connection: Connection, number: int) -> list[tuple[str, int]]:
    """File and part of each piece, in order."""
    statement = "select file, part from index_chunk where number = %s order by file, part"
    return [(file, part) for file, part in connection.execute(statement, (number,))]


def _upload(connection: Connection, number: int, folder: Path) -> None:
    into = "copy index_chunk (number, file, part, data) from stdin (format binary)"
    with connection.cursor().copy(into) as copy:
        copy.set_types(["int8", "text", "int4", "bytea"])
        for path in sorted(folder.iterdir()):
            for part, piece in enumerate(_read(path)):
                copy.write_row((number, path.name, part, piece))


def _read(path: Path) -> Iterator[bytes]:
    """The pieces of a file; one that is empty for an empty file."""
    with path.open("rb") as stream:
        yield stream.read(PIECE)
        while piece := stream.read(PIECE):
            yield piece


_DATA: Final = "select data from index_chunk where number = %s and file = %s and part = %s"
