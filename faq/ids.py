"""Ids across files: each names one entry, and each link names an id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import Final

from faq import markdown
from faq.memory import Memory
from faq.records import Entry, Problem, Source


def _links(answer: str) -> tuple[tuple[int, str], ...]:
    return tuple(markdown.links(answer))


links: Final = Memory(_links)


def unique(entries: Iterable[Entry]) -> tuple[list[Entry], list[Problem]]:
    """The entries with ids that differ; the second holder of an id gets a number and a problem."""
    entries = list(entries)
    written = {entry.id for entry in entries}
    owners: dict[str, Source] = {}
    free: dict[str, Iterator[str]] = {}
    unique, problems = [], []
    for entry in entries:
        name = entry.id
        if name in owners:
            numbered = free.setdefault(name, map(f"{name}-{{}}".format, count(2)))
            name = next(other for other in numbered if other not in written)
            problems.append(_taken(entry, owners[entry.id], name))
        written.add(name)
        owners[name] = entry.source
        unique.append(replace(entry, id=name))
    return unique, problems


def _taken(entry: Entry, owner: Source, free: str) -> Problem:
    remedy = f"end the heading with another id, as in {{#{free}}}"
    if entry.source.path.lower().endswith(".csv"):
        remedy = f"write another one in the column 'id', such as {free}"
    return Problem(entry.source, f"id {entry.id!r} is taken by {owner}", remedy)


def formerly(entries: list[Entry], ids: set[str]) -> tuple[dict[str, str], list[Problem]]:
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


def dead_links(entries: list[Entry], others: list[Entry], formerly: dict[str, str]) -> Iterator[Problem]:
    """A problem for each `See also` and each link in an answer that leads to none of the entries.

    Others (small talk) hold links too, but cannot be linked to.
    """
    known_ids = {entry.id for entry in entries} | set(formerly)
    known_ids |= {entry.article for entry in entries if entry.article}
    for entry in (*entries, *others):
        remedy = "correct the id, or delete the link"
        for target in entry.fields.see_also:
            if target not in known_ids:
                yield Problem(entry.source, f"'See also' names no entry: #{target}", remedy)
        for _, target in links(entry.answer):
            if target.startswith("#") and target[1:] not in known_ids:
                yield Problem(entry.source, f"the answer links to no entry: {target}", remedy)
