"""Ids across files: each names one entry, and each link names an id."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from faq.answer import answer_of
from faq.records import Entry, Problem, Source


@dataclass(frozen=True, slots=True)
class Link:
    """A link that names an id."""

    source: Source
    """Of the entry that holds it."""
    target: str
    """An id, without the `#`."""
    is_field: bool
    """Whether it stands in `See also`, not in the answer."""


def unique(entries: Iterable[Entry]) -> tuple[list[Entry], list[Problem]]:
    """The entries with ids that differ; the second holder of an id gets a number and a problem.

    All others are the same objects as before.
    """
    entries = list(entries)
    written = {entry.id for entry in entries}
    if len(written) == len(entries):
        return entries, []
    owners: dict[str, Source] = {}
    free: dict[str, Iterator[str]] = {}
    unique, problems = [], []
    for entry in entries:
        name = entry.id
        if name in owners:
            numbered = free.setdefault(name, map(f"{name}-{{}}".format, count(2)))
            name = next(other for other in numbered if other not in written)
            problems.append(_taken(entry, owners[entry.id], name))
            entry = replace(entry, id=name)
        written.add(name)
        owners[name] = entry.source
        unique.append(entry)
    return unique, problems


def _taken(entry: Entry, owner: Source, free: str) -> Problem:
    remedy = f"end the heading with another id, as in {{#{free}}}"
    if entry.source.path.lower().endswith(".csv"):
        remedy = f"write another one in the column 'id', such as {free}"
    return Problem(entry.source, f"id {entry.id!r} is taken by {owner}", remedy)


def formerly(entries: Iterable[Entry], ids: Container[str]) -> tuple[dict[str, str], list[Problem]]:
    """Each old id with the present one, and a problem for each that belongs to another entry."""
    present: dict[str, str] = {}
    problems = []
    for entry in entries:
        for old in entry.fields.formerly:
            if old in ids or old in present:
                what = f"the former id {old!r} belongs to another entry"
                problems.append(Problem(entry.source, what, "delete it from 'Formerly'"))
            else:
                present[old] = entry.id
    return present, problems


def links_of(entry: Entry) -> Iterator[Link]:
    """The links of an entry that name an id: in `See also`, then in its answer."""
    for target in entry.fields.see_also:
        yield Link(entry.source, target, is_field=True)
    if "[" not in entry.answer:  # without which no link can name an id
        return
    for target in answer_of(entry.answer).links:
        if target.startswith("#"):
            yield Link(entry.source, target[1:], is_field=False)


def dead_links(links: Iterable[Link], known: Container[str]) -> Iterator[Problem]:
    """A problem for each link that leads to none of the known ids."""
    for link in links:
        if link.target not in known:
            what = "'See also' names no entry" if link.is_field else "the answer links to no entry"
            yield Problem(link.source, f"{what}: #{link.target}", "correct the id, or delete the link")
