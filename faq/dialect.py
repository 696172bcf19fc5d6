"""What an answer's Markdown may not hold: traps for the visitor's browser and for the page's layout.

Each rule was seen to do harm in a real browser: a remote image tells another host who reads, a code
fence left open swallows the rest of the page, a few LaTeX commands stretch it by kilometres.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from markdown_it.token import Token

from faq import limits
from faq.markdown import tokens

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)$")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(\s[^<>]*)?/?>|<!--")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_LATEX = re.compile(r"\\(rule|kern|hspace|vspace|raisebox)\b")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")

Finding = tuple[int, str, str]
"""Line from 1, what is wrong, the remedy."""


def findings(markdown: str) -> Iterator[Finding]:
    """Everything in an answer that visitors must be spared, with its line within the answer."""
    yield from _open_fence(markdown)
    yield from _characters(markdown)
    rows = 0
    for token in tokens(markdown):
        line = (token.map[0] if token.map else 0) + 1
        if token.level > 2 * limits.NESTING:
            yield line, f"lists nest deeper than {limits.NESTING}", "write them flatter"
            return
        rows = rows + 1 if token.type == "tr_open" else 0 if token.type == "table_open" else rows
        if rows == limits.TABLE_ROWS + 1:
            yield line, f"a table of more than {limits.TABLE_ROWS} rows", "split it"
        if token.type == "inline":
            yield from ((line, *finding) for finding in _inline(token))


def _open_fence(markdown: str) -> Iterator[Finding]:
    fence, opened = "", 0
    for number, line in enumerate(markdown.split("\n"), start=1):
        if not (found := _FENCE.match(line)):
            continue
        if not fence:
            fence, opened = found[1], number
        elif found[1].startswith(fence) and not found[2].strip():
            fence = ""
    if fence:
        yield opened, "a code fence is never closed", f"end the code with a line {fence!r}"


def _characters(markdown: str) -> Iterator[Finding]:
    for number, line in enumerate(markdown.split("\n"), start=1):
        if _BIDI.search(html.unescape(line)):
            yield number, "an invisible character that turns the writing direction", "delete it"
        if _CONTROL.search(line):
            yield number, "an invisible control character", "delete it"


def _inline(token: Token) -> Iterator[tuple[str, str]]:
    for child in token.children or ():
        if child.type == "image":
            yield "an image", "describe it in words; pictures are fetched from other hosts"
        elif child.type == "link_open":
            yield from _link(str(child.attrs["href"]))
        elif child.type == "text" and (tag := _TAG.search(child.content)):
            yield f"HTML {tag[0]!r} is shown as text", "use Markdown, or put it in `backticks`"
        elif child.type == "text" and (command := _LATEX.search(child.content)):
            yield f"the formula command {command[0]!r}", "leave it out; it can stretch the page"


def _link(target: str) -> Iterator[tuple[str, str]]:
    scheme = _SCHEME.match(target)
    if target.startswith("//") or (scheme and scheme[1].lower() not in _SCHEMES):
        yield f"a link to {target!r}", "link to https://…, mailto:… or an entry as in #its-id"
