"""Characters that nobody sees, or that keep a content file from being read, taken out of a text."""

from __future__ import annotations

import html
import re
from typing import Final
from unicodedata import combining

from faq.limits import MARKS

_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff\ud800-\udfff]"
)
_ENTITY: Final = re.compile(r"&#?\w{1,31};?")


def cleaned(text: str) -> str:
    """The text without control characters, turned writing, halves of characters and heaps of accents.

    What ends a line somewhere ends it here; entities of such characters go as well.

    Examples
    --------
    >>> cleaned("a\\x00b\\u202ec&#x202e;d\\r\\ne")
    'abcd\\ne'
    """
    if text.isascii() and text.isprintable() and "&" not in text:
        return text
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    while (seen := _ENTITY.sub(_seen, text)) != text:
        text = seen
    return text if text.isascii() else _without_heaps(text)


def line(text: str) -> str:
    """The text, cleaned, on one line and with single spaces."""
    return " ".join(cleaned(text).split())


def has_heap(text: str) -> bool:
    """Whether one letter bears more accents than a content file may hold."""
    return not text.isascii() and _without_heaps(text) != text


def _seen(entity: re.Match[str]) -> str:
    """An entity, unless it stands for a character that would be taken out."""
    told = html.unescape(entity[0])
    return "" if _UNSEEN.search(told) else entity[0]


def _without_heaps(text: str) -> str:
    kept, run = [], 0
    for character in text:
        run = run + 1 if combining(character) else 0
        if run <= MARKS:
            kept.append(character)
    return "".join(kept)
