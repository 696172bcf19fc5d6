"""Entries into the tables that QnA Maker takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from authoring.formats import carried
from authoring.formats.cells import lost
from authoring.formats.json_tree import plain_json
from authoring.formats.qnamaker_writing import CONTEXT, EDITORIAL, OURS, is_number, numbers_of
from authoring.formats.records import Loss, Written
from authoring.formats.row import Pairs
from faq import Entry, Source
from faq.formulas import guarded

_COLUMNS: Final = (
    *("Question", "Answer", "Source", "Metadata", "SuggestedQuestions", "IsContextOnly", "Prompts", "QnaId"),
    "SourceDisplayName",
)
_APART: Final = frozenset({CONTEXT, "prompts", "SourceDisplayName"})
"""Metadata that have a column of their own."""
_UNFIT: Final = re.compile(r"\\n|\t")
"""What is read as a line end, or ends a cell."""


def write(entries: Sequence[Entry]) -> Written:
    """A knowledge base to import; what it has no columns for travels as metadata."""
    numbers, titles = numbers_of(entries), {entry.id: entry.title for entry in entries}
    rows = [row for entry in entries for row in _rows(entry, numbers, titles)]
    losses = [loss for entry in entries for loss in _losses(entry, numbers)]
    return Written((("", _text([_COLUMNS, *rows])),), tuple(losses))


def write_simple(entries: Sequence[Entry]) -> Written:
    """Question, answer and metadata."""
    rows = [(entry.title, entry.answer, _metadata(entry, ("source",))) for entry in entries]
    losses = [
        loss
        for entry in entries
        for loss in (
            *lost(entry, {*OURS, "source"}, metadata=True),
            *_unfit(entry, ("source",), _APART),
            *_unread(entry.source, (entry.title, entry.answer)),
        )
    ]
    return Written((("", _text([(*_COLUMNS[:2], "Metadata"), *rows])),), tuple(losses))


def _text(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows of cells that are not quoted, as QnA Maker writes them, save those that begin with a quote."""
    return "".join("\t".join(map(_cell, row)) + "\r\n" for row in rows).encode()


def _cell(text: str) -> str:
    flat = guarded(re.sub("\r\n?|\n", "\n", text)).replace("\n", "\\n").replace("\t", "    ")
    return '"' + flat.replace('"', '""') + '"' if flat.startswith('"') else flat


def _rows(entry: Entry, numbers: Mapping[str, int], titles: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """A row for each way to ask; what is said of the answer stands in every one."""
    own = dict(entry.fields.metadata)
    source = entry.fields.reference or EDITORIAL
    only = "True" if own.get(CONTEXT) == "true" else "False"
    said = (source, _metadata(entry), "[]", only, _prompts(entry, numbers, titles), str(numbers[entry.id]))
    for question in (entry.title, *entry.fields.alternates):
        yield question, entry.answer, *said, own.get("SourceDisplayName", source)


def _prompts(entry: Entry, numbers: Mapping[str, int], titles: Mapping[str, str]) -> str:
    texts = plain_json(dict(entry.fields.metadata).get("prompts", ""))
    shown = {**titles, **texts} if isinstance(texts, dict) else titles
    found = [
        {"DisplayOrder": place, "QnaId": numbers[target], "Qna": None, "DisplayText": shown[target]}
        for place, target in enumerate(target for target in entry.fields.see_also if target in numbers)
    ]
    return json.dumps(found, ensure_ascii=False)


def _metadata(entry: Entry, more: Sequence[str] = ()) -> str:
    pairs = [*_of_ours(entry, more), *(pair for pair in entry.fields.metadata if pair[0] not in _APART)]
    return " | ".join(f"{name}:{text}" for name, text in pairs if _fits(name, text))


def _of_ours(entry: Entry, more: Sequence[str]) -> Pairs:
    told = [] if is_number(entry.id) and not more else [("id", entry.id)]
    return (*told, *carried.as_texts(carried.written(entry.fields, {*OURS, *more})).items())


def _fits(name: str, text: str) -> bool:
    """Whether a name and a text of metadata are read back as they are."""
    plain = all(
        part and part == part.strip() and not re.search(r"[|\r\n\t]|\\n", part) for part in (name, text)
    )
    return plain and ":" not in name


def _losses(entry: Entry, numbers: Mapping[str, int]) -> Iterator[Loss]:
    yield from lost(entry, carried.ALL, metadata=True)
    yield from carried.lost_links(entry, numbers)
    yield from _unfit(entry, (), frozenset())
    yield from _unread(
        entry.source, (entry.title, entry.answer, entry.fields.reference, *entry.fields.alternates)
    )


def _unread(source: Source, texts: Sequence[str]) -> Iterator[Loss]:
    """Texts with what means something else there."""
    for text in texts:
        if _UNFIT.search(text):
            yield Loss(source, f"a tab, or a backslash before an n, in {text[:60]!r}")


def _unfit(entry: Entry, more: Sequence[str], apart: frozenset[str]) -> Iterator[Loss]:
    """Metadata that the cell cannot hold, and tags that it parts."""
    for name, text in _of_ours(entry, more):
        if not _fits(name, text):
            yield Loss(entry.source, f"its field {name!r}, {text[:60]!r}")
    unfit = [
        name
        for name, text in entry.fields.metadata
        if name in apart or (name not in _APART and not _fits(name, text))
    ]
    yield from carried.lost_metadata(entry, unfit)
    for tag in entry.fields.tags:
        if "," in tag:
            yield Loss(entry.source, f"that its tag {tag!r} is one and not several")
