"""A catalogue into the file that the search box reads in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from authoring.site.catalogue import Catalogue
from faq import Entry
from faq.markdown import plain_text

FILE: Final = "search.json"


def search_file(catalogue: Catalogue) -> bytes:
    """JSON with a list of all entries and sections; the browser reads it when somebody begins to search.

    Each is an object with the address `a` from the root of the site, the title `t`, the topic `g`, further
    phrasings `p` and tags `k`, one a line, and the plain text `x`, one line for each block of it.
    """
    items = [item for topic in catalogue.topics for item in _items(catalogue, topic.name, topic.entries)]
    for topic in catalogue.topics:
        for article in topic.articles:
            items += _items(catalogue, topic.name, article.sections)
    return json.dumps(items, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _items(catalogue: Catalogue, topic: str, entries: tuple[Entry, ...]) -> Iterator[dict[str, str]]:
    for entry in entries:
        yield {
            "a": catalogue.addresses[entry.id],
            "t": entry.title,
            "g": topic,
            "p": "\n".join(entry.fields.alternates),
            "k": "\n".join(entry.fields.tags),
            "x": plain_text(entry.answer),
        }
