"""The FAQ of DataTalks.Club: a Markdown file a question, in a folder for each section of each course."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from authoring.formats import carried
from authoring.formats.bundle import Found, noted, path_of, text_of
from authoring.formats.datatalks_writing import COURSE, HELD, METADATA, TITLE, write
from authoring.formats.matter import Page, page_of
from authoring.formats.records import Draft, Format, FormatError, Raw, Skip
from authoring.formats.row import RowError, array_of, merged, needed, rest, within, word
from authoring.formats.tree import TreeError, Value
from authoring.formats.yaml_tree import yaml_tree
from faq.files import named

_NAME: Final = re.compile(r"\d{1,9}_[^_]+_.*\.md")
_IMAGE: Final = re.compile(r"<\{IMAGE:([^{}<>]{1,100})\}>")
_LAST: Final = 10**9
"""The place of what has none."""


@dataclass(frozen=True, slots=True)
class _Course:
    """What the metadata in a course's folder say."""

    name: str
    title: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    """By id, in order, the name of each."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file that holds a question, and where it belongs."""

    path: str
    course: _Course
    section: str
    """Its folder."""
    page: Page

    @property
    def place(self) -> tuple[str, int, float, str]:
        """Where it stands among the others: by course, section and order as they are told, then by name."""
        sections = list(self.course.sections)
        section = sections.index(self.section) if self.section in sections else _LAST
        try:
            order = float(word(self.page.fields.get("sort_order")))
        except ValueError:
            order = _LAST
        return self.course.name, section, order if order == order else _LAST, self.path


def _recognises(raws: Sequence[Raw]) -> bool:
    if any(raw.path.name == METADATA and "sections:" in text_of(raw) for raw in raws):
        return True
    return bool(raws) and all(_NAME.fullmatch(raw.path.name) for raw in raws)


def _read(raws: Sequence[Raw]) -> Found:
    return noted(raws, _rows(raws))


def _rows(raws: Sequence[Raw]) -> Found:
    courses: dict[str, _Course] = {}
    for raw in raws:
        if raw.path.name == METADATA:
            try:
                courses[raw.path.parent.as_posix()] = _course(raw)
            except TreeError as error:
                reason = f"the names of the sections are lost: {error.what}"
                yield Skip(error.line, reason, path=path_of(raw, raws))
    files = [_file(raw, raws, courses) for raw in raws if raw.path.suffix.lower() == ".md"]
    if not files:
        raise FormatError(
            "no Markdown file in it; give the folder of a course, or the one that holds them all"
        )
    for file in sorted(files, key=lambda file: file.place):
        try:
            yield _draft(file)
        except RowError as error:
            line = file.page.problem.line if file.page.problem else 1
            yield Skip(line, str(error), word(file.page.fields.get("question")), file.path)


def _course(raw: Raw) -> _Course:
    told = yaml_tree(text_of(raw))
    found = {
        word(within(item, "id")): word(within(item, "name")) for item in array_of(within(told, "sections"))
    }
    name = word(within(told, COURSE)) or raw.path.parent.name
    return _Course(
        name, word(within(told, TITLE)), {section: name for section, name in found.items() if section}
    )


def _file(raw: Raw, raws: Sequence[Raw], courses: Mapping[str, _Course]) -> _File:
    folder = raw.path.parent.parent
    course = courses.get(folder.as_posix(), _Course(folder.name))
    return _File(path_of(raw, raws), course, raw.path.parent.name, page_of(text_of(raw)))


def _draft(file: _File) -> Draft:
    told = file.page.fields
    if file.page.problem:
        raise RowError(file.page.problem.what)
    if not file.page.text.strip():
        raise RowError("it has no answer")
    known, others = carried.taken(told.items(), HELD)
    name = word(told.get("id"))
    answer, lost = _in_words(file.page.text.strip(), told.get("images"))
    used = {"id": name, "question": True, "sort_order": True, COURSE: True, "section": True}
    return Draft(
        line=1,
        path=file.path,
        question=needed(told, "question", "question"),
        answer=answer,
        id=name,
        topic=_topic(file),
        metadata=merged(_of_course(file), rest(dict(others), used)),
        changes=lost,
        **known,
    )


def _topic(file: _File) -> str:
    """The name of the section: from the course's metadata, the file itself, or the folder."""
    known = file.course.sections.get(file.section) or word(file.page.fields.get("section"))
    return known or (named(Path(file.section)) if file.section else "")


def _of_course(file: _File) -> list[tuple[str, str]]:
    name = word(file.page.fields.get(COURSE)) or file.course.name
    return [pair for pair in ((COURSE, name), (TITLE, file.course.title)) if pair[1]]


def _in_words(answer: str, images: Value) -> tuple[str, tuple[str, ...]]:
    """The answer with each picture as its description, and what is lost by that."""
    told = {word(within(item, "id")): item for item in array_of(images)}
    found = dict.fromkeys(_IMAGE.findall(answer))
    shown = _IMAGE.sub(
        lambda place: f"({word(within(told.get(place[1]), 'description')) or place[1]})", answer
    )
    paths = [word(within(told.get(name), "path")) or name for name in found]
    return shown, tuple(f"a picture became words: {path!r}" for path in paths)


FORMATS: Final = (
    Format(
        name="datatalks", title="DataTalks.Club FAQ, folder", recognises=_recognises, read=_read, write=write
    ),
)
