"""Markdown into sections by heading, and Markdown into plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from faq.limits import NESTING


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Every link is one: the parser would hide `javascript:` from those who look for it."""
        return True


def _too_deep(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Reads line by line what nests deeper than allowed; the parser would drop all the rest of the file."""
    if state.level < 2 * NESTING + 2:
        return False
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.map, inline.children = [line, line + 1], []
    inline.content = state.getLines(line, line + 1, state.blkIndent, False).strip()
    state.push("paragraph_close", "p", -1)
    state.line = line + 1
    return True


def parser() -> MarkdownIt:
    """A new parser of our dialect; it takes every link, so that each can be judged."""
    made = _Reader("commonmark", {"html": False}).enable(["table", "strikethrough"])
    made.block.ruler.before("table", "too_deep", _too_deep)
    return made


_PARSER: Final = parser()
_HEADING_ID = re.compile(r"\s*\{#((?:(?!\{#)[^}])*)\}\s*$")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of level 1 or 2 with all that follows it up to the next one."""

    line: int
    """Of the heading, from 1 within the given text."""
    level: int
    """1 for `#`, 2 for `##`."""
    heading: str
    """Without its `{#id}`."""
    id: str | None
    """As written in `{#id}`, checked by nobody yet; None when the author gave none."""
    body: str
    """The lines below the heading, as they stand."""
    body_line: int
    """Line of the first line of the body."""


def tokens(text: str) -> list[Token]:
    """The block tokens of a Markdown text, as markdown-it-py makes them; raw HTML is text."""
    return _PARSER.parse(text)


def is_open(token: Token) -> bool:
    """Whether a token is a code fence without a last line; its text must have ended with a line end."""
    if token.type != "fence" or not token.map:
        return False
    return token.map[1] - token.map[0] < token.content.count("\n") + 2


def sections(text: str) -> tuple[Section, ...]:
    """The text cut at its headings of level 1 and 2; what stands before the first is left out.

    A `#` inside a code fence is no heading, since the cut follows the parser's tokens; nor is a line
    of text with dashes below it, which nobody means as one. A fence left open ends at the next `## `.

    Examples
    --------
    >>> [(s.line, s.heading, s.id) for s in sections("# Pets\\n\\n## Do cats bark? {#bark}\\nNo.\\n")]
    [(1, 'Pets', None), (3, 'Do cats bark?', 'bark')]
    """
    lines = text.split("\n")
    parsed = tokens(text + "\n")
    marks = list(_marks(parsed))
    if parsed and is_open(parsed[-1]) and parsed[-1].map:
        inside = range(parsed[-1].map[0], len(lines))
        after = next((place for place in inside if lines[place].startswith("## ")), len(lines))
        marks += _marks(tokens("\n" * after + "\n".join(lines[after:])))
    ends = [start for start, *_ in marks] + [len(lines)]
    return tuple(
        _section(content, level, start, "\n".join(lines[body:end]), body)
        for (start, body, level, content), end in zip(marks, ends[1:], strict=True)
    )


def _marks(parsed: list[Token]) -> Iterator[tuple[int, int, int, str]]:
    """First line, line after the last, level and text of each heading of level 1 or 2."""
    for token, inline in pairwise(parsed):
        if token.type == "heading_open" and token.markup in ("#", "##") and token.map and token.level == 0:
            yield token.map[0], token.map[1], int(token.tag[1]), inline.content


def _section(content: str, level: int, start: int, body: str, body_start: int) -> Section:
    written = _HEADING_ID.search(content)
    heading = " ".join(content[: written.start()].split() if written else content.split())
    return Section(start + 1, level, heading, written and written[1].strip(), body, body_start + 1)


def plain_text(markdown: str) -> str:
    """The words of a Markdown text without its markup, one line a block or table cell.

    Examples
    --------
    >>> plain_text("A **subnet mask** is `255.255.255.0`; see [CIDR](#cidr).")
    'A subnet mask is 255.255.255.0; see CIDR.'
    """
    return "\n".join(_texts(tokens(markdown)))


def _texts(parsed: Sequence[Token]) -> Iterator[str]:
    for token in parsed:
        if token.type in ("fence", "code_block"):
            yield token.content.strip("\n")
        elif token.type == "inline" and (text := _inline(token.children or ())):
            yield text


def _inline(children: Sequence[Token]) -> str:
    parts = (
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in children
        if child.type != "image"
    )
    return "".join(parts).strip()


def links(markdown: str) -> Iterator[tuple[int, str]]:
    """The target of each link, as typed, with the line (from 1) of the block it stands in."""
    for token in tokens(markdown):
        for child in token.children or ():
            if child.type == "link_open":
                yield (token.map[0] if token.map else 0) + 1, unquote(str(child.attrs["href"]))
