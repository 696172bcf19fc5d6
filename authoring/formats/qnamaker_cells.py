"""A table of QnA Maker into rows of cells by name, and its cells into what they say."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from authoring.formats.decoding import Line, decoded
from authoring.formats.json_tree import json_tree
from authoring.formats.lines import lines_of, whole
from authoring.formats.qnamaker_pair import prompts_of
from authoring.formats.records import FormatError, Raw, Skip
from authoring.formats.row import folded_names, word
from authoring.formats.tree import Array, Object, TreeError, Value
from authoring.formats.workbook import is_workbook
from faq.formulas import unguarded

Cells: TypeAlias = Mapping[str, str]

QUESTION, ANSWER, SOURCE, METADATA = "question", "answer", "source", "metadata"
SUGGESTED, CONTEXT_ONLY, PROMPTS, NUMBER = "suggestedquestions", "iscontextonly", "prompts", "qnaid"
DISPLAY_NAME: Final = "sourcedisplayname"
COLUMNS: Final = (QUESTION, ANSWER, SOURCE, METADATA, SUGGESTED, CONTEXT_ONLY, PROMPTS, NUMBER, DISPLAY_NAME)
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"')


def rows_of(raw: Raw) -> Iterator[tuple[int, Cells] | Skip]:
    """The line of each row below the names, and its cells; known names are in small letters.

    Raises
    ------
    FormatError
        When the first row names no question and answer.
    """
    names: list[str] = []
    for row in lines_of(raw) if is_workbook(raw.data) else _lines(decoded(raw.data).text):
        if isinstance(row, Skip):
            yield row
        elif not names:
            names = [_known(name) for name in row[1]]
            if not {QUESTION, ANSWER} <= set(names):
                raise FormatError("no columns 'Question' and 'Answer'; name them in the first row")
        elif wrong := whole(row[1], names):
            yield Skip(row[0], wrong, row[1][0])
        else:
            yield row[0], dict(zip(names, (*row[1], *[""] * len(names)), strict=False))


def _known(name: str) -> str:
    folded = "".join(name.lower().split())
    return folded if folded in COLUMNS else name


def _lines(text: str) -> Iterator[Line]:
    """The rows of a TSV file: as a spreadsheet quotes them if that fits, else a line a row, as exported."""
    lines = text.split("\n")
    found = _quoted_lines(lines) or [
        (number, [_unquoted(cell) for cell in line.split("\t")]) for number, line in enumerate(lines, start=1)
    ]
    for number, cells in found:
        if any(cell.strip() for cell in cells):
            yield number, tuple(unguarded(cell).strip() for cell in cells)


def _quoted_lines(lines: Sequence[str]) -> list[tuple[int, list[str]]]:
    """The rows by the rules of CSV; none when a row breaks them, or has more cells than names."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter="\t", strict=True)
    found: list[tuple[int, list[str]]] = []
    begin = 1
    try:
        for cells in reader:
            found.append((begin, cells))
            begin = reader.line_num + 1
    except csv.Error:
        return []
    return [] if any(len(cells) > len(found[0][1]) for _, cells in found) else found


def _unquoted(cell: str) -> str:
    quoted = _QUOTED.fullmatch(cell.strip())
    return quoted[1].replace('""', '"') if quoted else cell


def text_of(cell: str) -> str:
    """A cell with its line ends, which QnA Maker writes as `\\\\n`.

    Examples
    --------
    >>> text_of("Flour.\\\\nWater.")
    'Flour.\\nWater.'
    """
    return cell.replace("\\n", "\n")


def pairs_of(cell: str) -> list[tuple[str, str]]:
    """The names and texts in a cell of metadata.

    Examples
    --------
    >>> pairs_of("oven:stone | price: 7:50")
    [('oven', 'stone'), ('price', '7:50')]
    """
    pairs = [part.partition(":") for part in cell.split("|") if part.strip()]
    return [
        (name.strip() or METADATA, text.strip()) if colon else (METADATA, name.strip())
        for name, colon, text in pairs
    ]


def tree_of(cell: str) -> Value:
    """The JSON in a cell; None when there is none."""
    try:
        return json_tree(cell) if cell.strip() else None
    except TreeError:
        return None


def prompts_in(cell: str) -> list[Object]:
    """The follow-up prompts in a cell, in the order in which they are shown."""
    found = tree_of(cell)
    row = Object(1)
    if isinstance(found, Array):
        dialog = Object(1)
        dialog.add("prompts", 1, found)
        row.add("dialog", 1, dialog)
    elif isinstance(found, Object):
        row.add("dialog", 1, found)
    return prompts_of(row)


def suggestions_in(cell: str) -> tuple[str, ...]:
    """The questions that QnA Maker suggests as further ways to ask, each once."""
    found = tree_of(cell)
    clusters = (
        [folded_names(item) for item in found if isinstance(item, Object)] if isinstance(found, Array) else []
    )
    told: dict[str, None] = {}
    for cluster in clusters:
        listed = cluster.get("alternateQuestionList")
        for item in listed if isinstance(listed, Array) else []:
            told[word(folded_names(item).get("question") if isinstance(item, Object) else item)] = None
        told[word(cluster.get("clusterHead"))] = None
    return tuple(text for text in told if text)
