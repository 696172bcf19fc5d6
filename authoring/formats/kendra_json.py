"""Amazon Kendra: the JSON of its FAQ documents."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from authoring.formats import carried
from authoring.formats.bundle import Found, json_rows, sound, text_of
from authoring.formats.json_tree import plain_json
from authoring.formats.records import Draft, Format, Raw, Written
from authoring.formats.row import mapping_of, merged, needed, object_of, rest, value_of_text, word
from authoring.formats.tree import Array, Object, TreeError, Value
from faq import Entry

_DOCUMENTS: Final = "FaqDocuments"
_ACCESS: Final = "AccessControlList"
_RESERVED: Final = {"_category": "topic", "_source_uri": "source", "_language_code": "language"}
"""Kendra's own attributes to the fields that they are; the others of ours are custom attributes."""
_GUARDED: Final = "not everybody might read it, so it is a draft; delete its line 'Status' if all may"


def _recognises(raws: Sequence[Raw]) -> bool:
    found = [plain_json(text_of(raw)) for raw in raws]
    return bool(found) and all(isinstance(it, dict) and isinstance(it.get(_DOCUMENTS), list) for it in found)


def _read(raws: Sequence[Raw]) -> Found:
    return json_rows(raws, _rows)


def _rows(tree: Value) -> Found:
    documents = tree.get(_DOCUMENTS) if isinstance(tree, Object) else None
    if not isinstance(documents, Array):
        raise TreeError(1, f"no list {_DOCUMENTS!r} in it", "export the FAQ again as JSON")
    for line, row in zip(documents.lines, documents, strict=True):
        yield sound(line, row, _draft)


def _draft(value: Value) -> Draft:
    row = object_of(value)
    question, answer = needed(row, "Question", "question"), needed(row, "Answer", "answer")
    attributes = mapping_of(row.get("Attributes"))
    own = word(attributes.get("id"))
    known, others = carried.taken(attributes.items(), carried.ALL, _RESERVED)
    used = {"Question": True, "Answer": True, "Attributes": attributes}
    guarded = bool(row.get(_ACCESS)) and "status" not in known
    return Draft(
        line=row.line,
        question=question,
        answer=answer,
        id=own,
        metadata=merged(rest(dict(others), {"id": own}), rest(row, used)),
        changes=(_GUARDED,) if guarded else (),
        **known | ({"status": "draft"} if guarded else {}),
    )


def _write(entries: Sequence[Entry]) -> Written:
    found = {"SchemaVersion": 1, _DOCUMENTS: [_document(entry) for entry in entries]}
    text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    losses = [loss for entry in entries for loss in carried.lost(entry, carried.ALL, metadata=True)]
    return Written((("", text.encode()),), tuple(losses))


def _document(entry: Entry) -> dict[str, Any]:
    own = dict(entry.fields.metadata)
    access = value_of_text(own.pop(_ACCESS, ""))
    ours = carried.written(entry.fields, carried.ALL)
    named = {_attribute(name, value): value for name, value in ours.items()}
    theirs = {name: _value(name, text) for name, text in own.items()}
    found: dict[str, Any] = {"Question": entry.title, "Answer": entry.answer}
    found["Attributes"] = theirs | {"id": entry.id} | named
    return found | ({_ACCESS: access} if access else {})


def _attribute(name: str, value: str | list[str]) -> str:
    """The name that Kendra has for a field of ours; a source that is no address gets one of its own."""
    if name == "source" and not str(value).startswith(("http://", "https://")):
        return name
    return {ours: theirs for theirs, ours in _RESERVED.items()}.get(name, name)


def _value(name: str, text: str) -> object:
    return int(text) if name == "_view_count" and re.fullmatch("[0-9]{1,15}", text) else value_of_text(text)


FORMATS: Final = (
    Format(
        name="kendra-json",
        title="Amazon Kendra FAQ, JSON",
        recognises=_recognises,
        read=_read,
        write=_write,
        ending=".json",
    ),
)
