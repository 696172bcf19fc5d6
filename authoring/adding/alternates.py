"""One more way to ask an entry's question into the text of its file."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from authoring.adding.reading import read
from authoring.records import CommandError
from authoring.repair.cells import rows, text_of_rows
from faq import Entry
from faq.entry import ANSWER, body_of
from faq.fields import folded
from faq.formulas import guarded, unguarded
from faq.limits import QUESTION_CHARACTERS
from faq.markdown import Section
from faq.table import delimiter

_ITEM: Final = re.compile(r"\s{0,3}[-*+]\s+\S")


def with_alternate(text: str, entry: Entry, phrasing: str) -> str:
    """The text of an entry's file with one more phrasing of it; the same text if it has that one.

    Parameters
    ----------
    text : str
        Of the file that `entry.source` names, as it lies there.
    entry : Entry
        Read from that text.
    phrasing : str

    Raises
    ------
    CommandError
        When the phrasing cannot be one, or the file has changed since the entry was read.
    """
    phrasing = " ".join(phrasing.split())
    if phrasing in (entry.question, *entry.fields.alternates):
        return text
    _judge(phrasing)
    path = Path(entry.source.path)
    before = read(path, text).entries
    if entry.source not in {known.source for known in before}:
        raise CommandError(f"{entry.source}: the entry is not there any more; read the content again")
    wanted = tuple(_with(known, phrasing) if known.source == entry.source else known for known in before)
    for longer in _ways(path, text, entry, phrasing):
        if _same(read(path, longer).entries, wanted):
            return longer
    raise CommandError(f"{entry.source}: {phrasing!r} cannot be added there; add it by hand")


def _judge(phrasing: str) -> None:
    if not re.search(r"[^\W_]", phrasing):
        raise CommandError("a way to ask without words; write what a visitor would type")
    if len(phrasing) > QUESTION_CHARACTERS:
        what = f"a way to ask longer than {QUESTION_CHARACTERS} characters"
        raise CommandError(f"{what}; shorten it to one question")


def _with(entry: Entry, phrasing: str) -> Entry:
    fields = replace(entry.fields, alternates=(*entry.fields.alternates, phrasing))
    return replace(entry, fields=fields)


def _same(found: tuple[Entry, ...], wanted: tuple[Entry, ...]) -> bool:
    """Whether entries are those that are wanted; lines may have moved."""
    here = [replace(entry, source=other.source) for entry, other in zip(found, wanted, strict=False)]
    return len(found) == len(wanted) and tuple(here) == wanted


def _ways(path: Path, text: str, entry: Entry, phrasing: str) -> tuple[str, ...]:
    """The texts to try, the plainest first."""
    if path.suffix.lower() == ".csv":
        return (_in_row(text, entry, phrasing),)
    return tuple(_in_section(text, entry, phrasing, parted) for parted in (False, True))


def _in_section(text: str, entry: Entry, phrasing: str, parted: bool) -> str:
    """The text with a phrasing in the list of `Also asked`, which is made if it is missing.

    An answer that begins with a list needs a line `Answer:` to part it from the phrasings.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if "\r" in text else text.split("\n")
    heading = entry.source.line
    body = body_of(Section(heading, 2, "", None, "\n".join(lines[heading:]), heading + 1))
    if (at := body.lines.get("also asked")) is not None:
        place = _end_of_list(lines, at, body.answer_line)
        return end.join([*lines[:place], f"- {phrasing}", *lines[place:]])
    rest = lines[heading:]
    while rest and not rest[0].strip():
        rest = rest[1:]
    between = [ANSWER, ""] if parted else []
    return end.join([*lines[:heading], "", "Also asked:", "", f"- {phrasing}", "", *between, *rest])


def _end_of_list(lines: list[str], at: int, answer_line: int) -> int:
    """The place behind the last phrasing of a list that begins below a line (from 1)."""
    last = at
    for place in range(at, min(answer_line - 1, len(lines))):
        continues = last == place and lines[place].startswith("  ") and bool(lines[place].strip())
        if _ITEM.match(lines[place]) or continues:
            last = place + 1
        elif lines[place].strip():
            break
    return last


def _in_row(text: str, entry: Entry, phrasing: str) -> str:
    if "|" in phrasing:
        raise CommandError(f"{phrasing!r} holds a '|', which parts phrasings in a spreadsheet; leave it out")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text.removeprefix("\ufeff")
    separator = delimiter(next((line for line in plain.splitlines() if line.strip()), ""))
    each = list(rows(plain, separator))
    head = next(row for row in each if any(map(str.strip, row.cells)))
    columns = [folded(_value(cell, separator)) for cell in head.cells]
    if "also asked" not in columns:
        raise CommandError(f"{entry.source.path}: no column 'also asked'; add one")
    place = columns.index("also asked")
    for number, row in enumerate(each):
        if row.line == entry.source.line and len(row.cells) > place:
            told = unguarded(_value(row.cells[place], separator))
            parted = "\n" if "\n" in told else "|"
            value = f"{told}{parted}{phrasing}" if told else phrasing
            each[number] = row.with_cell(place, _cell(guarded(value), separator))
    return mark + text_of_rows(each, separator)


def _value(cell: str, separator: str) -> str:
    found = next(csv.reader(io.StringIO(cell, newline=""), delimiter=separator), [])
    return found[0].strip() if found else ""


def _cell(value: str, separator: str) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator="\r\n").writerow([value])  # quotes both signs
    return written.getvalue().removesuffix("\r\n")
