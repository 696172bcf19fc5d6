"""A CSV file, as spreadsheets save it, into entries: one row an entry, columns named like the fields."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from faq import fields as known
from faq.entry import checked, fields_of, slug
from faq.files import named
from faq.formulas import unguarded
from faq.limits import ANSWER_CHARACTERS, CSV_ROWS
from faq.records import Entry, Fields, Problem, Source

COLUMNS: Final = frozenset(known.NAMES) | {"id", "question", "answer"}
"""Known columns; `question` and `answer` must be there."""

_DELIMITERS = ",;\t"


def entries(path: str, text: str) -> Iterator[Entry | Problem]:
    """The entries of a CSV file and everything wrong with it, row by row.

    Commas, semicolons and tabs are recognised as separators from the first row, which names the
    columns. Alternates stand in one cell, separated by `|` or line ends; lists of ids or tags by commas.
    """
    lines = text.split("\n")
    head = next((number for number, line in enumerate(lines) if line.strip()), None)
    if head is None:
        yield Problem(Source(path, 1), "the file is empty", "begin with 'question,answer'", loses=True)
        return
    rows = _rows(path, "\n".join(lines[head:]), delimiter(lines[head]), head)
    columns: list[str] = []
    for count, row in enumerate(rows):
        if isinstance(row, Problem):
            yield row
        elif not columns:
            columns = [known.folded(cell) for cell in row[1]]
            problems = list(_column_problems(path, row[0], columns))
            yield from problems
            if any(problem.what.startswith("no column") for problem in problems):
                return
        elif count > CSV_ROWS:
            yield Problem(Source(path, row[0]), f"more than {CSV_ROWS:,} rows", "split the file", loses=True)
            return
        elif any(cell.strip() for cell in row[1]):
            yield from _entry(path, row[0], columns, row[1])


def delimiter(header: str) -> str:
    """The separator that the first row shows."""
    return max(_DELIMITERS, key=header.count)


def _rows(path: str, text: str, delimiter: str, before: int) -> Iterator[tuple[int, list[str]] | Problem]:
    """Each row with the line (from 1) on which it begins; a row that cannot be read ends the file."""
    csv.field_size_limit(2 * ANSWER_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            remedy = "save it again from the spreadsheet; a quote inside a cell is written twice"
            yield Problem(Source(path, line), f"this row cannot be read: {error}", remedy, loses=True)
            return


def _column_problems(path: str, line: int, columns: list[str]) -> Iterator[Problem]:
    for name in dict.fromkeys(columns):
        if name not in COLUMNS:
            what = f"unknown column {name!r}" if name else "a column without a name"
            yield Problem(Source(path, line), what, known.near(name, COLUMNS))
        elif columns.count(name) > 1:
            yield Problem(Source(path, line), f"column {name!r} stands twice", "keep one of them")
    for name in ("question", "answer"):
        if name not in columns:
            remedy = "name the columns in the first row, at least question and answer"
            yield Problem(Source(path, line), f"no column {name!r}", remedy, loses=True)


def _entry(path: str, line: int, columns: list[str], row: list[str]) -> Iterator[Entry | Problem]:
    source = Source(path, line)
    if len(row) != len(columns):
        what = f"{len(row)} cells where the first row names {len(columns)} columns"
        remedy = "quote cells that hold the separator, or fill the row up"
        yield Problem(source, what, remedy, loses=len(row) > len(columns))
    if len(row) > len(columns):  # an answer cut in two would be shown by half
        return
    row = row + [""] * (len(columns) - len(row))
    cells = {name: unguarded(cell).strip() for name, cell in zip(columns, row, strict=True)}
    typed = {name: cells[name] for name in known.NAMES if cells.get(name)}
    defaults = Fields(topic=named(Path(path)))
    fields, wrong = fields_of(path, defaults, typed, dict.fromkeys(typed, line))
    question = " ".join(cells["question"].split())
    entry = Entry(cells.get("id") or slug(question), question, cells["answer"], fields, source)
    usable, more = checked(entry, line)
    yield from wrong
    yield from more
    if usable:
        yield usable
