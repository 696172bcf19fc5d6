"""Footnotes, small headings, quotations and tables that are not drawn as their author typed them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from authoring.checks.markup.prose import Prose
from authoring.checks.markup.records import Trap

MANY_ROWS: Final = 200
"""Lines of a table that a browser draws in about half a second."""

_FOOTNOTE: Final = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")
_ID: Final = re.compile(r"\{#[^}\s]*\}\s*$")
_DASHES: Final = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")


def footnotes(answer: str, parsed: Sequence[Token]) -> Iterator[Trap]:
    """Footnotes: their numbers and links mix with those of other answers on the page."""
    code = {
        line
        for token in parsed
        if token.type in ("fence", "code_block") and token.map
        for line in range(*token.map)
    }
    for number, line in enumerate(answer.split("\n")):
        if number not in code and (found := _FOOTNOTE.match(line)):
            what = f"the footnote [^{found[1]}] gets mixed up with those of other answers"
            yield Trap(number + 1, what, "write what it says into the sentence, or below it")


def headings(parsed: Sequence[Token]) -> Iterator[Trap]:
    """Small headings that show their id, and those that skip a level, over which screen readers stumble."""
    above = 2
    for token, inline in pairwise(parsed):
        if token.type != "heading_open" or token.markup in ("-", "=") or not token.map:
            continue
        level, line = int(token.tag[1]), token.map[0] + 1
        if found := _ID.search(inline.content):
            what = f"the id '{found[0].strip()}' of a small heading is shown"
            yield Trap(line, what, "delete it; only questions and sections have ids")
        if level > above + 1:
            remedy = f"begin it with '{'#' * (above + 1)} '"
            yield Trap(
                line, f"a heading '{token.markup}' below none of '{'#' * (level - 1)}'", remedy, "advice"
            )
        above = level


def quotations(parsed: Sequence[Token]) -> Iterator[Trap]:
    """A line that begins with `>=`, which makes it a quotation."""
    for token, following in pairwise(parsed[:-1]):
        inside = parsed[parsed.index(following) + 1] if token.type == "blockquote_open" else None
        if inside and inside.content.startswith("=") and token.map:
            remedy = "put it in `backticks`, or move it into the line"
            yield Trap(token.map[0] + 1, "'>' at the beginning of a line makes a quotation", remedy)


def tables(answer: str, parsed: Sequence[Token]) -> Iterator[Trap]:
    """Tables so long that they slow the page down, and rows with cells that are not shown."""
    lines = answer.split("\n")
    columns = rows = 0
    for token in parsed:
        if token.type == "table_open":
            columns = rows = 0
        elif token.type == "th_open" and token.level == 3:  # of a table within nothing else
            columns += 1
        elif token.type == "tr_open" and token.map:
            rows += 1
            line = token.map[0]
            if rows == MANY_ROWS + 1:
                remedy = "split it, or give the lines that visitors look for entries of their own"
                yield Trap(line + 1, f"a table of more than {MANY_ROWS} rows", remedy, "advice")
            yield from _surplus(lines[line], line + 1, columns)


def _surplus(row: str, line: int, columns: int) -> Iterator[Trap]:
    told = [cell for cell in _cells(row)[columns:] if cell.strip()]
    if columns and told:
        what = f"a row with more cells than the table has columns: '{told[0].strip()}' is not shown"
        yield Trap(line, what, "write '\\|' for a '|' within a cell, in code too, or add a column")


def _cells(row: str) -> list[str]:
    cells = escapedSplit(row.strip())
    cells = cells[1:] if cells and not cells[0].strip() else cells
    return cells[:-1] if cells and not cells[-1].strip() else cells


def no_tables(prose: Prose) -> Iterator[Trap]:
    """Lines of a table that is none, since its line of dashes has another number of cells."""
    if not prose.is_paragraph:
        return
    for number, (above, line) in enumerate(pairwise(prose.typed.split("\n")), start=1):
        if "|" in above and "|" in line and _DASHES.fullmatch(line.strip()):
            what = "a table whose first line and line of dashes differ in cells is shown as text"
            yield Trap(prose.line + number, what, "give both the same number of cells")
