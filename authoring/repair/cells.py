"""A CSV file into its raw cells, so that one can be changed and all others stay byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a CSV file as it stands there."""

    line: int
    """On which it begins, from 1."""
    cells: tuple[str, ...]
    """With their quotes; joined with the separator they give back the row."""
    end: str
    """The line end behind it; empty at the end of a file without one."""

    @property
    def is_blank(self) -> bool:
        """Whether the row is an empty line."""
        return self.cells == ("",)

    def with_cell(self, place: int, text: str) -> Row:
        """The row with one cell exchanged."""
        return replace(self, cells=(*self.cells[:place], text, *self.cells[place + 1 :]))


def rows(text: str, separator: str) -> Iterator[Row]:
    """The rows of a CSV file.

    Parameters
    ----------
    text : str
        With line ends of any kind.
    separator : str

    Examples
    --------
    >>> [row.cells for row in rows('a,"b,\\nc"\\r\\nd,e', ",")]
    [('a', '"b,\\nc"'), ('d', 'e')]
    """
    line = began = 1
    cells: list[str] = []
    for cell, end in _cells(text, separator):
        cells.append(cell)
        line += _line_ends(cell)
        if end != separator:
            if len(cells) > 1 or cells[0] or end:
                yield Row(began, tuple(cells), end)
            line += 1
            began, cells = line, []


def text_of_rows(each: Iterator[Row] | list[Row], separator: str) -> str:
    """The text of a CSV file from its rows."""
    return "".join(separator.join(row.cells) + row.end for row in each)


def _line_ends(text: str) -> int:
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


def _cells(text: str, separator: str) -> Iterator[tuple[str, str]]:
    """Each cell with what ends it: the separator, a line end, or nothing at the end of the file."""
    begin = place = 0
    while True:
        quoted = text[place : place + 1] == '"'
        place = _behind_quotes(text, place) if quoted else place
        while place < len(text) and text[place] not in (separator, "\n", "\r"):
            place += 1
        end = text[place : place + 2] if text[place : place + 2] == "\r\n" else text[place : place + 1]
        yield text[begin:place], end
        if not end:
            return
        begin = place = place + len(end)


def _behind_quotes(text: str, place: int) -> int:
    """The place behind a quoted cell; the end of the text when its quotes are never closed."""
    while True:
        place = text.find('"', place + 1)
        if place < 0:
            return len(text)
        if text[place + 1 : place + 2] != '"':
            return place + 1
        place += 1
