"""An answer's Markdown into its stretches of prose, with code and escaped characters masked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it.token import Token

from faq.markdown import parser

CODE: Final = "\ufffc"
"""Stands for code, a picture, an address or an escaped character: nothing that a rule may look into."""

EDGE: Final = "\ufffd"
"""Stands for what begins or ends bold print and the like; a text ends there."""

_PARSER: Final = parser().disable(["text_join", "strikethrough"])
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s<\ufffc\ufffd]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of one paragraph, heading or table cell."""

    typed: str
    """Escaped characters and entities are masked: they begin no markup."""
    read: str
    """As long as `typed`, and the same but for those characters, which stand as themselves."""
    links: tuple[tuple[int, int], ...]
    """From where to where the text of a link reaches."""
    line: int
    """Within the answer, from 1."""
    lines: tuple[str, ...]
    """As they stand in the file, for finding a line."""
    is_paragraph: bool

    def line_of(self, place: int, typed: str = "") -> int:
        """The line of a place in the text; code can hide a line break, so what was typed is sought."""
        counted = self.typed.count("\n", 0, place)
        rest = enumerate(self.lines[counted:], start=counted)
        return self.line + next((number for number, line in rest if typed in line), counted)

    def masked(self, begin: int, end: int) -> Prose:
        """The prose without one of its pieces, which is something else, such as a formula."""
        mask = re.sub("[^\n]", CODE, self.typed[begin:end])
        typed = self.typed[:begin] + mask + self.typed[end:]
        read = self.read[:begin] + mask + self.read[end:]
        return Prose(typed, read, self.links, self.line, self.lines, self.is_paragraph)


def prose_of(text: str) -> Prose:
    """A text without markup, such as a question, as prose."""
    return Prose(text, text, (), 1, (text,), False)


def blocks(answer: str) -> list[Token]:
    """The tokens of an answer, in which escaped characters are told apart."""
    return _PARSER.parse(answer + "\n")


def proses(answer: str, parsed: Sequence[Token]) -> Iterator[Prose]:
    """The prose of an answer, block by block.

    Parameters
    ----------
    answer : str
        Markdown.
    parsed : sequence of Token
        Its `blocks`.
    """
    lines = answer.split("\n")
    for before, token in zip(parsed, parsed[1:], strict=False):
        if token.type == "inline" and token.map:
            first, last = token.map
            own = tuple(lines[first:last])
            yield _prose(token.children or [], first + 1, own, before.type == "paragraph_open")


def _prose(children: Sequence[Token], line: int, lines: tuple[str, ...], is_paragraph: bool) -> Prose:
    typed, read, opened = "", "", 0
    links = []
    for child in children:
        piece, seen = _piece(child)
        if child.type == "link_open":
            opened = len(typed)
        elif child.type == "link_close":
            links.append((opened, len(typed)))
        typed, read = typed + piece, read + seen
    for found in _ADDRESS.finditer(typed):
        mask = CODE * len(found[0])
        typed = typed[: found.start()] + mask + typed[found.end() :]
        read = read[: found.start()] + mask + read[found.end() :]
    return Prose(typed, read, tuple(links), line, lines, is_paragraph)


def _piece(child: Token) -> tuple[str, str]:
    """What stands for a token in `typed` and in `read`."""
    if child.type == "text":
        return child.content, child.content
    if child.type == "text_special":
        return CODE * len(child.content), child.content
    told = CODE if child.markup == "autolink" else _MARKS.get(child.type, EDGE if child.nesting else CODE)
    return told, told


_MARKS: Final = {
    "softbreak": "\n",
    "hardbreak": f"{EDGE}\n",
    "link_open": "[",
    "link_close": f"]{CODE}",
}
