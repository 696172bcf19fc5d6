"""schema.org: the questions of JSON-LD, in a file of its own or within an HTML page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from authoring.formats.bundle import Found, each, text_of
from authoring.formats.json_tree import json_tree, plain_json
from authoring.formats.jsonld_values import (
    id_of,
    language_of,
    listed,
    said,
    several,
    tags_of,
    text_of_answer,
    types_of,
)
from authoring.formats.jsonld_writing import QUESTION, write
from authoring.formats.records import Draft, Format, Raw, Skip
from authoring.formats.row import RowError, day, merged, rest, shortened, word
from authoring.formats.tree import Array, Object, TreeError, Value

_OPEN: Final = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
_CLOSE: Final = re.compile(r"</script\b", re.IGNORECASE)
_TYPE: Final = "application/ld+json"
_ANSWERS: Final = ("acceptedAnswer", "suggestedAnswer")


@dataclass(frozen=True, slots=True)
class _Around:
    """What a page says of all its questions."""

    language: str = ""
    topic: str = ""


def _recognises(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all(_is_ours(text_of(raw)) for raw in raws)


def _is_ours(text: str) -> bool:
    if "Question" not in text:
        return False
    blocks = [block for _, block in _blocks(text)] if text.lstrip().startswith("<") else [text]
    return any(_holds_question(plain_json(block)) for block in blocks)


def _holds_question(value: object, depth: int = 0) -> bool:
    if depth > 8 or not isinstance(value, dict | list):
        return False
    if isinstance(value, dict) and QUESTION in types_of(value.get("@type")):
        return True
    return any(
        _holds_question(item, depth + 1) for item in (value.values() if isinstance(value, dict) else value)
    )


def _read(raws: Sequence[Raw]) -> Found:
    return each(raws, lambda raw: _rows(text_of(raw)))


def _rows(text: str) -> Found:
    if not text.lstrip().startswith("<"):
        yield from _drafts(json_tree(text))
        return
    blocks = list(_blocks(text))
    if not blocks:
        raise TreeError(1, f"no script of the type {_TYPE!r} in the page", "import it with '--format page'")
    for line, block in blocks:
        try:
            yield from _drafts(json_tree("\n" * (line - 1) + block))
        except TreeError as error:
            yield Skip(error.line, f"a script of the page cannot be read: {error.what}")


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The scripts of a page that hold JSON-LD, with their lines."""
    place, line = 0, 1
    while begin := _OPEN.search(text, place):
        end = _CLOSE.search(text, begin.end())
        stop = end.start() if end else len(text)
        line += text.count("\n", place, begin.end())
        if _TYPE in begin[1].lower():
            yield line, text[begin.end() : stop]
        line += text.count("\n", begin.end(), stop)
        place = stop


def _drafts(tree: Value) -> Found:
    for question, around in _questions(tree, _Around()):
        try:
            yield _draft(question, around)
        except RowError as error:
            yield Skip(question.line, str(error), said(question.get("name")))


def _questions(value: Value, around: _Around) -> Iterator[tuple[Object, _Around]]:
    """Every question, wherever it stands, with what the things around it say."""
    if isinstance(value, Object):
        if QUESTION in types_of(value.get("@type")):
            yield value, around
            return
        around = replace(around, language=language_of(value.get("inLanguage")) or around.language)
        if "mainEntity" in value:
            around = replace(around, topic=said(value.get("name")) or around.topic)
    inner = value.values() if isinstance(value, Object) else value if isinstance(value, Array) else ()
    for item in inner:
        yield from _questions(item, around)


def _draft(row: Object, around: _Around) -> Draft:
    question = said(row.get("name")) or said(row.get("text"))
    if not question:
        raise RowError("it has no question")
    answers = [answer for name in _ANSWERS for answer in listed(row.get(name))]
    answered = [answer for answer in answers if text_of_answer(answer)]
    if not answered:
        raise RowError("its answer has no text" if answers else "it has no answer")
    name, reviewed = id_of(row), day(row.get("dateModified"))
    language, topic = language_of(row.get("inLanguage")), said(row.get("about"))
    alternates, tags = several(row.get("alternateName")), tags_of(row.get("keywords"))
    reference = word(row.get("citation"))
    used = dict.fromkeys(("@context", "@type", *_ANSWERS), True) | {
        "name": said(row.get("name")),
        "text": not said(row.get("name")),
        "@id": name and "#" in word(row.get("@id")),
        "identifier": name == word(row.get("identifier")),
        "dateModified": reviewed,
        "inLanguage": language,
        "about": topic,
        "alternateName": alternates,
        "keywords": tags,
        "citation": reference,
    }
    chosen = answered[0]
    kept = (
        rest(chosen, {"@type": True, "text": True}, "acceptedAnswer.") if isinstance(chosen, Object) else ()
    )
    return Draft(
        line=row.line,
        question=question,
        answer=text_of_answer(chosen),
        id=name,
        alternates=alternates,
        topic=topic or around.topic,
        language=language or around.language,
        tags=tags,
        reviewed=reviewed,
        reference=reference,
        metadata=merged(rest(row, used), kept),
        changes=tuple(
            f"another answer is lost: {shortened(text_of_answer(answer))!r}" for answer in answered[1:]
        ),
    )


FORMATS: Final = (
    Format(
        name="jsonld",
        title="schema.org FAQPage, JSON-LD",
        recognises=_recognises,
        read=_read,
        write=write,
        ending=".jsonld",
    ),
)
