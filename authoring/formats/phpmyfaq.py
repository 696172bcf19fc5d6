"""phpMyFAQ: its CSV, which names no columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from authoring.formats import carried
from authoring.formats.bundle import Found, each
from authoring.formats.cells import lost, lost_in_lists
from authoring.formats.lines import is_table, lines_of, sample_of, table_text, whole
from authoring.formats.records import Draft, Format, Loss, Raw, Skip, Written
from authoring.formats.row import merged
from faq import Entry

_COLUMNS: Final = (
    *("category_id", "question", "answer", "keywords", "language", "author", "email", "active", "sticky"),
)
_OTHERS: Final = ("category_id", "author", "email", "active", "sticky")
"""Kept as metadata when they say more than usual."""
_YES: Final = frozenset({"true", "1", "yes", "y"})
_NO: Final = frozenset({"false", "0", "no", "n"})
_HELD: Final = ("tags", "language")
_USUAL: Final = {"category_id": "1", "author": "", "email": "", "active": "true", "sticky": "false"}
_NOTHING: Final = {
    **dict.fromkeys(("category_id", "author", "email"), frozenset({""})),
    "active": frozenset({"", *_YES, *_NO}),
    "sticky": frozenset({"", *_NO}),
}
"""What says nothing worth keeping."""


def _recognises(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all(is_table(raw) and _is_ours(sample_of(raw)) for raw in raws)


def _is_ours(sample: Sequence[Sequence[str]]) -> bool:
    fitting = [row for row in sample if len(row) == len(_COLUMNS) and _fits(row)]
    return bool(sample) and 2 * len(fitting) >= len(sample)


def _fits(row: Sequence[str]) -> bool:
    """Whether category, language and both flags are what they should be."""
    flags = {cell.lower() for cell in row[7:]}
    language = re.fullmatch(r"[A-Za-z]{2,3}([-_]\w+)?", row[4])
    return row[0].isdigit() and language is not None and flags <= _YES | _NO


def _read(raws: Sequence[Raw]) -> Found:
    return each(raws, _rows)


def _rows(raw: Raw) -> Iterator[Draft | Skip]:
    for row in lines_of(raw):
        yield row if isinstance(row, Skip) else _draft(*row)


def _draft(line: int, cells: Sequence[str]) -> Draft | Skip:
    row = dict(zip(_COLUMNS, (*cells, *[""] * len(_COLUMNS)), strict=False))
    if wrong := whole(cells, _COLUMNS):
        return Skip(line, wrong.replace("the first row names", "there may be"), row["question"])
    known, others = carried.taken([("language", row["language"].replace("_", "-"))], carried.ALL)
    kept = [(name, row[name]) for name in _OTHERS if row[name].lower() not in (_USUAL[name], *_NOTHING[name])]
    return Draft(
        line=line,
        question=row["question"],
        answer=row["answer"],
        tags=tuple(filter(None, (tag.strip() for tag in row["keywords"].split(",")))),
        status="draft" if row["active"].lower() in _NO else "",
        metadata=merged(kept, (pair for pair in others if pair[1])),
        **known,
    )


def _write(entries: Sequence[Entry]) -> Written:
    return Written((("", table_text(map(_row, entries))),), tuple(_losses(entries)))


def _row(entry: Entry) -> tuple[str, ...]:
    own: dict[str, Any] = _USUAL | {
        name: text for name, text in entry.fields.metadata if _is_held(name, text)
    }
    cells = own | {
        "question": entry.title,
        "answer": entry.answer,
        "keywords": ", ".join(entry.fields.tags),
        "language": entry.fields.language,
        "active": "false" if entry.fields.status else "true",
    }
    return tuple(cells[name] for name in _COLUMNS)


def _is_held(name: str, text: str) -> bool:
    """Whether some metadata come back from their column as they are."""
    known = name in _OTHERS and name != "active" and text == text.strip()
    return known and text.lower() not in (_USUAL[name], *_NOTHING[name])


def _losses(entries: Sequence[Entry]) -> Iterator[Loss]:
    for entry in entries:
        status = ("status",) if entry.fields.status != "retired" else ()
        yield from lost(entry, (*_HELD, *status), metadata=True)
        own = [name for name, text in entry.fields.metadata if not _is_held(name, text)]
        yield from carried.lost_metadata(entry, own)
        yield from lost_in_lists(replace(entry, fields=replace(entry.fields, alternates=())))


FORMATS: Final = (
    Format(
        name="phpmyfaq-csv",
        title="phpMyFAQ, CSV",
        recognises=_recognises,
        read=_read,
        write=_write,
        ending=".csv",
    ),
)
