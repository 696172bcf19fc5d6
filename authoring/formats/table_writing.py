"""Entries into our own CSV, and into a workbook with the same columns."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from authoring.formats import carried
from authoring.formats.cells import lost, lost_in_lists
from authoring.formats.lines import table_text
from authoring.formats.records import Loss, Written
from authoring.records import library_missing
from faq import Entry
from faq.fields import NAMES
from faq.formulas import guarded

_NAMES: Final = ("id", "question", "answer", *(name.replace(" ", "_") for name in NAMES))
_CELL: Final = 32_000
"""Characters that a cell of a workbook holds, less some for the apostrophe before a formula."""
_ILLEGAL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What openpyxl refuses."""


def write_csv(entries: Sequence[Entry]) -> Written:
    """A CSV file as it may lie in `entries/`."""
    losses = [loss for entry in entries for loss in _losses(entry)]
    return Written((("", table_text(_rows(entries))),), tuple(losses))


def write_workbook(entries: Sequence[Entry]) -> Written:
    """A workbook of one sheet, for editing in a spreadsheet program.

    Raises
    ------
    CommandError
        When the library for it is not installed.
    """
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError as error:
        raise library_missing("writing a spreadsheet", error) from None
    short = [entry for entry in entries if all(len(cell) <= _CELL for cell in _cells(entry).values())]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("FAQ")
    for row in _rows(short):
        sheet.append([guarded(_ILLEGAL.sub("", cell)) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    losses = [loss for entry in short for loss in _losses(entry)]
    losses += [
        Loss(entry.source, "all of it, since a cell holds less") for entry in entries if entry not in short
    ]
    return Written((("", stream.getvalue()),), tuple(losses))


def _rows(entries: Sequence[Entry]) -> Iterator[Sequence[str]]:
    """The names of the columns that are used, then the entries."""
    cells = [_cells(entry) for entry in entries]
    names = [name for name in _NAMES if name in _NAMES[:3] or any(row.get(name) for row in cells)]
    yield names
    for row in cells:
        yield [row.get(name, "") for name in names]


def _cells(entry: Entry) -> dict[str, str]:
    texts = carried.as_texts(carried.written(entry.fields, carried.ALL))
    metadata = json.dumps(dict(entry.fields.metadata), ensure_ascii=False) if entry.fields.metadata else ""
    first = {"id": entry.id, "question": entry.title, "answer": entry.answer}
    return first | texts | {"metadata": metadata}


def _losses(entry: Entry) -> Iterator[Loss]:
    yield from lost(entry, carried.ALL, metadata=True)
    yield from lost_in_lists(entry)
