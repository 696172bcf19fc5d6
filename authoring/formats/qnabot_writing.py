"""Entries into the JSON that QnABot imports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from authoring.formats import carried
from authoring.formats.records import Loss, Written
from authoring.formats.row import value_of_text
from faq import Entry
from faq.markdown import plain_text

LISTED: Final = "qna"
_HELD: Final = frozenset({"topic", "also asked", "tags", "see also"})
_LONGEST: Final = 80
"""Characters on a button."""
_PARTS: Final = ("alt", "r")


def write(entries: Sequence[Entry]) -> Written:
    """An import for QnABot's designer; links to other entries become buttons."""
    titles = {entry.id: entry.title for entry in entries}
    found = {LISTED: [_item(entry, titles) for entry in entries]}
    losses = tuple(loss for entry in entries for loss in _losses(entry, titles))
    return Written((("", (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()),), losses)


def _losses(entry: Entry, titles: Mapping[str, str]) -> Iterator[Loss]:
    yield from carried.lost(entry, _HELD, metadata=True)
    yield from carried.lost_links(entry, titles)


def _item(entry: Entry, titles: Mapping[str, str]) -> dict[str, Any]:
    fields = entry.fields
    found: dict[str, Any] = {
        "qid": entry.id,
        "q": [entry.title, *fields.alternates],
        "a": plain_text(entry.answer) or entry.answer,
        "alt": {"markdown": entry.answer, "ssml": ""},
        "t": fields.topic,
        "tags": ",".join(fields.tags),
        "type": "qna",
        "r": {"buttons": [_button(target, titles) for target in fields.see_also if target in titles]},
    }
    for name, text in fields.metadata:
        part, dot, inner = name.partition(".")
        place = found[part] if dot and part in _PARTS else found
        if name == "a" or not place.get(inner if place is not found else name):
            place[inner if place is not found else name] = value_of_text(text)
    return found


def _button(target: str, titles: Mapping[str, str]) -> dict[str, str]:
    return {"text": titles[target][:_LONGEST], "value": f"QID::{target}"}
