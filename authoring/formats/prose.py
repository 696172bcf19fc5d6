"""A Markdown text without its code, so that its prose can be changed and the code put back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from faq.markdown import is_open, tokens

_BEGIN, _END = "\ufdd0", "\ufdd1"
"""Around the number of a piece of code; no text holds these characters, which stand for nothing."""
_NUMBERED: Final = re.compile(f"{_BEGIN}([0-9]+){_END}")
_PARAGRAPHS: Final = re.compile(r"(\n[ \t]*\n)")


def with_prose(markdown: str, change: Callable[[str], str]) -> str:
    """The text after a change that leaves its code alone: fences, indented lines and what is in backticks.

    Examples
    --------
    >>> with_prose("Type `ls` not LS.", str.upper)
    'TYPE `ls` NOT LS.'
    """
    markdown = markdown.replace(_BEGIN, "").replace(_END, "")
    kept: list[str] = []

    def keep(code: str) -> str:
        kept.append(_restored(code, kept))
        return f"{_BEGIN}{len(kept) - 1}{_END}"

    blocks = _PARAGRAPHS.split("\n".join(_lines(markdown, keep)))
    prose = "".join("".join(_spans(block, keep)) for block in blocks)
    return _restored(change(prose), kept)


def _restored(prose: str, kept: list[str]) -> str:
    """With each piece of code in its place."""
    return _NUMBERED.sub(lambda number: kept[int(number[1])], prose)


def _lines(markdown: str, keep: Callable[[str], str]) -> Iterator[str]:
    """The lines, with each block of code as one."""
    lines, place = markdown.split("\n"), 0
    for token in tokens(markdown):
        if token.type in ("fence", "code_block") and token.map and token.map[0] >= place:
            yield from lines[place : token.map[0]]
            yield keep("\n".join(lines[token.map[0] : token.map[1]]))
            place = token.map[1]
    yield from lines[place:]


def _spans(paragraph: str, keep: Callable[[str], str]) -> Iterator[str]:
    """A paragraph with what is in backticks kept."""
    pieces = re.split("(`+)", paragraph)
    later: dict[str, list[int]] = {}
    for place in range(len(pieces) - 2, 0, -2):
        later.setdefault(pieces[place], []).append(place)
    place = 0
    while place < len(pieces):
        ends = later.get(pieces[place], []) if place % 2 else []
        while ends and ends[-1] <= place:
            ends.pop()
        if ends:
            yield keep("".join(pieces[place : ends[-1] + 1]))
            place = ends[-1] + 1
        else:
            yield pieces[place]
            place += 1


def closed(markdown: str) -> str:
    """The text with the last line of a code fence that was left open."""
    fences = [token for token in tokens(markdown + "\n") if token.type == "fence"]
    return f"{markdown}\n{fences[-1].markup}" if fences and is_open(fences[-1]) else markdown
