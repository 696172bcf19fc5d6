"""The files of a stored index in a table, piece by piece, and out of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, LiteralString

from psycopg import sql

from retrieval.postgres.connection import Connection
from retrieval.store import StoreError

WHOLE: Final = "index_chunk"
"""The table of the files of whole indexes."""
LEAN: Final = "index_lean"
"""The table of the files of indexes without what grows with their passages."""
PIECE: Final = 1024 * 1024
"""Bytes of a file that travel together: each within the time limit of a read."""


def laid(connection: Connection, table: str, number: int, folder: Path) -> None:
    """Put the files of a folder into a table, unless those of the generation are there."""
    if pieces(connection, table, number):
        return
    into = _of(table, "copy {} (number, file, part, data) from stdin (format binary)")
    with connection.cursor().copy(into) as copy:
        copy.set_types(["int8", "text", "int4", "bytea"])
        for path in sorted(folder.iterdir()):
            for part, piece in enumerate(_read(path)):
                copy.write_row((number, path.name, part, piece))


def taken(connection: Connection, table: str, number: int, folder: Path) -> bool:
    """Write the files of a generation into a folder; False when there are none.

    Raises
    ------
    StoreError
        When the name of a file would lead out of the folder.
    """
    found = pieces(connection, table, number)
    folder.mkdir(exist_ok=True)
    for file in {file for file, _ in found}:
        folder.joinpath(_plain(file)).write_bytes(b"")  # what a lost connection left of it
    statement = _of(table, "select data from {} where number = %s and file = %s and part = %s")
    for file, part in found:
        piece = connection.execute(statement, (number, file, part), binary=True).fetchone()
        with folder.joinpath(file).open("ab") as stream:
            stream.write(piece[0] if piece else b"")
    return bool(found)


def pieces(connection: Connection, table: str, number: int) -> list[tuple[str, int]]:
    """File and part of each piece of a generation, in order."""
    statement = _of(table, "select file, part from {} where number = %s order by file, part")
    return [(file, part) for file, part in connection.execute(statement, (number,))]


def _of(table: str, statement: LiteralString) -> sql.Composed:
    """A statement about a table."""
    return sql.SQL(statement).format(sql.Identifier(table))


def _plain(file: str) -> str:
    """The name of a file, if it cannot lead elsewhere."""
    if not file or Path(file).name != file or file.startswith("."):
        raise StoreError(f"{file!r}: not the name of a file of an index; publish the index anew")
    return file


def _read(path: Path) -> Iterator[bytes]:
    """The pieces of a file; one that is empty for an empty file."""
    with path.open("rb") as stream:
        yield stream.read(PIECE)
        while piece := stream.read(PIECE):
            yield piece
