"""Entries into the order in which a web site shows them, each with its address there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Final

from faq import Entry, ids
from faq.entry import slug

FOLDER_BYTES: Final = 200
"""Length of a folder's name; file systems take 255, and some of them count more bytes than we do."""

NO_TOPIC: Final = "More questions"


@dataclass(frozen=True, slots=True)
class Article:
    """A longer text with the sections that visitors may read."""

    id: str
    title: str
    address: str
    sections: tuple[Entry, ...]
    """The one that bears the id of the article is its introduction, and comes first."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What is read together."""

    name: str
    address: str
    entries: tuple[Entry, ...]
    """Without sections of articles."""
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that a site shows. An address is a path from the root of the site: `a/wine/#red`."""

    topics: tuple[Topic, ...]
    """In the order of the alphabet."""
    articles: tuple[Article, ...]
    addresses: Mapping[str, str]
    """Id of an entry, a section or an article, present or former, to where it is read."""
    former: Mapping[str, str]
    """Former id to the present one."""
    titles: Mapping[str, str]
    """Address to what is read there."""

    @property
    def moved(self) -> dict[str, str]:
        """Addresses where nothing is read any more, or never was, to those where it is.

        Whoever knows nothing but an id finds what it names at `q/ID/`.
        """
        moved = {_page("q", name): address for name, address in self.addresses.items()}
        moved |= {
            _page("a", old): self.addresses[old]
            for old, name in self.former.items()
            if self.addresses[old] == _page("a", name)
        }
        read = {address.partition("#")[0] for address in self.titles}
        return {old: address for old, address in moved.items() if old not in read}


def catalogue_of(written: Sequence[Entry]) -> Catalogue:
    """What visitors may read of the entries and sections of a content folder, and where.

    Parameters
    ----------
    written : sequence of Entry
        Drafts and retired ones too, each with an id of its own; see `faq.entries`.

    Examples
    --------
    >>> from faq import Fields, Source
    >>> source = Source("wine.md", 1)
    >>> red = Entry("red", "Which red?", "The one.", Fields("Wine", formerly=("rosso",)), source)
    >>> catalogue_of([red]).addresses
    {'red': 'q/red/', 'rosso': 'q/red/'}
    """
    public = [entry for entry in written if not entry.fields.status]
    former, _ = ids.formerly(public, {entry.id for entry in written})
    entries = [entry for entry in public if not entry.article]
    articles = _articles(entry for entry in public if entry.article)
    sections = [(section, article) for article in articles for section in article.sections]
    addresses = {article.id: article.address for article in articles}
    addresses |= {entry.id: _page("q", entry.id) for entry in entries}
    addresses |= {section.id: _within(article, section) for section, article in sections}
    titles = {addresses[entry.id]: entry.title for entry in (*entries, *(section for section, _ in sections))}
    titles |= {article.address: article.title for article in articles}
    addresses |= {old: addresses[present] for old, present in former.items() if old not in addresses}
    return Catalogue(_topics(entries, articles), articles, addresses, former, titles)


def _page(kind: str, name: str) -> str:
    """The address of a page; a name that is too long for a folder becomes a number."""
    raw = name.encode()
    return f"{kind}/{name if len(raw) <= FOLDER_BYTES else hashlib.sha256(raw).hexdigest()[:16]}/"


def _within(article: Article, section: Entry) -> str:
    return article.address if section.id == article.id else f"{article.address}#{section.id}"


def _articles(sections: Iterable[Entry]) -> tuple[Article, ...]:
    grouped: dict[str, list[Entry]] = {}
    for section in sections:
        grouped.setdefault(section.article, []).append(section)
    return tuple(
        Article(
            name,
            found[0].article_title,
            _page("a", name),
            tuple(sorted(found, key=lambda section: section.id != name)),
        )
        for name, found in grouped.items()
    )


def _topics(entries: Iterable[Entry], articles: Iterable[Article]) -> tuple[Topic, ...]:
    asked: dict[str, list[Entry]] = {}
    told: dict[str, list[Article]] = {}
    for entry in entries:
        asked.setdefault(_topic(entry), []).append(entry)
    for article in articles:
        told.setdefault(_topic(article.sections[0]), []).append(article)
    taken: set[str] = set()
    return tuple(
        Topic(name, _free(name, taken), tuple(asked.get(name, ())), tuple(told.get(name, ())))
        for name in sorted({*asked, *told}, key=lambda name: (name == NO_TOPIC, name.casefold(), name))
    )


def _topic(entry: Entry) -> str:
    return " ".join(entry.fields.topic.split()) or NO_TOPIC


def _free(name: str, taken: set[str]) -> str:
    """The address of a topic, which no other has."""
    plain = slug(name) or "topic"
    names = chain([plain], (f"{plain}-{number}" for number in count(2)))
    address = next(address for address in (_page("t", each) for each in names) if address not in taken)
    taken.add(address)
    return address
