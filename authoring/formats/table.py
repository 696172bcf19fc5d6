"""Any table with a first row of names, CSV, TSV or a workbook, ours among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from authoring.formats import carried
from authoring.formats.bundle import each
from authoring.formats.headings import column_of, field_of
from authoring.formats.lines import head_of, lines_of, whole
from authoring.formats.records import Draft, Format, FormatError, Raw, Skip
from authoring.formats.row import merged
from authoring.formats.table_writing import write_csv, write_workbook
from authoring.formats.workbook import is_workbook
from faq.fields import NAMES, FieldError, folded, with_values
from faq.records import Fields
from faq.table import COLUMNS

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_PARTED: Final = re.compile(r"[\n|]")
_OUR_COMMA: Final = re.compile(r"[\n,]")
_COMMA: Final = re.compile(r"[\n,;|]")
"""What parts tags and ids elsewhere."""


def mapped(mapping: Mapping[str, str]) -> Format:
    """The format of tables whose columns are said to be certain fields of ours.

    Parameters
    ----------
    mapping : mapping of str to str
        Our name of a field to the column that holds it; the other columns are guessed from their names.
    """
    return Format(
        name="table",
        title="Any table with names in its first row, CSV, TSV or XLSX",
        recognises=_recognises,
        read=lambda raws: each(raws, lambda raw: _rows(raw, mapping)),
        write=write_workbook,
        ending=".xlsx",
    )


def _recognises(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all({"question", "answer"} <= set(map(field_of, head_of(raw))) for raw in raws)


def _is_ours(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all(not is_workbook(raw.data) and _is_our_head(head_of(raw)) for raw in raws)


def _is_our_head(head: Sequence[str]) -> bool:
    return {"question", "answer"} <= set(head) and set(map(folded, head)) <= COLUMNS


def _rows(raw: Raw, mapping: Mapping[str, str]) -> Iterator[Draft | Skip]:
    names: Sequence[str] = ()
    fields: Sequence[str] = ()
    for row in lines_of(raw):
        if isinstance(row, Skip):
            yield row
        elif not names:
            names = row[1]
            fields = _fields(names, mapping)
        elif row[1] != names:  # each sheet of a workbook has its own
            yield _draft(row[0], names, fields, row[1])
    if not names:
        raise FormatError(
            "there is no row in it; name the columns in the first row, at least question and answer"
        )


def _fields(names: Sequence[str], mapping: Mapping[str, str]) -> list[str]:
    """Our field for each column; empty for one that is none of ours."""
    said = {column_of(column, names): field for field, column in mapping.items()}
    guessed = [field_of(name) for name in names]
    fields: list[str] = []
    for place, guess in enumerate(guessed):
        field = said.get(place, "" if guess in said.values() else guess)
        fields.append("" if field in fields and field != "also asked" else field)
    for needed in ("question", "answer"):
        if needed not in fields:
            told = ", ".join(repr(name) for name in names if name)
            remedy = f"say which one it is, as in --map {needed}=NAME, of {told}"
            raise FormatError(f"no column is known to hold the {needed}; {remedy}")
    return fields


def _draft(line: int, names: Sequence[str], fields: Sequence[str], cells: Sequence[str]) -> Draft | Skip:
    parting = _OUR_COMMA if _is_our_head([name.lower() for name in names]) else _COMMA
    cells = (*cells, *[""] * (len(names) - len(cells)))
    ours: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    for name, field, cell in zip(names, fields, cells, strict=False):
        if not cell:
            continue
        if not field:
            others.append((name or "column", cell))
        else:
            ours[field] = f"{ours[field]}\n{cell}" if field in ours else cell
    question, answer, own = (ours.pop(name, "") for name in ("question", "answer", "id"))
    if wrong := whole(cells, names):
        return Skip(line, wrong, question)
    told, metadata = _told(ours, parting)
    return Draft(
        line=line, question=question, answer=answer, id=own, metadata=merged(metadata, others), **told
    )


def _told(ours: Mapping[str, str], parting: re.Pattern[str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Values for a draft, and what is left for its metadata."""
    kept: list[tuple[str, str]] = []
    lists: dict[str, Any] = {}
    texts = dict(ours)
    if told := texts.pop("metadata", ""):
        try:
            kept += with_values(Fields(), {"metadata": told}).metadata
        except FieldError:
            kept.append(("metadata", told))
    if told := texts.pop("also asked", ""):
        lists["alternates"] = tuple(text.strip() for text in _PARTED.split(told) if text.strip())
    for name in ("tags", "see also"):
        if told := texts.pop(name, ""):
            lists[NAMES[name]] = tuple(text.strip() for text in parting.split(told) if text.strip())
    known, others = carried.taken(texts.items(), carried.ALL)
    return {**lists, **known}, [*kept, *others]


FORMATS: Final = (
    Format(
        name="csv",
        title="Our own CSV, as it lies in entries/",
        recognises=_is_ours,
        read=mapped(_NOTHING).read,
        write=write_csv,
        ending=".csv",
    ),
    mapped(_NOTHING),
)
