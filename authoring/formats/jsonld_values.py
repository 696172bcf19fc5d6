"""The values of JSON-LD properties, which may be written in several ways."""

from __future__ import annotations

import html
import re

from authoring.formats.row import within, word, words
from authoring.formats.tree import Array, Object, Value
from faq.fields import FieldError, with_values
from faq.records import Fields


def types_of(value: object) -> set[str]:
    """The types that a thing has, without the address of the vocabulary."""
    return {
        re.split(r"[/:#]", name)[-1]
        for name in (value if isinstance(value, list) else [value])
        if isinstance(name, str)
    }


def listed(value: Value) -> list[Value]:
    """The values of a property, which may be one or several."""
    return list(value) if isinstance(value, Array) else [] if value is None else [value]


def said(value: Value) -> str:
    """A name, however JSON-LD writes it: as a text, with its language, as a named thing, as one of a list."""
    if isinstance(value, Array):
        return next((found for item in value if (found := said(item))), "")
    if isinstance(value, Object):
        return said(value.get("@value")) or said(value.get("name"))
    return " ".join(html.unescape(word(value)).split())


def several(value: Value) -> tuple[str, ...]:
    """All the names of a property."""
    return tuple(dict.fromkeys(found for item in listed(value) if (found := said(item))))


def text_of_answer(answer: Value) -> str:
    """The text of an answer: mostly HTML."""
    if not isinstance(answer, Object):
        return word(answer)
    text = answer.get("text")
    return word(within(text, "@value")) or word(text)


def id_of(row: Object) -> str:
    """The id within its page, or whatever identifies the question."""
    return (
        word(row.get("@id")).rpartition("#")[2]
        if "#" in word(row.get("@id"))
        else word(row.get("identifier"))
    )


def tags_of(value: Value) -> tuple[str, ...]:
    """Keywords, which may be a list or one text with commas."""
    found = (tag.strip() for text in words(value) for tag in text.split(","))
    return tuple(tag for tag in found if tag)


def language_of(value: Value) -> str:
    """A language code; schema.org also allows a thing with one as its other name."""
    for code in (word(value), word(within(value, "alternateName")), *words(value)):
        try:
            return with_values(Fields(), {"language": code}).language
        except FieldError:
            continue
    return ""
