"""What `--fix` changes in the text of a CSV file: ids and dates; all other cells stay byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from authoring.repair.cells import Row, rows, text_of_rows
from authoring.repair.dates import dates_meant
from authoring.repair.repairs import Fix, Fixed
from faq.fields import folded
from faq.table import delimiter

_BOM: Final = "\ufeff"
"""Kept, since some spreadsheet programs take a file without it for one in another encoding."""


def with_ids_in_rows(text: str, ids: Mapping[int, str]) -> Fixed:
    """With an id in each row of an entry that has none; in a new first column if there is none for ids.

    Parameters
    ----------
    text : str
    ids : mapping of int to str
        The line of a row to the id in use for it.
    """
    separator, each, head = _table(text)
    columns = _columns(each, head)
    if not ids or "question" not in columns:
        return text, ()
    if "id" not in columns:
        each = [_widened(row, number == head) for number, row in enumerate(each)]
        columns = ["id", *columns]
    place, fixes = columns.index("id"), []
    for number, row in enumerate(each):
        name = ids.get(row.line) if number > head else None
        if name and len(row.cells) > place and not _bare(row.cells[place]):
            each[number] = row.with_cell(place, name)
            fixes.append(Fix(row.line, f"the id {name} was written into the column 'id'"))
    return (_joined(text, each, separator), tuple(fixes)) if fixes else (text, ())


def with_iso_dates_in_rows(text: str) -> Fixed:
    """With the dates of the column `reviewed` as year-month-day."""
    separator, each, head = _table(text)
    columns = _columns(each, head)
    place = columns.index("reviewed") if "reviewed" in columns else None
    fixes: list[Fix] = []
    for number, row in enumerate(each):
        if place is not None and number > head and len(row.cells) > place:
            each[number], fix = _dated(row, place)
            fixes += fix
    return (_joined(text, each, separator), tuple(fixes)) if fixes else (text, ())


def with_last_line_ended(text: str) -> Fixed:
    """With a line end at the end, as the other lines have it."""
    if not text.removeprefix(_BOM) or text.endswith(("\n", "\r")):
        return text, ()
    end = "\r\n" if "\r\n" in text else "\n"
    return text + end, (Fix(text.count("\n") + 1, "the last line was ended"),)


def _table(text: str) -> tuple[str, list[Row], int]:
    """The separator, the rows, and the number of the one that names the columns."""
    plain = text.removeprefix(_BOM)
    first = next((line for line in plain.splitlines() if line.strip()), "")
    separator = delimiter(first)
    each = list(rows(plain, separator))
    head = next((number for number, row in enumerate(each) if any(map(str.strip, row.cells))), 0)
    return separator, each, head


def _columns(each: list[Row], head: int) -> list[str]:
    return [folded(_bare(cell)) for cell in each[head].cells] if each else []


def _widened(row: Row, is_head: bool) -> Row:
    """The row with one more cell at its beginning."""
    return row if row.is_blank else replace(row, cells=("id" if is_head else "", *row.cells))


def _bare(cell: str) -> str:
    return cell.strip().removeprefix('"').removesuffix('"').replace('""', '"').strip()


def _dated(row: Row, place: int) -> tuple[Row, list[Fix]]:
    typed = _bare(row.cells[place])
    meant = [day.isoformat() for day in dates_meant(typed)]
    if len(meant) == 2:
        what = f"the date {typed!r} was left, since it can mean {meant[0]} or {meant[1]}"
        return row, [Fix(row.line, what, done=False)]
    if not meant or meant[0] == typed:
        return row, []
    cell = row.cells[place].replace(typed, meant[0], 1)
    return row.with_cell(place, cell), [Fix(row.line, f"the date {typed!r} was written as {meant[0]}")]


def _joined(text: str, each: list[Row], separator: str) -> str:
    return (_BOM if text.startswith(_BOM) else "") + text_of_rows(each, separator)
