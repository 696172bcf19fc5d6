"""What the journal tells into the questions that a maintainer should see, as `authoring` takes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from authoring.inbox.asked import Asked, together
from authoring.inbox.groups import Group
from journal import Decision
from journal import Group as Alike

SETTLING: Final = timedelta(days=2)
"""After a question was decided: until then, visitors may still get the answers from before."""


def without(groups: Iterable[Group], keys: Collection[str]) -> tuple[Group, ...]:
    """The groups without the questions of some keys; those of which nothing is left are gone."""
    return _chosen(groups, lambda asked: asked.alike not in keys)


def within(groups: Iterable[Group], keys: Collection[str]) -> tuple[Group, ...]:
    """What the groups hold of the questions of some keys."""
    return _chosen(groups, lambda asked: asked.alike in keys)


def done_with(asked: Iterable[Asked], made: Mapping[str, Decision]) -> set[str]:
    """The keys of the questions that need nobody any more, by what was decided of each key."""
    return {each.alike for each in asked if is_settled(each, made.get(each.alike))}


def is_settled(asked: Asked, decision: Decision | None) -> bool:
    """Whether a question needs nobody any more: it was decided, and did not fail again since it was answered.

    Examples
    --------
    >>> added = Decision(alike="d", kind="added", passage="dogs", time="2026-11-02T10:00Z")
    >>> [is_settled(Asked(text="dogs?", alike="d", missed=f"2026-11-{day}"), added) for day in ("03", "09")]
    [True, False]
    """
    if decision is None or decision.kind != "added" or not asked.missed:
        return decision is not None
    return date.fromisoformat(asked.missed) - date.fromisoformat(decision.time[:10]) <= SETTLING


def group_of(members: tuple[Asked, ...]) -> Group:
    """The group that some questions make, the most asked first."""
    return Group(together(members), members)


def _chosen(groups: Iterable[Group], wanted: Callable[[Asked], bool]) -> tuple[Group, ...]:
    return tuple(sorted(_parts(groups, wanted), key=lambda group: -group.whole.times))


def _parts(groups: Iterable[Group], wanted: Callable[[Asked], bool]) -> Iterator[Group]:
    for group in groups:
        members = tuple(filter(wanted, group.members))
        if members:
            yield group if len(members) == len(group.members) else group_of(members)


def asked_of(group: Alike) -> Asked:
    """A group of the journal as one question."""
    return Asked(
        text=group.text,
        alike=group.alike,
        times=group.questions,
        conversations=group.conversations,
        first=group.first[:10],
        last=group.last[:10],
        missed=group.missed[:10],
        outcomes=tuple(group.outcomes.items()),
        down=group.down,
        comments=group.comments,
    )
