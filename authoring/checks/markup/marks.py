"""Marks of Markdown that do more, or less, than their author meant: tildes, backticks, stars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it.token import Token

from authoring.checks.markup.prose import Prose
from authoring.checks.markup.records import Trap

_TILDE: Final = re.compile(r"(?<!~)~(?!~)")
_PUNCTUATION: Final = re.compile(r"[^\w\s]|_")
_DANGLING: Final = re.compile(r"(?<![\w*])\*\*(?=[^\W\d])|(?<=[^\W\d])\*\*(?![\w*])")
_OPENING: Final = re.compile(r"(?<!\S)\*\*(?=[^\W\d])")
_SPECIAL_NAMES: Final = frozenset(["init", "main", "name", "file", "all", "doc"])
"""Between two underscores on each side these are names of Python's, and seldom meant bold."""


def tildes(prose: Prose) -> Iterator[Trap]:
    """Two single tildes that strike out what is between them: `5~10 and 20~30`."""
    opened: int | None = None
    for found in _TILDE.finditer(prose.typed):
        before, after = _kind(prose.typed[: found.start()][-1:]), _kind(prose.typed[found.end() :][:1])
        closes = before == "word" or (before == "sign" and after != "word")
        if closes and opened is not None:
            piece = " ".join(prose.read[opened : found.end()].split())
            remedy = "write '\\~' for a tilde, or 'to' or 'about' for what it means"
            yield Trap(prose.line_of(opened, "~"), f"'{piece}' is struck out", remedy)
            opened = None
        elif after == "word" or (after == "sign" and before != "word"):
            opened = found.start()


def _kind(character: str) -> str:
    if not character or character.isspace():
        return "space"
    return "sign" if _PUNCTUATION.match(character) else "word"


def lonely(prose: Prose) -> Iterator[Trap]:
    """A backtick or a pair of stars without its partner, which is shown as it stands."""
    if (place := prose.typed.find("`")) >= 0:
        remedy = "close the code with another one, or write '\\`'"
        yield Trap(prose.line_of(place, "`"), "a backtick without its partner", remedy)
    dangling = list(_DANGLING.finditer(prose.typed))
    if dangling and (dangling[0].start() == 0 or _was_meant_bold(prose.typed)):
        remedy = "put the stars close to the words on both sides, or put them in `backticks`"
        yield Trap(prose.line_of(dangling[0].start(), "**"), "'**' makes nothing bold here", remedy)


def _was_meant_bold(typed: str) -> bool:
    """Whether stars stand in pairs, but not each before a word, as in `**these and **those`."""
    return typed.count("**") > len(_OPENING.findall(typed)) and typed.count("**") > 1


def accidental(parsed: Sequence[Token]) -> Iterator[Trap]:
    """Stars and underscores that vanish: `2*3*4`, `__init__.py`."""
    for token in parsed:
        children = token.children or []
        line = (token.map[0] if token.map else 0) + 1
        for place, child in enumerate(children):
            line += child.type in ("softbreak", "hardbreak")
            if child.type == "em_open" and _between_words(children, place):
                yield Trap(line, "'*' within words makes italics", "write '\\*', or put it in `backticks`")
            elif child.type == "strong_open" and child.markup == "__" and _is_special(children, place):
                what = f"'__{children[place + 1].content}__' loses its underscores"
                yield Trap(line, what, "put it in `backticks`")


def _between_words(children: Sequence[Token], place: int) -> bool:
    """Whether a star opens right behind a word and its partner closes right before another."""
    level = children[place].level
    close = next(
        n
        for n in range(place + 1, len(children))
        if children[n].type == "em_close" and children[n].level == level
    )
    before = children[place - 1].content[-1:] if place else ""
    after = children[close + 1].content[:1] if close + 1 < len(children) else ""
    inner = "".join(child.content for child in children[place:close])
    return before.isalnum() and after.isalnum() and (before.isdigit() or " " in inner)


def _is_special(children: Sequence[Token], place: int) -> bool:
    return children[place + 1].content in _SPECIAL_NAMES and children[place + 2].type == "strong_close"
