"""The corpus of an evaluation set into entries; a whole Markdown article becomes one entry a section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.jsonl import Line, lines
from faq import Entry, Fields, Source
from faq.markdown import Section, sections

ARTICLE_CHARACTERS = 1_500
"""Length from which on a text with headings is cut into its sections."""
TITLE_CHARACTERS = 80
"""Of the text that stands in for a title that is missing."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one row of a corpus says."""

    id: str
    title: str
    text: str
    alternates: tuple[str, ...]
    source: Source


def corpus(file: Path) -> tuple[Row, ...]:
    """The rows of `corpus.jsonl`, in their order.

    Raises
    ------
    SetError
        When it cannot be read.
    """
    return tuple(_row(file, line) for line in lines(file, "_id", "text"))


def _row(file: Path, line: Line) -> Row:
    values = line.values
    text = str(values["text"] or "").replace("\r\n", "\n")
    title = str(values.get("title") or text[:TITLE_CHARACTERS])
    alternates = tuple(map(str, values.get("alternates") or ()))
    source = Source(f"{file.parent.name}/{file.name}", line.number)
    return Row(str(values["_id"]), title, text or title, alternates, source)


def entries(row: Row, language: str) -> tuple[Entry, ...]:
    """What a row becomes: one entry, or the sections of an article, named `id#1`, `id#2` and so on.

    An article is longer than `ARTICLE_CHARACTERS` and has two headings or more, one of them a `## `:
    many a short answer holds `# comments` of code.
    """
    fields = Fields(language=language, alternates=row.alternates)
    found = sections(row.text) if len(row.text) > ARTICLE_CHARACTERS else ()
    if len(found) < 2 or all(section.level == 1 for section in found):
        return (Entry(row.id, row.title, row.text, fields, row.source),)
    return tuple(_sections(row, found, fields))


def _sections(row: Row, found: tuple[Section, ...], fields: Fields) -> Iterator[Entry]:
    above = "\n".join(row.text.split("\n")[: found[0].line - 1])
    written = [(row.title, above), *((section.heading or row.title, section.body) for section in found)]
    spoken = [(heading, body.strip()) for heading, body in written if body.strip()]
    for number, (heading, body) in enumerate(spoken, start=1):
        told = fields if number == 1 else replace(fields, alternates=())
        yield Entry(f"{row.id}#{number}", heading, body, told, row.source, row.id, row.title)
