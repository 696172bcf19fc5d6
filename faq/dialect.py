"""What an answer's Markdown may not hold: traps for the visitor's browser and for the page's layout.

Each rule was seen to do harm in a real browser: a remote image tells another host who reads, a code
fence left open swallows the rest of the page, a few LaTeX commands stretch it by kilometres.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from faq import limits
from faq.markdown import is_open, tokens

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(\s[^<>]*)?/?>|<!--")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_NESTING = frozenset({"bullet_list_open", "ordered_list_open", "blockquote_open"})
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_LATEX = re.compile(r"\\(rule|kern|hspace|vspace|raisebox)(?![A-Za-z])")
SWALLOWING = frozenset({"a code fence is never closed", "a question inside a code fence"})
"""What is wrong where questions below are taken for code."""
_QUESTION = re.compile(r"^## .*(\{#|\?\s*$)", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")

Finding = tuple[int, str, str]
"""Line from 1, what is wrong, the remedy."""


def findings(markdown: str) -> Iterator[Finding]:
    """Everything in an answer that visitors must be spared, with its line within the answer."""
    yield from invisible(markdown)
    yield from unwelcome(tokens(markdown + "\n"))


def unwelcome(parsed: Iterable[Token]) -> Iterator[Finding]:
    """The same without invisible characters, in the tokens of an answer that ended with a line end."""
    rows = 0
    for token in parsed:
        line = (token.map[0] if token.map else 0) + 1
        rows = rows + 1 if token.type == "tr_open" else 0 if token.type == "table_open" else rows
        if rows == limits.TABLE_ROWS + 1 and token.type == "tr_open":
            yield line, f"a table of more than {limits.TABLE_ROWS} rows", "split it"
        yield from ((line, *finding) for finding in (*_block(token), *_inline(token)))


def invisible(text: str) -> Iterator[Finding]:
    """Characters that nobody sees and that change what others see."""
    if not (_CONTROL.search(text) or _BIDI.search(html.unescape(text))):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if _BIDI.search(html.unescape(line)):
            yield number, "an invisible character that turns the writing direction", "delete it"
        if _CONTROL.search(line):
            yield number, "an invisible control character", "delete it"


def _block(token: Token) -> Iterator[tuple[str, str]]:
    if token.type in _NESTING and token.level in (2 * limits.NESTING, 2 * limits.NESTING + 1):
        yield f"lists nest deeper than {limits.NESTING}", "write them flatter"
    if is_open(token):
        yield "a code fence is never closed", f"end the code with a line {token.markup!r}"
    if token.type == "fence" and _QUESTION.search(token.content):
        yield "a question inside a code fence", "end the code above it, or indent the question"
    if token.type == "heading_open" and token.markup in ("-", "="):
        yield f"a line of {token.markup!r} turns the text above into a heading", "put an empty line between"
    if token.type == "heading_open" and token.markup in ("#", "##"):
        yield "a heading as large as the question", "begin it with '### '"


def _inline(token: Token) -> Iterator[tuple[str, str]]:
    for child in token.children or ():
        if child.type == "image":
            yield "an image", "describe it in words; pictures are fetched from other hosts"
        elif child.type == "link_open":
            yield from _link(str(child.attrs["href"]))
        elif child.type == "text":
            yield from _text(child.content)


def _text(text: str) -> Iterator[tuple[str, str]]:
    for tag in _TAG.finditer(text):
        yield f"HTML {tag[0]!r} is shown as text", "use Markdown, or put it in `backticks`"
    for command in _LATEX.finditer(text):
        yield f"the formula command '{command[0]}'", "leave it out; it can stretch the page"


def _link(target: str) -> Iterator[tuple[str, str]]:
    scheme = _SCHEME.match(target)
    if not target.startswith("#") and (scheme is None or scheme[1].lower() not in _SCHEMES):
        yield f"a link to {target!r}", "link to https://…, mailto:… or an entry as in #its-id"
