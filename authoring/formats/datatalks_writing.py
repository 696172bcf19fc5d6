"""Entries into the folders and files of DataTalks.Club's FAQ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import yaml

from authoring.formats import carried
from authoring.formats.records import Written
from authoring.formats.row import free, value_of_text
from faq import Entry
from faq.entry import slug

METADATA: Final = "_metadata.yaml"
HELD: Final = carried.ALL - {"topic"}
"""Fields that travel in the front matter; the topic is the section."""
COURSE, TITLE = "course", "course_name"
_COURSE: Final = "faq"
_SECTION: Final = "General"


def write(entries: Sequence[Entry]) -> Written:
    """A folder for each course and section, the files numbered in the order of the entries."""
    courses: dict[str, list[Entry]] = {}
    for entry in entries:
        courses.setdefault(_own(entry).get(COURSE, _COURSE), []).append(entry)
    folders: dict[str, str] = {}
    for course in courses:
        folders[course] = free(slug(course) or _COURSE, folders.values()).replace(" ", "-")
    files = [file for course, own in courses.items() for file in _files(folders[course], course, own)]
    losses = [loss for entry in entries for loss in carried.lost(entry, carried.ALL, metadata=True)]
    return Written(tuple(files), tuple(losses))


def _own(entry: Entry) -> dict[str, str]:
    return dict(entry.fields.metadata)


def _files(folder: str, course: str, entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    topics = dict.fromkeys(entry.fields.topic or _SECTION for entry in entries)
    names: dict[str, str] = {}
    for topic in topics:
        names[topic] = free(slug(topic) or "section", names.values()).replace(" ", "-")
    sections = [{"id": name, "name": topic} for topic, name in names.items()]
    told = {COURSE: course, TITLE: _own(entries[0]).get(TITLE, course), "sections": sections}
    yield f"{folder}/{METADATA}", _yaml(told).encode()
    for topic, name in names.items():
        own = [entry for entry in entries if (entry.fields.topic or _SECTION) == topic]
        for number, entry in enumerate(own, start=1):
            file = f"{number:03}_{entry.id}_{slug(entry.title)[:50].strip('-')}.md"
            yield f"{folder}/{name}/{file}", _text(entry, number).encode()


def _text(entry: Entry, number: int) -> str:
    told: dict[str, Any] = {"id": entry.id, "question": entry.title, "sort_order": number}
    told |= carried.written(entry.fields, HELD)
    own = {name: value_of_text(text) for name, text in _own(entry).items() if name not in (COURSE, TITLE)}
    return f"---\n{_yaml(own | told)}---\n\n{entry.answer}\n"


def _yaml(told: Mapping[str, Any]) -> str:
    return str(yaml.safe_dump(dict(told), allow_unicode=True, sort_keys=False, width=10_000))
