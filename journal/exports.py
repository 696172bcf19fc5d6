"""Records into CSV or lines of JSON, without the random ids that would join a visitor's questions."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final, TypeAlias

from journal.records import Asked, Count, Decision, Vote

Record: TypeAlias = Asked | Vote | Count | Decision

KINDS: Final[Mapping[str, type[Record]]] = {
    "questions": Asked,
    "votes": Vote,
    "counts": Count,
    "decisions": Decision,
}
_LEFT_OUT: Final = ("conversation", "answer")
_FORMULA: Final = re.compile(r"'*[\s\0]*[=+\-@＝＋－＠]|'*[\t\r\n\0]")  # full-width signs are meant


def columns(kind: str) -> tuple[str, ...]:
    """What is exported of a kind of records."""
    return tuple(field.name for field in fields(KINDS[kind]) if field.name not in _LEFT_OUT)


def csv_lines(kind: str, records: Iterable[Record]) -> Iterator[str]:
    """A header and a row for each record, by RFC 4180; no cell is a formula to a spreadsheet program."""
    names = columns(kind)
    for row in (names, *([getattr(record, name) for name in names] for record in records)):
        line = io.StringIO()
        csv.writer(line).writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
        yield line.getvalue()


def json_lines(kind: str, records: Iterable[Record]) -> Iterator[str]:
    """An object for each record."""
    for record in records:
        told: dict[str, Any] = {name: getattr(record, name) for name in columns(kind)}
        yield json.dumps(told, ensure_ascii=False) + "\n"


def guarded(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula.

    Examples
    --------
    >>> guarded("=1+1"), guarded("1+1"), guarded("'=1"), guarded(" @x")
    ("'=1+1", '1+1', "''=1", "' @x")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The reverse: what the cell was before.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
