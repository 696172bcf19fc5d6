"""Entries and articles into what schema.org calls them, for search engines.

A question stands in the data of exactly one page, that of its topic: Google asks that a question and
answer which a site shows on several pages be marked up on one of them only, and a page of a topic shows
what `FAQPage` means, a list of questions with their answers. The page of a single entry has no such data.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from authoring.formats import jsonld_writing
from authoring.site.answers import html_of
from authoring.site.catalogue import Article, Catalogue
from authoring.site.views import href, path
from faq import Entry


def faq_page(entries: Sequence[Entry], address: str, catalogue: Catalogue, url: str) -> dict[str, Any]:
    """`FAQPage`: a list of questions, each with its answer.

    Parameters
    ----------
    entries : sequence of Entry
    address : str
        Of the page on which they stand, from the root of the site.
    catalogue : Catalogue
    url : str
        Of the site's root, for links; empty when that is unknown, and links are left out.
    """
    page = jsonld_writing.faq_page(list(map(_bare, entries)), url and url + path(address))
    for question, entry in zip(page["mainEntity"], entries, strict=True):
        text = html_of(entry.answer, 2, lambda name: url and href(name, url, catalogue))
        question["acceptedAnswer"]["text"] = text
    return page | _reviewed(entries)


def article_of(article: Article, url: str) -> dict[str, Any]:
    """`Article`: a longer text; its sections are no questions."""
    address = {"url": url + path(article.address)} if url else {}
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title,
        "inLanguage": article.sections[0].fields.language,
        **_reviewed(article.sections),
        **address,
    }


def last_reviewed(entries: Iterable[Entry]) -> date | None:
    """The latest day on which somebody checked one of the entries."""
    return max((entry.fields.reviewed for entry in entries if entry.fields.reviewed), default=None)


def _bare(entry: Entry) -> Entry:
    """The entry without what its page does not show, as search engines ask; and metadata may be private."""
    return replace(entry, answer="", fields=replace(entry.fields, alternates=(), metadata=()))


def _reviewed(entries: Sequence[Entry]) -> dict[str, str]:
    reviewed = last_reviewed(entries)
    return {"dateModified": reviewed.isoformat()} if reviewed else {}
