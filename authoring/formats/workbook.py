"""A workbook of a spreadsheet program into rows of texts."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, Final, TypeAlias

from authoring.formats.records import FormatError
from authoring.records import library_missing

Line: TypeAlias = tuple[int, tuple[str, ...]]
"""Number of a row, from 1, and its cells."""

_UNPACKED_BYTES: Final = 300_000_000
"""A workbook may unpack to; people's hold a hundredth of it."""
_ROWS: Final = 50_000
_COLUMNS: Final = 300
_DAMAGED: Final = (
    *(OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, SyntaxError),
    *(EOFError, RuntimeError, zlib.error, zipfile.BadZipFile),
)
"""What the library raises for damaged files, as far as thousands of them have shown."""
_REMEDY: Final = "save it again from the spreadsheet as .xlsx"


def is_workbook(data: bytes) -> bool:
    """Whether a file looks like a workbook: a ZIP archive with a part of that name."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except _DAMAGED:
        return False


def sheets(data: bytes) -> list[list[Line]]:
    """The sheets of a workbook, each with its rows that are not empty.

    Raises
    ------
    CommandError
        When the library for it is not installed.
    FormatError
        When the workbook cannot be read.
    """
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ModuleNotFoundError as error:
        raise library_missing("reading a spreadsheet", error) from None
    try:
        _refuse_bomb(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about colours and fonts
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return [list(_rows(sheet)) for sheet in book.worksheets]
    except FormatError:
        raise
    except (*_DAMAGED, InvalidFileException):
        raise FormatError(f"the workbook is damaged; {_REMEDY}") from None


def _refuse_bomb(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _UNPACKED_BYTES:
            what = f"the workbook unpacks to more than {_UNPACKED_BYTES // 1_000_000} MB"
            raise FormatError(f"{what}; save its texts alone")


def _rows(sheet: Any) -> Iterator[Line]:
    sheet.reset_dimensions()  # they may say anything
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > _ROWS:
            raise FormatError(f"the sheet has more than {_ROWS:,} rows; split it")
        cells = tuple(map(_text, row[:_COLUMNS]))
        if any(cells):
            yield number, cells


def _text(value: object) -> str:
    """A cell as it reads: whole numbers without a point, dates as year-month-day."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value).strip()
