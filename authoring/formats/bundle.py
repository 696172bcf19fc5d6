"""The files of an import, read one by one into rows that say which file they came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from authoring.formats.decoding import decoded
from authoring.formats.json_tree import json_tree
from authoring.formats.records import Draft, FormatError, Raw, Skip
from authoring.formats.row import RowError
from authoring.formats.tree import TreeError, Value
from authoring.formats.yaml_tree import yaml_tree

Found: TypeAlias = Iterator[Draft | Skip]

_DAMAGED: Final = "a damaged character is shown as '\N{REPLACEMENT CHARACTER}'"


def text_of(raw: Raw) -> str:
    """The text of a file."""
    return decoded(raw.data).text


def path_of(raw: Raw, raws: Sequence[Raw]) -> str:
    """How the rows of a file name it: not at all when it is the only one."""
    return raw.path.as_posix() if len(raws) > 1 else ""


def each(raws: Sequence[Raw], read: Callable[[Raw], Found]) -> Found:
    """The rows of every file; of several files one that cannot be read is a row left out.

    Raises
    ------
    FormatError
        When the only file cannot be read.
    """
    for raw in raws:
        path = path_of(raw, raws)
        try:
            yield from noted([raw], read(raw), path)
        except FormatError as error:
            if not path:
                raise
            yield unread(error, path)


def noted(raws: Sequence[Raw], rows: Found, path: str = "") -> Found:
    """The rows, of which the first of each file tells what was the matter with its bytes.

    Parameters
    ----------
    raws : sequence of Raw
    rows : iterator of Draft or Skip
    path : str
        For rows that do not say yet which file they came from.
    """
    notes = {path or path_of(raw, raws): decoded(raw.data).note for raw in raws}
    for found in rows:
        row = replace(found, path=path or found.path)
        if isinstance(row, Draft):
            damaged = _DAMAGED if "\N{REPLACEMENT CHARACTER}" in row.question + row.answer else ""
            told = tuple(filter(None, (notes.pop(row.path, ""), damaged)))
            row = replace(row, changes=(*told, *row.changes))
        yield row


def unread(error: FormatError, path: str) -> Skip:
    """A file among several that cannot be read."""
    if isinstance(error, TreeError):
        return Skip(error.line, f"the file cannot be read: {error.what}", path=path)
    return Skip(1, f"the file cannot be read: {str(error).partition('; ')[0]}", path=path)


def json_rows(raws: Sequence[Raw], read: Callable[[Value], Found]) -> Found:
    """The rows of JSON files."""
    return each(raws, lambda raw: read(json_tree(text_of(raw))))


def yaml_rows(raws: Sequence[Raw], read: Callable[[Value], Found]) -> Found:
    """The rows of YAML files."""
    return each(raws, lambda raw: read(yaml_tree(text_of(raw))))


def sound(line: int, row: Value, read: Callable[[Value], Draft]) -> Draft | Skip:
    """What a row says, or why it says nothing."""
    try:
        return read(row)
    except RowError as error:
        return Skip(line, str(error))
