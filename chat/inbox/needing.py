"""What the journal tells into the questions that a maintainer should see, as `authoring` takes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from authoring.inbox.asked import Asked, together
from authoring.inbox.groups import Group
from journal import Group as Alike

UNANSWERED: Final = frozenset({"suggest", "abstain"})


def needing(groups: Iterable[Alike], most: int) -> tuple[tuple[Asked, ...], int]:
    """Those that were not answered, answered with suggestions or voted down; and how many are left out.

    Parameters
    ----------
    groups : iterable of journal.Group
    most : int
        So many are taken, the most asked first.
    """
    found = [group for group in groups if group.down or not UNANSWERED.isdisjoint(group.outcomes)]
    found.sort(key=lambda group: -group.questions)
    return tuple(map(_asked, found[:most])), max(0, len(found) - most)


def without(groups: Iterable[Group], keys: Collection[str]) -> tuple[Group, ...]:
    """The groups without the questions of some keys; those of which nothing is left are gone."""
    return _chosen(groups, lambda asked: asked.alike not in keys)


def within(groups: Iterable[Group], keys: Collection[str]) -> tuple[Group, ...]:
    """What the groups hold of the questions of some keys."""
    return _chosen(groups, lambda asked: asked.alike in keys)


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


def _asked(group: Alike) -> Asked:
    return Asked(
        text=group.text,
        alike=group.alike,
        times=group.questions,
        conversations=group.conversations,
        first=group.first[:10],
        last=group.last[:10],
        outcomes=tuple(group.outcomes.items()),
        down=group.down,
        comments=group.comments,
    )
