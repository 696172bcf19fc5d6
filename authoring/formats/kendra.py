"""Amazon Kendra: the CSV of an FAQ, with and without a first row of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from authoring.formats import carried
from authoring.formats.bundle import Found, each
from authoring.formats.cells import lost, lost_in_lists, shown_of
from authoring.formats.lines import head_of, is_table, lines_of, sample_of, table_text, whole
from authoring.formats.records import Draft, Format, FormatError, Loss, Raw, Skip, Written
from authoring.formats.row import merged
from faq import Entry

_QUESTION, _ANSWER = "_question", "_answer"
_RESERVED: Final = {"_category": "topic", "_source_uri": "source", "_language_code": "language"}
"""Kendra's own attributes to the fields that they are; the others of ours are custom attributes."""
_ACCESS: Final = "_acl"
"""How the columns begin that say who may read a row."""
_GUARDED: Final = "not everybody might read it, so it is a draft; delete its line 'Status' if all may"
_WEB: Final = ("http://", "https://")
_PLAIN: Final = ("question", "answer", "address")


def _has_names(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all({_QUESTION, _ANSWER} <= set(head_of(raw)) for raw in raws)


def _read(raws: Sequence[Raw]) -> Found:
    return each(raws, _rows)


def _rows(raw: Raw) -> Iterator[Draft | Skip]:
    names: list[str] = []
    for row in lines_of(raw):
        if isinstance(row, Skip):
            yield row
        elif not names:
            names = [cell.lower() if cell.startswith("_") else cell for cell in row[1]]
            if not {_QUESTION, _ANSWER} <= set(names):
                raise FormatError("no columns '_question' and '_answer'; name them in the first row")
        else:
            yield _draft(row[0], names, row[1])


def _draft(line: int, names: Sequence[str], cells: Sequence[str]) -> Draft | Skip:
    row = dict(zip(names, (*cells, *[""] * len(names)), strict=False))
    question, answer, own = row.pop(_QUESTION), row.pop(_ANSWER), row.pop("id", "")
    if wrong := whole(cells, names):
        return Skip(line, wrong, question)
    known, others = carried.taken(
        ((name, text) for name, text in row.items() if text), carried.ALL, _RESERVED
    )
    guarded = any(name.startswith(_ACCESS) for name, _ in others) and "status" not in known
    return Draft(
        line=line,
        question=question,
        answer=answer,
        id=own,
        metadata=merged((name or "column", text) for name, text in others),
        changes=(_GUARDED,) if guarded else (),
        **known | ({"status": "draft"} if guarded else {}),
    )


def _write(entries: Sequence[Entry]) -> Written:
    rows = [_row(entry) for entry in entries]
    names = list(dict.fromkeys(name for row in rows for name in row)) or [_QUESTION, _ANSWER]
    cells = [names, *([row.get(name, "") for name in names] for row in rows)]
    return Written((("", table_text(cells)),), tuple(loss for entry in entries for loss in _losses(entry)))


def _row(entry: Entry) -> Mapping[str, str]:
    ours = carried.as_texts(carried.written(entry.fields, carried.ALL))
    named = {_attribute(name, text): text for name, text in ours.items()}
    first = {_QUESTION: entry.title, _ANSWER: entry.answer, "id": entry.id}
    own = {name: text for name, text in entry.fields.metadata if _is_column(name, text)}
    return {**first, **named, **own}


def _is_column(name: str, text: str) -> bool:
    """Whether a name and a text of the metadata come back from a column as they are."""
    kept = "\r" not in name + text and name == name.strip()
    return kept and bool(text) and text == text.strip() and name.lower() not in _OURS


_OURS: Final = frozenset({"", "id", _QUESTION, _ANSWER, *_RESERVED, *carried.ALL}) | {
    name.replace(" ", "_") for name in carried.ALL
}


def _attribute(name: str, text: str) -> str:
    """The name that Kendra has for a field of ours; a source that is no address gets one of its own."""
    if name == "source" and not text.startswith(_WEB):
        return name
    return {ours: theirs for theirs, ours in _RESERVED.items()}.get(name, name)


def _losses(entry: Entry) -> Iterator[Loss]:
    yield from lost(entry, carried.ALL, metadata=True)
    own = [name for name, text in entry.fields.metadata if not _is_column(name, text)]
    yield from carried.lost_metadata(entry, own)
    yield from lost_in_lists(entry)


def _is_plain(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all(is_table(raw) and _has_addresses(sample_of(raw)) for raw in raws)


def _has_addresses(sample: Sequence[Sequence[str]]) -> bool:
    """Whether there is an address, and nothing else, in the third and last column."""
    third = [row[2] for row in sample if len(row) > 2]
    return (
        bool(third) and all(len(row) <= 3 for row in sample) and all(text.startswith(_WEB) for text in third)
    )


def _read_plain(raws: Sequence[Raw]) -> Found:
    return each(raws, _plain_rows)


def _plain_rows(raw: Raw) -> Iterator[Draft | Skip]:
    for row in lines_of(raw):
        if isinstance(row, Skip):
            yield row
            continue
        question, answer, address = (*row[1], "", "", "")[:3]
        wrong = whole(row[1], _PLAIN).replace("the first row names", "there may be")
        draft = Draft(line=row[0], question=question, answer=answer, reference=address)
        yield Skip(row[0], wrong, question) if wrong else draft


def _write_plain(entries: Sequence[Entry]) -> Written:
    shown, losses = shown_of(entries)
    rows = [(entry.title, entry.answer, _address(entry)) for entry in shown]
    left = [
        Loss(entry.source, "its source, which is no address")
        for entry in shown
        if _address(entry) != entry.fields.reference
    ]
    gone = [loss for entry in shown for loss in lost(entry, ("source",))]
    return Written((("", table_text(rows)),), (*losses, *left, *gone))


def _address(entry: Entry) -> str:
    return entry.fields.reference if entry.fields.reference.startswith(_WEB) else ""


FORMATS: Final = (
    Format(
        name="kendra-csv",
        title="Amazon Kendra FAQ, CSV with the columns _question and _answer",
        recognises=_has_names,
        read=_read,
        write=_write,
        ending=".csv",
    ),
    Format(
        name="kendra-plain-csv",
        title="Amazon Kendra FAQ, CSV with a question, an answer and an address a row",
        recognises=_is_plain,
        read=_read_plain,
        write=_write_plain,
        ending=".csv",
    ),
)
