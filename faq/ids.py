"""Ids across files: each names one entry, and each link names an id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from faq.markdown import links
from faq.records import Entry, Problem, Source


def unique(entries: Iterable[Entry]) -> tuple[list[Entry], list[Problem]]:
    """The entries with ids that differ; the second holder of an id gets a number and a problem."""
    owners: dict[str, Source] = {}
    unique, problems = [], []
    for entry in entries:
        name = entry.id
        if name in owners:
            number = next(n for n in range(2, 1_000_000) if f"{entry.id}-{n}" not in owners)
            name = f"{entry.id}-{number}"
            what = f"id {entry.id!r} is taken by {owners[entry.id]}"
            remedy = f"end the heading with another id, as in {{#{name}}}"
            problems.append(Problem(entry.source, what, remedy))
        owners[name] = entry.source
        unique.append(replace(entry, id=name))
    return unique, problems


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


def dead_links(entries: list[Entry], formerly: dict[str, str]) -> Iterator[Problem]:
    """A problem for each `See also` and each link in an answer that leads nowhere."""
    known_ids = {entry.id for entry in entries} | set(formerly)
    known_ids |= {entry.article for entry in entries if entry.article}
    for entry in entries:
        remedy = "correct the id, or delete the link"
        for target in entry.fields.see_also:
            if target not in known_ids:
                yield Problem(entry.source, f"'See also' names no entry: #{target}", remedy)
        for _, target in links(entry.answer):
            if target.startswith("#") and target[1:] not in known_ids:
                yield Problem(entry.source, f"the answer links to no entry: {target}", remedy)
