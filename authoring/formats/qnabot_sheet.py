"""A spreadsheet for QnABot, one row an answer, into what its JSON would say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from authoring.formats.bundle import Found, each
from authoring.formats.records import FormatError, Raw
from authoring.formats.tree import Array, Object, Value
from authoring.formats.workbook import is_workbook, sheets
from authoring.records import CommandError

_PLACES: Final = {
    "answer": ("a",),
    "topic": ("t",),
    "markdown": ("alt", "markdown"),
    "ssml": ("alt", "ssml"),
    "cardtitle": ("r", "title"),
    "cardsubtitle": ("r", "subTitle"),
    "cardimageurl": ("r", "imageUrl"),
    "imageurl": ("r", "imageUrl"),
}
"""Where a column's cell stands in the JSON; `cardimageurl` is documented, `imageurl` is what was read."""
_QUESTION: Final = re.compile(r"question\s?(\d{0,4})")
_BUTTON: Final = re.compile(r"(displaytext|buttonvalue)\s?(\d{1,4})")
_PARTS: Final = {"displaytext": "text", "buttonvalue": "value"}

Drafts = Callable[[Sequence[int], Sequence[Value]], Found]


def is_sheet(raws: Sequence[Raw]) -> bool:
    """Whether every file is a workbook whose first row names QnABot's columns."""
    return bool(raws) and all(is_workbook(raw.data) and _is_ours(raw.data) for raw in raws)


def _is_ours(data: bytes) -> bool:
    try:
        heads = [rows[0][1] for rows in sheets(data) if rows]
    except CommandError:
        return False
    return any(_is_head(_names(head)) for head in heads)


def sheet_rows(raws: Sequence[Raw], drafts: Drafts) -> Found:
    """The rows of the sheets that have QnABot's columns."""
    return each(raws, lambda raw: _read(raw.data, drafts))


def _read(data: bytes, drafts: Drafts) -> Found:
    known = False
    for rows in filter(None, sheets(data)):
        names = _names(rows[0][1])
        if _is_head(names):
            known = True
            items = [_item(line, names, cells) for line, cells in rows[1:]]
            yield from drafts([item.line for item in items], items)
    if not known:
        raise FormatError(
            "no sheet with the columns 'qid', 'question1' and 'answer'; name them in its first row"
        )


def _names(cells: Sequence[str]) -> list[str]:
    return [cell.strip().lower() for cell in cells]


def _is_head(names: Sequence[str]) -> bool:
    return "qid" in names and "answer" in names and any(map(_QUESTION.fullmatch, names))


def _item(line: int, names: Sequence[str], cells: Sequence[str]) -> Object:
    """The JSON item of a row; questions and buttons come by their numbers, whichever are left out."""
    item = Object(line)
    for name, cell in _told(names, cells):
        *within, last = _PLACES.get(name, (name,))
        _place(item, within).add(last, line, cell)
    for name, found in (("q", _questions(line, names, cells)), ("buttons", _buttons(line, names, cells))):
        if found:
            _place(item, ["r"] if name == "buttons" else []).add(name, line, found)
    return item


def _told(names: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name, cell in zip(names, cells, strict=False):
        if name and cell and not _QUESTION.fullmatch(name) and not _BUTTON.fullmatch(name):
            yield name, cell


def _place(item: Object, within: Sequence[str]) -> Object:
    for name in within:
        found = item.get(name)
        if not isinstance(found, Object):
            item.add(name, item.line, found := Object(item.line))
        item = found
    return item


def _numbered(
    names: Sequence[str], cells: Sequence[str], form: re.Pattern[str]
) -> list[tuple[int, str, str]]:
    """Number, name and cell of the columns of a form, by number."""
    found = []
    for name, cell in zip(names, cells, strict=False):
        if cell and (match := form.fullmatch(name)):
            found.append((int(match[match.lastindex or 0] or 0), match[1], cell))
    return sorted(found, key=lambda column: column[0])


def _questions(line: int, names: Sequence[str], cells: Sequence[str]) -> Array:
    found = Array(line)
    for _, _, cell in _numbered(names, cells, _QUESTION):
        found.add(line, cell)
    return found


def _buttons(line: int, names: Sequence[str], cells: Sequence[str]) -> Array:
    found: dict[int, Object] = {}
    for number, name, cell in _numbered(names, cells, _BUTTON):
        found.setdefault(number, Object(line)).add(_PARTS[name], line, cell)
    pressed = Array(line)
    for button in found.values():
        pressed.add(line, button)
    return pressed
