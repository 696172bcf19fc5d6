"""Where the headings of level 1 and 2 stand in a Markdown text.

A line that begins with `# ` or `## `, without a space before it, ends whatever stood above it, a code fence
excepted. So a text can be read from one such line to the next, and most stretches hold nothing that takes a
parser to be understood: no fence, no indented heading, no heading that a line of dashes turns into a table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from markdown_it.token import Token

from faq.parser import blocks, is_open

_HEADING: Final = re.compile(r"##?(?:[ \t].*)?")
_INDENTED: Final = re.compile(r"^ {1,3}##?(?:[ \t]|$)", re.MULTILINE)
_RULED: Final = re.compile(r" {0,3}[|:-]")
"""The second line of a table."""


class Mark(NamedTuple):
    """A heading of level 1 or 2; lines are numbered from 0."""

    line: int
    below: int
    """The first line below it."""
    level: int
    content: str
    """As written, without the signs around it."""


def marks(text: str) -> Iterator[Mark]:
    """The headings of level 1 and 2, in their order, outside of code, lists and quotations.

    A fence left open ends at the next `## `, the first time.

    Examples
    --------
    >>> [mark.content for mark in marks("# Pets\\n\\n## Do cats bark?\\n\\n```\\n# no heading\\n```\\n")]
    ['Pets', 'Do cats bark?']
    """
    lines = text.split("\n")
    strange = "\r" in text or "\0" in text  # which the parser replaces
    starts = [] if strange else _starts(lines)
    begin, mended = 0, False
    while begin < len(lines):
        place = bisect_right(starts, begin)
        end = starts[place] if place < len(starts) else len(lines)
        if not strange and _is_plain(lines, begin, end):
            yield from _first(lines[begin], begin)
            begin = end
            continue
        parsed = blocks("\n".join(lines[begin:end]) + "\n")
        yield from _found(parsed, begin)
        if not parsed or not is_open(parsed[-1]):
            begin = end
        elif (closed := _closing(lines, end, parsed[-1].markup)) < len(lines):
            begin = closed + 1
        elif mended:
            return
        else:
            begin, mended = _question(lines, begin + _line(parsed[-1])), True


def _starts(lines: Sequence[str]) -> list[int]:
    return [place for place, line in enumerate(lines) if line[:1] == "#" and _HEADING.fullmatch(line)]


def _is_plain(lines: Sequence[str], begin: int, end: int) -> bool:
    """Whether a stretch of lines holds no heading but its first line, which is what it looks like."""
    below = "\n".join(lines[begin + 1 : end])
    if "|" in lines[begin] and _RULED.match(below):
        return False
    first = lines[begin]
    if first[:1] != "#":
        below = f"{first}\n{below}"
    return "```" not in below and "~~~" not in below and not _INDENTED.search(below)


def _first(line: str, place: int) -> Iterator[Mark]:
    if _HEADING.fullmatch(line):
        level = 2 if line.startswith("##") else 1
        content = line[level:].rstrip(" \t")
        bare = content.rstrip("#")
        yield Mark(place, place + 1, level, (bare if bare.endswith((" ", "\t")) else content).strip())


def _found(parsed: Sequence[Token], begin: int) -> Iterator[Mark]:
    for token, inline in pairwise(parsed):
        if token.type == "heading_open" and token.markup in ("#", "##") and token.map and token.level == 0:
            first, below = token.map
            yield Mark(begin + first, begin + below, int(token.tag[1]), inline.content)


def _closing(lines: Sequence[str], begin: int, fence: str) -> int:
    """The line that ends a code fence, or the number of lines when none does."""
    end = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
    return next((place for place in range(begin, len(lines)) if end.fullmatch(lines[place])), len(lines))


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _question(lines: Sequence[str], begin: int) -> int:
    return next((place for place in range(begin, len(lines)) if lines[place].startswith("## ")), len(lines))
