"""Entries into the JSON-LD that search engines read: a schema.org FAQPage."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from markdown_it import MarkdownIt

from authoring.formats import carried
from authoring.formats.records import Written
from authoring.formats.row import value_of_text
from faq import Entry

QUESTION: Final = "Question"
_CONTEXT: Final = "https://schema.org"
_ANSWER: Final = "acceptedAnswer"
_HELD: Final = frozenset({"topic", "language", "also asked", "tags", "reviewed", "source"})
_RENDERER: Final = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def write(entries: Sequence[Entry]) -> Written:
    """A page of all entries, without an address."""
    text = json.dumps(faq_page(entries), ensure_ascii=False, indent=2) + "\n"
    losses = [loss for entry in entries for loss in carried.lost(entry, _HELD, metadata=True)]
    return Written((("", text.encode()),), tuple(losses))


def faq_page(entries: Sequence[Entry], url: str = "") -> dict[str, Any]:
    """A schema.org FAQPage with all entries; answers are HTML.

    Whoever puts it into an HTML page writes `<` as `\\u003c`, so that no answer can end the script.

    Parameters
    ----------
    entries : sequence of Entry
    url : str
        Of the page on which the entries stand under their ids; links among them are completed by it.

    Examples
    --------
    >>> from faq import Fields, Source
    >>> dog = Entry("dog", "May I bring my dog?", "*Yes.*", Fields(), Source("a.md", 1))
    >>> faq_page([dog], "https://a.org/faq")["mainEntity"][0]["acceptedAnswer"]
    {'@type': 'Answer', 'text': '<p><em>Yes.</em></p>', 'url': 'https://a.org/faq#dog'}
    """
    page: dict[str, Any] = {"@context": _CONTEXT, "@type": "FAQPage"}
    if url:
        page["url"] = url
    if languages := sorted({entry.fields.language for entry in entries}):
        page["inLanguage"] = languages[0] if len(languages) == 1 else languages
    return page | {"mainEntity": [_question(entry, url) for entry in entries]}


def _question(entry: Entry, url: str) -> dict[str, Any]:
    fields = entry.fields
    answer: dict[str, Any] = {"@type": "Answer", "text": answer_html(entry.answer, url)}
    if url:
        answer["url"] = f"{url}#{entry.id}"
    told = {
        "@type": QUESTION,
        "@id": f"{url}#{entry.id}",
        "name": entry.title,
        "alternateName": list(fields.alternates),
        "inLanguage": fields.language,
        "about": {"@type": "Thing", "name": fields.topic} if fields.topic else None,
        "keywords": list(fields.tags),
        "dateModified": fields.reviewed.isoformat() if fields.reviewed else None,
        "citation": fields.reference,
        _ANSWER: answer,
    }
    found: dict[str, Any] = {name: value for name, value in told.items() if value}
    for name, text in fields.metadata:
        place = answer if name.startswith(f"{_ANSWER}.") else found
        place.setdefault(name.removeprefix(f"{_ANSWER}."), value_of_text(text))
    return found


def answer_html(answer: str, url: str = "") -> str:
    """An answer as HTML, its links to other entries completed by the address of their page."""
    tokens = _RENDERER.parse(answer)
    for child in (child for token in tokens for child in token.children or ()):
        target = str(child.attrs.get("href", "")) if child.type == "link_open" else ""
        if target.startswith("#"):
            child.attrs["href"] = url + target
    return str(_RENDERER.renderer.render(tokens, _RENDERER.options, {})).strip()
