"""What one content file says: its entries, and all that follows from them alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from faq import document, table
from faq.document import Found
from faq.files import decoded, raw_of, shown
from faq.ids import Link, links_of, unique
from faq.passage import passage_of
from faq.records import Entry, Passage, Problem


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A content file, read."""

    problems: tuple[Problem, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Drafts and retired ones too."""
    ids: frozenset[str] = frozenset()
    """Of all entries."""
    hidden: frozenset[str] = frozenset()
    """The ids of drafts and retired entries."""
    articles: frozenset[str] = frozenset()
    """The ids of the articles that visitors see something of."""
    moved: tuple[Entry, ...] = ()
    """The entries that visitors see and that had other ids before."""
    links: tuple[Link, ...] = ()
    """Of the entries that visitors see."""
    passages: tuple[Passage, ...] = ()
    """Of the entries that visitors see."""
    digest: bytes = b""
    """SHA-256 of the file's bytes; empty for one that could not be read."""


def leaf_of(folder: str, path: Path) -> Leaf:
    """A file, read as the folder it lies in is: as questions or as an article."""
    raw = raw_of(path)
    if isinstance(raw, Problem):
        return Leaf((raw,))
    found = list(_units(folder, path, raw))
    problems = tuple(item for item in found if isinstance(item, Problem))
    entries = tuple(item for item in found if isinstance(item, Entry))
    return _grown(problems, entries, hashlib.sha256(raw).digest(), {})


def distinct(leaves: Iterable[Leaf]) -> tuple[list[Leaf], list[Problem]]:
    """The leaves with ids that differ, and the problem of each id that was taken.

    A leaf none of whose ids was taken is the same object as before.
    """
    leaves = list(leaves)
    number = sum(len(leaf.entries) for leaf in leaves)
    if number == len(frozenset().union(*(leaf.ids for leaf in leaves))):
        return leaves, []
    entries, taken = unique(entry for leaf in leaves for entry in leaf.entries)
    renamed = iter(entries)
    return [_renamed(leaf, tuple(islice(renamed, len(leaf.entries)))) for leaf in leaves], taken


def public(leaf: Leaf) -> Leaf:
    """A leaf without drafts and retired entries, whose ids others may have then."""
    if not leaf.hidden:
        return leaf
    entries = _seen(leaf.entries)
    return _grown(leaf.problems, tuple(entries), leaf.digest, _by_number(entries, leaf))


def _renamed(leaf: Leaf, entries: tuple[Entry, ...]) -> Leaf:
    if all(entry is before for entry, before in zip(entries, leaf.entries, strict=True)):
        return leaf
    return _grown(leaf.problems, entries, leaf.digest, _by_number(_seen(leaf.entries), leaf))


def _by_number(public: Iterable[Entry], leaf: Leaf) -> dict[int, Passage]:
    return dict(zip(map(id, public), leaf.passages, strict=True))


def _grown(
    problems: tuple[Problem, ...], entries: tuple[Entry, ...], digest: bytes, known: Mapping[int, Passage]
) -> Leaf:
    """A leaf of these entries; known are the passages of some, by the number of the object."""
    seen = _seen(entries)
    return Leaf(
        problems=problems,
        entries=entries,
        ids=frozenset(entry.id for entry in entries),
        hidden=frozenset(entry.id for entry in entries if entry.fields.status),
        articles=frozenset(entry.article for entry in seen if entry.article),
        moved=tuple(entry for entry in seen if entry.fields.formerly),
        links=tuple(link for entry in seen for link in links_of(entry)),
        passages=tuple(known.get(id(entry)) or passage_of(entry) for entry in seen),
        digest=digest,
    )


def _seen(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if not entry.fields.status]


def _units(folder: str, path: Path, raw: bytes) -> Found:
    text = decoded(path, raw)
    if isinstance(text, Problem):
        yield text
    elif path.suffix.lower() == ".csv":
        yield from table.entries(shown(path), text)
    else:
        yield from (document.questions if folder == "entries" else document.article)(path, text)
