"""Entries into the JSON of Custom Question Answering, which QnA Maker's users were moved to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from authoring.formats import carried
from authoring.formats.records import Loss, Written
from authoring.formats.row import merged
from faq import Entry

EDITORIAL: Final = "Editorial"
"""What both systems write as the source of a pair that somebody typed."""
CONTEXT: Final = "isContextOnly"
OURS: Final = carried.ALL - {"also asked", "see also", "source"}
"""Fields that travel as metadata."""


def write(entries: Sequence[Entry]) -> Written:
    """A project to import; what it has no fields for travels as metadata."""
    numbers, titles = numbers_of(entries), {entry.id: entry.title for entry in entries}
    pairs = [_pair(entry, numbers, titles) for entry in entries]
    languages = Counter(entry.fields.language for entry in entries).most_common(1)
    project = {
        "metadata": {"language": languages[0][0] if languages else "en"},
        "assets": {"synonyms": [], "qnas": pairs},
    }
    text = json.dumps(project, ensure_ascii=False, indent=2) + "\n"
    losses = tuple(loss for entry in entries for loss in _losses(entry, numbers))
    return Written((("", text.encode()),), losses)


def numbers_of(entries: Sequence[Entry]) -> dict[str, int]:
    """A number for each entry: its id when that is one, else the next that is free."""
    found = {entry.id: int(entry.id) for entry in entries if is_number(entry.id)}
    taken, number = set(found.values()), 0
    for entry in entries:
        while entry.id not in found:
            number += 1
            if number not in taken:
                found[entry.id] = number
    return found


def is_number(name: str) -> bool:
    """Whether an id of ours is a number of theirs."""
    return name.isascii() and name.isdigit() and len(name) < 10 and str(int(name)) == name


def _pair(entry: Entry, numbers: Mapping[str, int], titles: Mapping[str, str]) -> dict[str, Any]:
    fields, own = entry.fields, dict(entry.fields.metadata)
    told = [] if is_number(entry.id) else [("id", entry.id)]
    ours = carried.as_texts(carried.written(fields, OURS))
    return {
        "id": numbers[entry.id],
        "answer": entry.answer,
        "source": fields.reference or EDITORIAL,
        "questions": [entry.title, *fields.alternates],
        "metadata": dict(merged(told, ours.items(), [pair for pair in own.items() if pair[0] != CONTEXT])),
        "dialog": {
            CONTEXT: own.get(CONTEXT) == "true",
            "prompts": [
                {"displayOrder": place, "qnaId": numbers[target], "displayText": titles[target]}
                for place, target in enumerate(target for target in fields.see_also if target in numbers)
            ],
        },
    }


def _losses(entry: Entry, numbers: Mapping[str, int]) -> Iterator[Loss]:
    yield from carried.lost(entry, carried.ALL, metadata=True)
    yield from carried.lost_links(entry, numbers)
