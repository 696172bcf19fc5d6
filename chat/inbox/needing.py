"""What the journal tells into the questions that a maintainer should see, as `authoring` takes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from authoring.inbox.asked import Asked, together
from authoring.inbox.groups import Group
from journal import Group as Alike


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


def asked_of(group: Alike) -> Asked:
    """A group of the journal as one question."""
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
