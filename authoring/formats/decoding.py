"""The bytes of a foreign file into text, and such a text into the rows of a table."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeAlias

from authoring.formats.records import Skip

Line: TypeAlias = tuple[int, tuple[str, ...]]
"""The line, from 1, on which a row begins, and its cells."""

DELIMITERS: Final = "\t,;"
"""The one that texts seldom hold comes first."""
_LARGEST_CELL: Final = 10_000_000
"""Characters; a longer cell is a quote that was never closed."""
_TRIED: Final = 200
"""Rows that are looked at to tell the delimiter."""
_TRIED_CHARACTERS: Final = 200_000
_END: Final = "\x00 the last line \x00"
_ARCHIVE: Final = b"PK\x03\x04"
_MARKS: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what has to be told about its bytes."""

    text: str
    """With line ends as `\\n` and without a byte order mark."""
    note: str = ""
    """A clause, as `it is not UTF-8 and was read as Windows-1252`; empty for UTF-8 and UTF-16."""


def decoded(data: bytes) -> Decoded:
    """The text of a file: UTF-8, UTF-16 with its mark, else Windows-1252 or Latin-1; none of an archive.

    Examples
    --------
    >>> decoded("Käse\\r\\n".encode("cp1252"))
    Decoded(text='Käse\\n', note='it is not UTF-8 and was read as Windows-1252')
    """
    if data.startswith(_ARCHIVE):  # a workbook, or a file that nobody can read
        return Decoded("")
    if encoding := _MARKS.get(data[:2]):
        text = data[2:].decode(encoding, "replace")
        note = "some of its characters are damaged" if "\ufffd" in text else ""
        return Decoded(_lines(text), note)
    try:
        return Decoded(_lines(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        pass
    try:
        return Decoded(_lines(data.decode("cp1252")), "it is not UTF-8 and was read as Windows-1252")
    except UnicodeDecodeError:
        return Decoded(_lines(data.decode("latin-1")), "it is not UTF-8 and was read as Latin-1")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def delimiter_of(text: str) -> str:
    """The delimiter that cuts most of the first rows into equally many cells, at least two.

    Examples
    --------
    >>> delimiter_of("Frage;Antwort\\nWann, wo?;Um 12, hier.\\nWarum?;Darum.\\n")
    ';'
    """
    head = text[:_TRIED_CHARACTERS]
    return max(DELIMITERS, key=lambda delimiter: _fitness(head, delimiter))


def _fitness(text: str, delimiter: str) -> float:
    """The share of the rows that have as many cells as the first one; 0 where that is a single one."""
    counts = [len(row[1]) for row in islice(rows(text, delimiter), _TRIED) if not isinstance(row, Skip)]
    first = counts[0] if counts else 0
    return counts.count(first) / len(counts) if first > 1 else 0.0


def rows(text: str, delimiter: str = "") -> Iterator[Line | Skip]:
    """The rows of a table that are not empty; cells may hold line ends.

    A row whose quote is never closed is left out, and reading goes on with the line after its first.

    Parameters
    ----------
    text : str
        With line ends as `\\n`.
    delimiter : str
        Found out when it is not given.
    """
    delimiter = delimiter or delimiter_of(text)
    lines = text.split("\n")
    begin = 0
    while begin < len(lines):
        broken = 0
        for row in _sound_rows("\n".join(lines[begin:]), delimiter, begin):
            if isinstance(row, Skip):
                broken = row.line
            elif any(cell.strip() for cell in row[1]):
                yield row
        if not broken:
            return
        yield Skip(broken, "it cannot be read: a quote in it is never closed")
        begin = broken


def _sound_rows(text: str, delimiter: str, before: int) -> Iterator[Line | Skip]:
    """The rows up to one that cannot be read; when its quotes do not match, it swallows all."""
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=delimiter)
    line = before + 1
    try:
        for cells in reader:
            if cells and cells[-1].endswith(_END):
                if cells != [_END]:
                    yield Skip(line, "")
                return
            yield line, tuple(cells)
            line = before + reader.line_num + 1
    except csv.Error:
        yield Skip(line, "")
