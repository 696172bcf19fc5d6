"""Entries into the files of a content folder: a file of questions for each topic, a file for each article."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Final

from authoring.native import article_text, entry_text, file_text, needed_defaults
from faq import Entry, Fields
from faq.entry import slug
from faq.limits import FILE_BYTES

_BYTES: Final = FILE_BYTES // 2
"""Of one file; more entries go into the next one."""
_NAME_BYTES: Final = 100
_RESERVED: Final = frozenset({"readme", "con", "prn", "aux", "nul"})
"""Names that are passed over, or that a system keeps for itself."""


def shelved(entries: Sequence[Entry], taken: Collection[str] = ()) -> tuple[tuple[str, str], ...]:
    """Path and text of each file; none of them bears a name that is taken.

    Parameters
    ----------
    entries : sequence of Entry
        In the order in which they are to stand in their files.
    taken : collection of str
        Paths of the files that are there, as `entries/pizza.md`, in small letters.

    Examples
    --------
    >>> from faq import Source
    >>> dog = Entry("dog", "May I bring my dog?", "Yes.", Fields(topic="Pets"), Source("a.csv", 2))
    >>> [path for path, _ in shelved([dog], {"entries/pets.md"})]
    ['entries/pets-2.md']
    """
    names = _Names(taken)
    found = [(names.free("entries", name), text) for name, text in _topics(entries)]
    found += [(names.free("articles", name), text) for name, text in _articles(entries)]
    return tuple(found)


def file_names(wished: str) -> Iterator[str]:
    """Names that a file can bear without its ending: the wished one if it can, then numbered ones.

    Examples
    --------
    >>> next(file_names("pets")), next(file_names("readme"))
    ('pets', 'readme-2')
    """
    short = wished.encode()[:_NAME_BYTES].decode(errors="ignore").rstrip("-")
    numbered = (short if number == 1 else f"{short}-{number}" for number in count(1))
    return (name for name in numbered if name not in _RESERVED)


class _Names:
    """Names of files that are not taken yet."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {path.lower() for path in taken}

    def free(self, folder: str, wished: str) -> str:
        paths = (f"{folder}/{name}.md" for name in file_names(wished))
        path = next(path for path in paths if path.lower() not in self._taken)
        self._taken.add(path.lower())
        return path


def _topics(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Wished name and text of each file of questions."""
    shelves: dict[Fields, list[Entry]] = {}
    for entry in entries:
        if not entry.article:
            shelves.setdefault(needed_defaults(entry), []).append(entry)
    languages = {(fields.topic, fields.language) for fields in shelves}
    for fields, shelf in shelves.items():
        foreign = any(topic == fields.topic and other != fields.language for topic, other in languages)
        name = slug(fields.topic) or "faq"
        for part in _parts(shelf, fields):
            text = file_text(part, fields.topic, fields)
            yield (f"{name}-{fields.language}" if foreign else name), text


def _articles(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Wished name and text of the file of each article."""
    articles: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.article:
            articles.setdefault(entry.article, []).append(entry)
    for name, sections in articles.items():
        fields = _shared(sections)
        for part in _parts(_opening_first(sections), fields):
            yield name, article_text(part, fields)


def _shared(sections: Sequence[Entry]) -> Fields:
    """What the front matter of an article has to say."""
    needed = [needed_defaults(entry) for entry in sections]
    tags = max((fields.tags for fields in needed), key=len)
    reference = next((fields.reference for fields in needed if fields.reference), "")
    return replace(needed[0], tags=tags, reference=reference)


def _opening_first(sections: Sequence[Entry]) -> list[Entry]:
    return sorted(sections, key=lambda entry: entry.id != entry.article)


def _parts(entries: Sequence[Entry], fields: Fields) -> Iterator[list[Entry]]:
    """The entries in as many files as they need."""
    part: list[Entry] = []
    room = _BYTES
    for entry in entries:
        size = len(entry_text(entry, fields).encode())
        if part and size > room:
            yield part
            part, room = [], _BYTES
        part.append(entry)
        room -= size
    if part:
        yield part
