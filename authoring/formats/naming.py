"""Ids for entries that come from elsewhere: their own where that can be, and never one that is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import Final

from authoring.characters import cleaned, line
from authoring.formats.mending import Changes
from authoring.formats.particulars import ids_of
from authoring.formats.records import Draft
from authoring.formats.row import merged
from faq import Entry
from faq.entry import slug
from faq.fields import is_id

_CHARACTERS: Final = 90
"""Of an id before a number is put behind it."""


class Register:
    """The ids that are taken.

    Parameters
    ----------
    present : iterable of Entry
        What the content holds already.
    """

    def __init__(self, present: Iterable[Entry]) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, Iterator[int]] = {}
        for entry in present:
            self._taken |= {entry.id, entry.article, *entry.fields.formerly}

    def free(self, wished: str) -> str:
        """The id itself, or with the first number that makes it one of its own; it is taken from then on."""
        name = wished
        numbers = self._numbers.setdefault(wished, count(2))
        while name in self._taken:
            name = f"{wished[:_CHARACTERS].rstrip('-')}-{next(numbers)}"
        self._taken.add(name)
        return name


def named(pairs: Iterable[tuple[Draft, Entry]], present: Iterable[Entry]) -> list[tuple[Entry, Changes]]:
    """The entries with ids, articles and former ids that differ from all others, and what was changed.

    Parameters
    ----------
    pairs : iterable of tuple of Draft and Entry
        Each entry with the row it comes from; its `article` says whether it belongs to one.
    present : iterable of Entry
        What the content holds already.
    """
    register = Register(present)
    articles: dict[tuple[str, str], Entry] = {}
    found = [_named(draft, entry, register, articles) for draft, entry in pairs]
    drafts = [draft for draft, _ in pairs]
    return [
        _with_former(entry, changes, draft, register)
        for draft, (entry, changes) in zip(drafts, found, strict=True)
    ]


def _named(
    draft: Draft, entry: Entry, register: Register, articles: dict[tuple[str, str], Entry]
) -> tuple[Entry, Changes]:
    own = draft.id.strip()
    usable = own if is_id(own) else ""
    if not entry.article:
        wished = usable or slug(entry.question)
        return _told(replace(entry, id=register.free(wished)), own, wished)
    key = draft.path, entry.article_title
    is_opening = key not in articles and entry.question == entry.article_title
    wished = usable if is_opening and usable else slug(entry.article_title)
    if key not in articles:
        articles[key] = replace(entry, article=register.free(wished))
    first = articles[key]
    fields = replace(entry.fields, topic=first.fields.topic, language=first.fields.language)
    entry = replace(entry, article=first.article, fields=fields)
    if is_opening:
        return _told(replace(entry, id=first.article), own, wished)
    wished = usable or f"{first.article}-{slug(entry.question)}"[:_CHARACTERS].rstrip("-")
    return _told(replace(entry, id=register.free(wished)), own, wished)


def _told(entry: Entry, own: str, wished: str) -> tuple[Entry, Changes]:
    """An entry that keeps a foreign id which cannot be one of ours, and what was changed."""
    changes = [f"its id is {entry.id!r}, since {wished!r} is taken"] if entry.id != wished else []
    if own and not is_id(own):
        metadata = merged(entry.fields.metadata, [("id", cleaned(own)[:500])])
        entry = replace(entry, fields=replace(entry.fields, metadata=metadata))
        changes.append(f"its id is {entry.id!r}, since {line(own)[:60]!r} cannot be one")
    return entry, tuple(changes)


def _with_former(entry: Entry, changes: Changes, draft: Draft, register: Register) -> tuple[Entry, Changes]:
    wished = ids_of(draft.formerly)
    former = tuple(name for name in wished if register.free(name) == name)
    odd = [line(name)[:60] for name in draft.formerly if name.strip("# ") not in former]
    lost = [f"its former id {name!r} cannot be kept" for name in odd]
    return replace(entry, fields=replace(entry.fields, formerly=former)), (*changes, *lost)
