"""A table, whether text or workbook, into rows of cells, and rows of cells into such a text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Final

from authoring.formats.decoding import Line, decoded, rows
from authoring.formats.records import Raw, Skip
from authoring.formats.workbook import is_workbook, sheets
from authoring.records import CommandError
from faq.formulas import guarded, unguarded

SAMPLE: Final = 50
"""Rows that are looked at to recognise a format."""
_SAMPLE_BYTES: Final = 200_000
_NOWHERE: Final = Path()


def lines_of(raw: Raw, delimiter: str = "") -> Iterator[Line | Skip]:
    """The rows of a table; of a workbook those of all its sheets, without the empty cells at their ends.

    Raises
    ------
    FormatError
        When it cannot be read.
    """
    if is_workbook(raw.data):
        cells = chain.from_iterable(sheets(raw.data))
        found: Iterable[Line | Skip] = ((line, _filled(row)) for line, row in cells)
    else:
        found = rows(decoded(raw.data).text, delimiter)
    return (row if isinstance(row, Skip) else (row[0], _plain(row[1])) for row in found)


def _plain(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(unguarded(cell).strip() for cell in cells)


def sample_of(raw: Raw) -> tuple[tuple[str, ...], ...]:
    """The cells of the first rows, without the empty cells at their ends; none when it is no table."""
    return _sample(raw.data)


@lru_cache(maxsize=2)
def _sample(data: bytes) -> tuple[tuple[str, ...], ...]:
    whole = data if is_workbook(data) else data[:_SAMPLE_BYTES]
    try:
        found = list(islice(lines_of(Raw(_NOWHERE, whole)), SAMPLE))
    except CommandError:
        return ()
    cut = len(whole) < len(data) and len(found) < SAMPLE
    return tuple(_filled(row[1]) for row in found[: len(found) - cut] if not isinstance(row, Skip))


def _filled(cells: tuple[str, ...]) -> tuple[str, ...]:
    last = max((number for number, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:last]


def head_of(raw: Raw) -> tuple[str, ...]:
    """The names in the first row, in small letters."""
    return tuple(" ".join(cell.lower().split()) for cell in next(iter(sample_of(raw)), ()))


def is_table(raw: Raw) -> bool:
    """Whether a file is named like a table, which one without a first row of names has to be."""
    return raw.path.suffix.lower() in (".csv", ".tsv", ".tab", ".txt")


def whole(cells: Sequence[str], names: Sequence[str]) -> str:
    """What is wrong with the number of cells in a row; empty when each that is filled has a name."""
    if not any(cells[len(names) :]):
        return ""
    return f"it has {len(_filled(tuple(cells)))} cells where the first row names {len(names)}"


def table_text(found: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """Rows as the text of a table, in UTF-8; no cell of it is a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in found)
    return stream.getvalue().encode()
