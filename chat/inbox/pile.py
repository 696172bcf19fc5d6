"""The questions of a period that need a maintainer, in groups of those that ask alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from authoring.inbox.asked import Asked
from authoring.inbox.clerk import Clerk
from authoring.inbox.groups import Group
from authoring.records import CommandError, Progress
from chat.inbox.needing import asked_of, group_of
from journal import Journal
from retrieval.index import Index

MOST: Final = 3_000
"""Wordings that are grouped, the most asked first. Where there are more, those behind them were asked once or
so, and would make the maintainer wait."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What the journal told."""

    asked: tuple[Asked, ...]
    """The most asked first, decided or not."""
    left_out: int
    """Wordings that were asked too rarely to be among them."""
    moment: datetime
    """When it was read."""


@dataclass(frozen=True, slots=True)
class Pile:
    """The same in groups."""

    rows: Rows
    groups: tuple[Group, ...]
    """The most asked first."""
    index: str
    """Fingerprint of the index that the words were weighed by."""
    failure: str = ""
    """Why each wording stands alone; empty where they are grouped."""


def rows(journal: Journal, days: int) -> Rows:
    """What lies in the inbox now.

    Parameters
    ----------
    journal : Journal
    days : int
        How far back; 0 for all that is kept.

    Raises
    ------
    JournalError
        When the journal cannot be read.
    """
    now = datetime.now(UTC)
    found = journal.needed(MOST, now - timedelta(days) if days else None)
    return Rows(tuple(map(asked_of, found.groups)), found.left_out, now)


def pile(told: Rows, clerk: Clerk, index: Index, before: Pile | None, progress: Progress) -> Pile:
    """What was told in groups.

    Parameters
    ----------
    told : Rows
    clerk : Clerk
    index : Index
    before : Pile, optional
        The one of this period before: where nothing came since, it need not be made again.
    progress : callable
    """
    if before and not before.failure and _is_same(before, told, index):
        return replace(before, rows=told)
    groups, failure = _grouped(told.asked, clerk, index, progress)
    return Pile(told, groups, index.fingerprint, failure)


def _is_same(before: Pile, told: Rows, index: Index) -> bool:
    return (before.rows.asked, before.index) == (told.asked, index.fingerprint)


def _grouped(
    asked: Sequence[Asked], clerk: Clerk, index: Index, progress: Progress
) -> tuple[tuple[Group, ...], str]:
    """The groups, or each wording for itself and why: a maintainer can work with those, too."""
    try:
        return clerk.grouped(asked, index, progress), ""
    except CommandError as error:
        return tuple(group_of((each,)) for each in asked), str(error)
