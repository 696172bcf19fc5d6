"""A question that nothing here answers into a row of the gold questions."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

from authoring.records import CommandError
from faq.files import shown
from faq.formulas import guarded, unguarded
from faq.gold import MOST, NOTHING
from faq.limits import QUESTION_CHARACTERS

NEEDED: Final = ("question", "passage")


def with_out_of_scope(path: Path, text: str, question: str) -> str:
    """The text of a file of gold questions with one more that nothing answers; the same if it has it.

    A question that a spreadsheet program would take for a formula gets an apostrophe, which is no part of it.

    Parameters
    ----------
    path : Path
    text : str
        Empty for a file that is not there yet.
    question : str

    Raises
    ------
    CommandError
        When the file cannot take the row, or says that something answers the question.

    Examples
    --------
    >>> with_out_of_scope(Path("gold.csv"), "kind,passage,question\\n", "Do you sell ice?")
    'kind,passage,question\\n,-,Do you sell ice?\\n'
    """
    question = " ".join(question.split())
    if not 0 < len(question) <= QUESTION_CHARACTERS:
        raise CommandError(f"no question of 1 to {QUESTION_CHARACTERS} characters; write what visitors ask")
    if not text.strip("\ufeff \r\n"):
        text = ",".join(NEEDED) + "\n"
    columns, told = _told(path, text.removeprefix("\ufeff"))
    if line := told.get(question.casefold()):
        if line[1] == NOTHING:
            return text
        where = f"{shown(path)}:{line[0]}"
        raise CommandError(f"{where}: {question!r} is answered by {line[1]!r} there; edit that row")
    if len(told) >= MOST:
        raise CommandError(f"{shown(path)}: {MOST:,} questions already; keep those that tell most")
    return _with_row(
        text, [{"question": guarded(question), "passage": NOTHING}.get(name, "") for name in columns]
    )


def _told(path: Path, text: str) -> tuple[list[str], dict[str, tuple[int, str]]]:
    """The columns, and the line and the passages of each question."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = list(rows.fieldnames or ())
        if missing := [name for name in NEEDED if name not in columns]:
            what = f"{shown(path)}:1: no column {missing[0]!r}"
            raise CommandError(f"{what}; name the columns in the first line")
        found = {
            unguarded((row["question"] or "").strip()).casefold(): (rows.line_num, row["passage"] or "")
            for row in rows
        }
    except csv.Error as error:
        where = f"{shown(path)}:{rows.line_num + 1}"
        raise CommandError(f"{where}: not a table: {error}; save it as CSV with commas") from None
    return columns, {question: (line, named.strip()) for question, (line, named) in found.items()}


def _with_row(text: str, cells: list[str]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    row = io.StringIO()
    csv.writer(row, lineterminator=end).writerow(cells)
    return (text if text.endswith(("\n", "\r")) else text + end) + row.getvalue()
