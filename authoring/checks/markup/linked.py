"""The links that visitors see in an answer, and those that were meant and are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markdown_it.token import Token

from authoring.checks.markup.prose import CODE, blocks, proses

_BARE: Final = re.compile(r"(?<![^\W_])(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
_NO_LINK: Final = re.compile(
    rf"(?<!\w)\[[^\[\]\n]*[^\W\d_][^\[\]\n]*(?:\]\(\s*{CODE}[^)\n]*\)|\][ \t]\({CODE})"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in an answer."""

    line: int
    """Within the answer, from 1."""
    target: str
    text: str
    """What visitors read; the target itself for an address that stands in the text."""


def links(answer: str) -> Iterator[Link]:
    """Every link in an answer, addresses that stand in its text included.

    Examples
    --------
    >>> [(link.target, link.text) for link in links("See [CIDR](#cidr) or www.example.org.")]
    [('#cidr', 'CIDR'), ('http://www.example.org', 'www.example.org')]
    """
    for token in blocks(answer):
        line = (token.map[0] if token.map else 0) + 1
        yield from _of_line(token.children or [], line)


def _of_line(children: list[Token], line: int) -> Iterator[Link]:
    target: str | None = None
    text = ""
    for child in children:
        line += child.type in ("softbreak", "hardbreak")
        if child.type == "link_open":
            target, text = str(child.attrs["href"]), ""
        elif child.type == "link_close" and target is not None:
            yield Link(line, target, text)
            target = None
        elif target is not None:
            text += child.content
        elif child.type == "text":
            for typed, address in addresses(child.content):
                yield Link(line, address, typed)


def addresses(text: str) -> Iterator[tuple[str, str]]:
    """Each web address in plain text that is drawn as a link: as typed, and where it leads.

    Examples
    --------
    >>> list(addresses("(see www.example.org)"))
    [('www.example.org', 'http://www.example.org')]
    """
    for found in _BARE.finditer(text):
        typed = _trimmed(found[0])
        yield typed, typed if typed.lower().startswith("http") else f"http://{typed}"


def none(answer: str) -> Iterator[int]:
    """The line of each link that is written so that it is none: with a space where none may stand."""
    for prose in proses(answer, blocks(answer)):
        for found in _NO_LINK.finditer(prose.typed):
            yield prose.line_of(found.start(), found[0].partition("\n")[0].partition("]")[0])


def _trimmed(address: str) -> str:
    """An address in a sentence without the sentence's own signs behind it."""
    address = address.rstrip("?!.,:;*_~'\"")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip("?!.,:;*_~'\"")
    return address
