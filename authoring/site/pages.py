"""A catalogue into the pages of a site."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from authoring.site.catalogue import Article, Catalogue, Topic
from authoring.site.jsonld import article_of, faq_page, last_reviewed
from authoring.site.printing import Page
from authoring.site.views import root_of, view_of
from faq import Entry, Site
from faq.markdown import plain_text

TOPIC_PAGE: Final = 100
"""Answers on one page of a topic."""

START_PAGE: Final = 60
"""Questions of one topic on the start page; the others are on the topic's own."""

DESCRIPTION_CHARACTERS: Final = 155
"""What search engines show of a description."""


def pages_of(catalogue: Catalogue, site: Site, url: str) -> Iterator[Page]:
    """Every page of a site: start, topics, entries, articles, former addresses, and the one for any other.

    Parameters
    ----------
    catalogue : Catalogue
    site : Site
    url : str
        Of the site's root, with a slash at its end; empty when that is unknown.
    """
    yield _start(catalogue, site)
    for topic in catalogue.topics:
        yield from _topic(topic, catalogue, site, url)
        for entry in topic.entries:
            yield _entry(entry, topic, catalogue, site)
        for article in topic.articles:
            yield _article(article, topic, catalogue, site, url)
    for old, present in catalogue.moved.items():
        title = catalogue.titles[present]
        yield Page(address=old, template="moved.html", title=title, listed=False, values={"present": present})
    yield _missing(url)


def _start(catalogue: Catalogue, site: Site) -> Page:
    return Page(
        address="",
        template="start.html",
        title=site.title,
        description=_short(site.introduction),
        reviewed=last_reviewed(entry for topic in catalogue.topics for entry in topic.entries),
        values={"most": START_PAGE, "excerpt": _excerpt},
    )


def _topic(topic: Topic, catalogue: Catalogue, site: Site, url: str) -> Iterator[Page]:
    """The pages of a topic; one without entries lists its articles."""
    last = max(1, -(-len(topic.entries) // TOPIC_PAGE))
    addresses = [topic.address, *(f"{topic.address}{number}/" for number in range(2, last + 1))]
    for number, address in enumerate(addresses):
        entries = topic.entries[number * TOPIC_PAGE : (number + 1) * TOPIC_PAGE]
        values = {
            "topic": topic,
            "views": [view_of(entry, 2, root_of(address), catalogue, site) for entry in entries],
            "addresses": addresses,
            "number": number,
            "data": faq_page(entries, address, catalogue, url) if entries else None,
            "excerpt": _excerpt,
        }
        yield Page(
            address=address,
            template="topic.html",
            title=f"{topic.name}, page {number + 1}" if number else topic.name,
            description=_short(f"{topic.name}: " + " ".join(entry.question for entry in entries)),
            reviewed=last_reviewed(entries),
            values=values,
        )


def _entry(entry: Entry, topic: Topic, catalogue: Catalogue, site: Site) -> Page:
    return Page(
        address=catalogue.addresses[entry.id],
        template="entry.html",
        title=entry.question,
        description=_excerpt(entry),
        reviewed=entry.fields.reviewed,
        values={"topic": topic, "view": view_of(entry, 1, "../../", catalogue, site)},
    )


def _article(article: Article, topic: Topic, catalogue: Catalogue, site: Site, url: str) -> Page:
    introduced = article.sections[0].id == article.id
    views = [
        view_of(section, 1 if section.id == article.id else 2, "../../", catalogue, site)
        for section in article.sections
    ]
    days = {section.fields.reviewed for section in article.sections}
    return Page(
        address=article.address,
        template="article.html",
        title=article.title,
        description=_excerpt(article.sections[0]),
        reviewed=last_reviewed(article.sections),
        values={
            "article": article,
            "topic": topic,
            "introduction": views[0] if introduced else None,
            "views": views[introduced:],
            "day": next(iter(days)) if len(days) == 1 else None,
            "tags": dict.fromkeys(tag for section in article.sections for tag in section.fields.tags),
            "data": article_of(article, url),
        },
    )


def _missing(url: str) -> Page:
    """The page that a web server shows at any address where there is nothing, however deep.

    Its links can hold only where the site's own address is known.
    """
    return Page(
        address="404.html",
        template="missing.html",
        title="Page not found",
        listed=False,
        base=urlsplit(url).path,
    )


def _excerpt(entry: Entry) -> str:
    return _short(plain_text(entry.answer))


def _short(text: str) -> str:
    return textwrap.shorten(text, DESCRIPTION_CHARACTERS, placeholder=" …")
