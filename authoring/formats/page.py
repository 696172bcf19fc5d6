"""Markdown and HTML pages, one or a folder of them: articles, or lists of questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from authoring.formats import page_html, page_markdown
from authoring.formats.bundle import Found, each, text_of
from authoring.formats.html import is_html
from authoring.formats.page_parts import TEXT, Sheet, question_level
from authoring.formats.records import Draft, Format, FormatError, Raw, Skip
from authoring.formats.row import shortened
from faq.files import named

_HTML: Final = (".html", ".htm", ".xhtml")
_MARKDOWN: Final = (".md", ".markdown", ".mdx")
_PAGE: Final = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|main|article|h1|h2)\b", re.IGNORECASE)


def _recognises(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all(_is_page(raw) for raw in raws)


def _is_page(raw: Raw) -> bool:
    text = text_of(raw)
    return bool(_PAGE.match(text)) or (raw.path.suffix.lower() in _MARKDOWN and bool(text.strip()))


def _read(raws: Sequence[Raw]) -> Found:
    return each(raws, _rows)


def _rows(raw: Raw) -> Found:
    text = text_of(raw)
    sheet = page_html.sheet_of(text) if _is_in_html(raw, text) else page_markdown.sheet_of(text)
    if not any(part.body or part.title for part in sheet.parts):
        raise FormatError("the page has no text; give a page whose text stands in the file itself")
    title = next((part.title for part in sheet.parts if part.level == 1 and part.title), "")
    sheet = replace(sheet, title=title or sheet.title or named_after(raw))
    level = question_level((part.level, part.title) for part in sheet.parts)
    found = _questions(sheet, level) if level else _sections(sheet)
    yield from _with_page(sheet, found)


def _is_in_html(raw: Raw, text: str) -> bool:
    if raw.path.suffix.lower() in _MARKDOWN:
        return False
    return raw.path.suffix.lower() in _HTML or bool(_PAGE.match(text)) or is_html(text)


def named_after(raw: Raw) -> str:
    """What a page is about by the name of its file, or of its folder when that says more."""
    path = raw.path if raw.path.stem.lower() not in ("index", "readme", "_index") else raw.path.parent
    return named(path) or named(raw.path)


def _questions(sheet: Sheet, level: int) -> Found:
    """An entry for each question; the nearest heading above it is its topic."""
    topic = sheet.title
    for part in sheet.parts:
        if part.level == level and part.title and part.body:
            yield Draft(line=part.line, question=part.title, answer=part.body, id=part.id, topic=topic)
        elif part.level == level:
            yield Skip(part.line, "it has no answer" if part.title else "it has no question", part.title)
        else:
            if part.level != TEXT and part.title:
                topic = part.title
            if part.body:
                yield Skip(part.line, f"text that answers no question: {shortened(part.body)!r}", part.title)


def _sections(sheet: Sheet) -> Found:
    """A draft for each section of an article, and one of its own name for the text before the first."""
    titled = next((part for part in sheet.parts if part.level == 1), None)
    for part in sheet.parts:
        lead = part is titled or part.level == TEXT
        if part.body:
            named = sheet.title if lead else part.title or sheet.title
            yield Draft(line=part.line, question=named, answer=part.body, id=part.id, article=sheet.title)
        elif not lead:
            yield Skip(part.line, "it has no text", part.title)


def _with_page(sheet: Sheet, found: Found) -> Found:
    """What the page says of itself: its language and tags hold for all, the rest stays with the first."""
    first = True
    for row in found:
        if isinstance(row, Draft):
            row = replace(row, language=sheet.language, tags=sheet.tags, reference=sheet.reference)
            if first:
                row = replace(row, metadata=sheet.metadata, changes=sheet.changes)
            first = False
        yield row


FORMATS: Final = (Format(name="page", title="Markdown or HTML pages", recognises=_recognises, read=_read),)
