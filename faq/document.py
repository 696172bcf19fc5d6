"""A Markdown content file into entries: a file of questions, or an article with its sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from faq import fields as known
from faq import frontmatter
from faq.entry import Place, entry_of, fields_of, slug
from faq.files import named, shown
from faq.frontmatter import YamlError
from faq.markdown import Section, sections
from faq.records import Entry, Fields, Problem, Source

Found: TypeAlias = Iterator[Entry | Problem]


def questions(path: Path, text: str) -> Found:
    """The entries of a file of questions, and everything wrong with it.

    Each heading of level 2 is a question; the heading of level 1 names the topic if nothing else does.
    """
    fields, cut, problems = _front_matter(path, text)
    yield from problems
    found = sections(cut)
    if not fields.topic:
        title = next((section.heading for section in found if section.level == 1), "")
        fields = replace(fields, topic=title or named(path))
    yield from _unread(shown(path), cut, found, "question")
    if not any(section.level == 2 for section in found):
        yield Problem(Source(shown(path), 1), "no question in this file", "begin one with '## '", loses=True)
    place = Place(shown(path), fields)
    for section in found:
        if section.level == 2:
            yield from _both(entry_of(section, place))


def article(path: Path, text: str) -> Found:
    """The sections of an article, and everything wrong with it.

    Each heading of level 2 begins a section; text between the title and the first section is one
    more, under the article's own id. An article without sections is one passage.
    """
    fields, cut, problems = _front_matter(path, text)
    yield from problems
    found = sections(cut)
    title = next((section for section in found if section.level == 1), None)
    name = (title and title.id) or path.stem
    heading = title.heading if title else named(path)
    yield from _unread(shown(path), cut, found, "section")
    if not known.is_id(name):
        remedy = "use letters, digits and single hyphens"
        yield Problem(Source(shown(path), 1), f"{name!r} cannot be an id", remedy, loses=True)
        return
    place = Place(shown(path), fields, name, heading)
    if title is not None and title.body.strip():
        yield from _both(entry_of(replace(title, id=name), place))
    if title is None or not any(section.level == 2 for section in found):
        yield from _whole(path, found, cut, place)
    for section in found:
        if section.level == 2:
            yield from _both(entry_of(_own_id(section, name), place))


def _own_id(section: Section, article: str) -> Section:
    """A section without an id of its own is named after its article, so that `Overview` may recur."""
    name = f"{article}-{slug(section.heading)}"[:100].rstrip("-")
    return section if section.id else replace(section, id=name)


def _unread(path: str, text: str, found: tuple[Section, ...], unit: str) -> Iterator[Problem]:
    """Text that belongs to no heading, and titles where only questions or sections may stand."""
    if not found:
        return
    lines = text.split("\n")[: found[0].line - 1]
    first = next((number for number, line in enumerate(lines, start=1) if line.strip()), None)
    if first and lines[first - 1].rstrip() != frontmatter.FENCE:
        what = "text above the first heading is not shown"
        yield Problem(Source(path, first), what, "move it below, or delete it")
    elif first and first > 1:
        yield Problem(Source(path, first), "front matter below the first line", "delete what stands above it")
    for section in found[1:]:
        if section.level == 1:
            what = f"{section.heading!r} is a second title"
            yield Problem(Source(path, section.line), what, f"begin a {unit} with '## '")


def _whole(path: Path, found: tuple[Section, ...], text: str, place: Place) -> Found:
    """An article without headings is one passage; without a title it needs one."""
    if found and any(section.level == 2 for section in found):
        yield Problem(Source(shown(path), 1), "the article has no title", "begin with '# Its title'")
    elif not found and text.strip():
        yield Problem(Source(shown(path), 1), "the article has no title", "begin with '# Its title'")
        section = Section(1, 1, place.article_title, place.article, text, 1)
        yield from _both(entry_of(section, place))
    elif not any(section.body.strip() for section in found):
        yield Problem(
            Source(shown(path), 1), "the article has no text", "write it below the title", loses=True
        )


def _both(parsed: tuple[Entry | None, tuple[Problem, ...]]) -> Found:
    entry, problems = parsed
    yield from problems
    if entry is not None:
        yield entry


def _front_matter(path: Path, text: str) -> tuple[Fields, str, list[Problem]]:
    """The defaults of a file, its text with the front matter blanked out, and what is wrong.

    The front matter leaves as many empty lines behind, so that line numbers stay true.
    """
    try:
        matter, length = frontmatter.cut(text)
    except YamlError as error:
        return Fields(), text, [Problem(Source(shown(path), 1), error.what, error.remedy)]
    rest = "\n" * length + "\n".join(text.split("\n")[length:])
    try:
        typed = frontmatter.mapping(matter)
    except YamlError as error:
        place = Source(shown(path), error.line + 1)
        return Fields(), rest, [Problem(place, error.what, error.remedy)]
    fields, problems = _file_fields(shown(path), typed)
    return fields, rest, problems


def _file_fields(path: str, typed: dict[str, tuple[int, frontmatter.Value]]) -> tuple[Fields, list[Problem]]:
    values: dict[str, str | list[str]] = {}
    lines: dict[str, int] = {}
    problems = []
    for name, (line, value) in typed.items():
        place, name = Source(path, line + 1), known.folded(name)
        if name in values:
            problems.append(Problem(place, f"field {name!r} stands twice", "keep one of them"))
        elif name not in known.OF_A_FILE:
            remedy = known.near(name, known.OF_A_FILE)
            problems.append(Problem(place, f"unknown field {name!r}", remedy))
        elif isinstance(value, list) and name in known.LISTS and _texts(value):
            values[name], lines[name] = [str(item) for item in value], line + 1
        elif isinstance(value, str):
            values[name], lines[name] = value, line + 1
        else:
            problems.append(Problem(place, f"field {name!r} holds no text", f"write '{name}: value'"))
    fields, wrong = fields_of(path, Fields(), values, lines)
    return fields, [*problems, *wrong]


def _texts(value: list[frontmatter.Value]) -> bool:
    return all(isinstance(item, str) for item in value)
