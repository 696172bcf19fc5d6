"""Markdown into sections by heading, and Markdown into plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from markdown_it.token import Token

from faq.headings import Mark, marks
from faq.parser import is_open, parser, tokens

__all__ = ["Section", "is_open", "links", "links_in", "parser", "plain_text", "sections", "text_of", "tokens"]

_HEADING_ID: Final = re.compile(r"\s*\{#((?:(?!\{#)[^}])*)\}\s*$")


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
    found = list(marks(text))
    ends = [mark.line for mark in found] + [len(lines)]
    return tuple(
        _section(mark, "\n".join(lines[mark.below : end])) for mark, end in zip(found, ends[1:], strict=True)
    )


def _section(mark: Mark, body: str) -> Section:
    written = _HEADING_ID.search(mark.content) if "{#" in mark.content else None
    content = mark.content[: written.start()] if written else mark.content
    heading = " ".join(content.split())
    return Section(mark.line + 1, mark.level, heading, written and written[1].strip(), body, mark.below + 1)


def plain_text(markdown: str) -> str:
    """The words of a Markdown text without its markup, one line a block or table cell.

    Examples
    --------
    >>> plain_text("A **subnet mask** is `255.255.255.0`; see [CIDR](#cidr).")
    'A subnet mask is 255.255.255.0; see CIDR.'
    """
    return text_of(tokens(markdown))


def text_of(parsed: Iterable[Token]) -> str:
    """The same of its tokens."""
    return "\n".join(_texts(parsed))


def _texts(parsed: Iterable[Token]) -> Iterator[str]:
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
    yield from links_in(tokens(markdown))


def links_in(parsed: Iterable[Token]) -> Iterator[tuple[int, str]]:
    """The same in its tokens."""
    for token in parsed:
        for child in token.children or ():
            if child.type == "link_open":
                yield (token.map[0] if token.map else 0) + 1, unquote(str(child.attrs["href"]))
