"""A Markdown page of a documentation site into its parts."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from textwrap import dedent
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from authoring.formats.html import NAMES
from authoring.formats.matter import Page, page_of
from authoring.formats.page_parts import PAIR, TEXT, Part, Sheet, are_pairs, cut_level
from authoring.formats.row import rest, word, words
from faq.markdown import plain_text

_PARSER: Final = MarkdownIt("commonmark", {"html": True}).enable("table")
_TAG: Final = re.compile(rf"</?(?:{NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s*")
_CODE: Final = ("fence", "code_block")
_ID: Final = re.compile(r"\s*\{:?\s*#([\w.-]+)[^{}]*\}\s*$")
_IMPORT: Final = re.compile(r"^import\s[^\n]*['\"][^'\"\n]+['\"];?[ \t]*$", re.MULTILINE)
"""A line that only the programs read which draw the page."""
_DETAILS: Final = re.compile(r"<(/?)details\b[^<>]*>", re.IGNORECASE)
_SUMMARY: Final = re.compile(
    r"\s*<summary\b[^<>]*>((?:(?!</?summary\b)[^\0]){1,600}?)</summary>", re.IGNORECASE
)
_BLOCK: Final = re.compile(
    r'^\?\?\?\+? +[\w-]+ +"([^"\n]{1,600})"[ \t]*\n((?:(?: {4}|\t).*\n?|[ \t]*\n)*)', re.MULTILINE
)
"""A question that MkDocs folds away, its answer indented."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a part begins, and where the text below its heading does."""

    start: int
    end: int
    level: int
    title: str = ""
    id: str = ""


def sheet_of(text: str) -> Sheet:
    """A page with its front matter, as Docusaurus and MkDocs write it."""
    page = page_of(text)
    starts = [0, *accumulate(len(line) + 1 for line in page.text.split("\n"))]
    tokens = _PARSER.parse(page.text)
    shown = _without_remarks(page.text, _blanked(page.text, tokens, starts))
    pairs = sorted(_folded(shown[1]), key=lambda mark: mark.start)
    hidden = sum(after.start - before.end for before, after in pairwise(pairs) if before.level == PAIR)
    marks = list(_headings(tokens, starts))
    if are_pairs([mark.title for mark in pairs if mark.level == PAIR], hidden, len(shown[0].strip())):
        marks = list(_together(marks, pairs))
    deepest = cut_level([(mark.level, mark.title) for mark in marks])
    return _sheet(page, tuple(_parts(shown[0], [mark for mark in marks if mark.level <= deepest])))


def _sheet(page: Page, parts: tuple[Part, ...]) -> Sheet:
    fields = page.fields
    tags = tuple(tag.strip() for text in words(fields.get("tags")) for tag in text.split(",") if tag.strip())
    title, language = word(fields.get("title")), word(fields.get("lang") or fields.get("language"))
    used = {"title": title, "tags": tags, "lang": language, "language": language}
    told = (page.problem.what,) if page.problem else ()
    return Sheet(title, parts, language=language, tags=tags, metadata=rest(fields, used), changes=told)


def _blanked(text: str, tokens: Sequence[Token], starts: Sequence[int]) -> str:
    """The text with spaces for its code, so that nothing is found there."""
    pieces, place = [], 0
    for token in tokens:
        if token.type in _CODE and token.map and starts[token.map[0]] >= place:
            begin, end = starts[token.map[0]], min(starts[token.map[1]], len(text))
            pieces += [text[place:begin], _spaces(text[begin:end])]
            place = end
    return "".join((*pieces, text[place:]))


def _spaces(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _without_remarks(text: str, prose: str) -> tuple[str, str]:
    """Both texts with spaces for HTML comments and for lines that import code."""
    spans = [found.span() for found in _IMPORT.finditer(prose)]
    begin = prose.find("<!--")
    while begin >= 0 and (end := prose.find("-->", begin)) >= 0:
        spans.append((begin, end + 3))
        begin = prose.find("<!--", end + 3)
    for begin, end in sorted(spans, reverse=True):
        text, prose = (each[:begin] + _spaces(each[begin:end]) + each[end:] for each in (text, prose))
    return text, prose


def _headings(tokens: Sequence[Token], starts: Sequence[int]) -> Iterator[_Mark]:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            named = _ID.search(inline.content)
            title = _plain(plain_text(inline.content[: named.start()] if named else inline.content))
            begin, end = starts[token.map[0]], starts[token.map[1]]
            yield _Mark(begin, end, int(token.tag[1]), title, named[1] if named else "")


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _folded(prose: str) -> Iterator[_Mark]:
    """What is folded away: its summary with the level of a pair, and its end with that of text."""
    depth, begun = 0, False
    for tag in _DETAILS.finditer(prose):
        depth = max(0, depth + (-1 if tag[1] else 1))
        summary = _SUMMARY.match(prose, tag.end()) if depth == 1 and not tag[1] else None
        if summary:
            yield _Mark(tag.start(), summary.end(), PAIR, _plain(summary[1]))
            begun = True
        elif begun and depth == 0:
            yield _Mark(tag.start(), tag.end(), TEXT)
            begun = False
    for block in _BLOCK.finditer(prose):
        yield _Mark(block.start(), block.start(2), PAIR, _plain(block[1]))
        yield _Mark(block.end(), block.end(), TEXT)


def _together(headings: Sequence[_Mark], pairs: Sequence[_Mark]) -> Iterator[_Mark]:
    """All marks in their order, without the headings within a pair."""
    inside = False
    for mark in sorted((*headings, *pairs), key=lambda mark: (mark.start, -mark.level)):
        inside = mark.level == PAIR or (inside and mark.level != TEXT)
        if mark.level in (PAIR, TEXT) or not inside:
            yield mark


def _parts(text: str, marks: Sequence[_Mark]) -> Iterator[Part]:
    """What stands below each mark, and before all of them."""
    lines = [found.start() for found in re.finditer("\n", text)]
    everything = (_Mark(0, 0, TEXT), *marks, _Mark(len(text), len(text), TEXT))
    for mark, after in pairwise(everything):
        begin = mark.start if mark.level != TEXT else _SPACE.match(text, mark.end).end()  # type: ignore[union-attr]
        line = bisect_left(lines, begin) + 1
        body = dedent(text[mark.end : max(mark.end, after.start)]).strip("\n").rstrip()
        if mark.level != TEXT or body:
            yield Part(mark.level, line, mark.title, body, mark.id)
