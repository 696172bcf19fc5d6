"""What visitors asked, as plain values; rows that are alike into one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

MOST_COMMENTS: Final = 50
"""Comments that are kept of questions that are alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that visitors asked, once or often."""

    text: str
    alike: str
    """Key of the questions that differ in nothing that counts, such as their folded words."""
    times: int = 1
    conversations: int = 1
    """In how many it was asked. Of rows made one this is the sum, since they do not say which they were."""
    first: str = ""
    """Day on which it was first asked, `2026-11-22`; empty where that is not known."""
    last: str = ""
    missed: str = ""
    """Day on which it last got no answer, or one that was voted down; empty where that is not known."""
    outcomes: tuple[tuple[str, int], ...] = ()
    """What was replied, and how often; the names are the caller's own."""
    down: int = 0
    """Votes against the reply."""
    comments: tuple[str, ...] = ()


def merged(rows: Iterable[Asked]) -> tuple[Asked, ...]:
    """The rows with those of the same key made one, the most asked first; equal ones in their order.

    The wording that was asked most often stands for all.

    Examples
    --------
    >>> one, other = Asked(text="dogs?", alike="dogs"), Asked(text="Dogs", alike="dogs", times=2, down=1)
    >>> [(each.text, each.times, each.down) for each in merged([one, other])]
    [('Dogs', 3, 1)]
    """
    same: dict[str, list[Asked]] = {}
    for row in rows:
        same.setdefault(row.alike, []).append(row)
    return tuple(sorted(map(together, same.values()), key=lambda each: -each.times))


def together(rows: Sequence[Asked]) -> Asked:
    """Some rows as one, under the wording that was asked most often."""
    if len(rows) == 1:
        return rows[0]
    outcomes = Counter[str]()
    for row in rows:
        outcomes.update(dict(row.outcomes))
    most = max(rows, key=lambda row: row.times)
    return Asked(
        text=most.text,
        alike=most.alike,
        times=sum(row.times for row in rows),
        conversations=sum(row.conversations for row in rows),
        first=min((row.first for row in rows if row.first), default=""),
        last=max(row.last for row in rows),
        missed=max(row.missed for row in rows),
        outcomes=tuple(outcomes.most_common()),
        down=sum(row.down for row in rows),
        comments=tuple(dict.fromkeys(told for row in rows for told in row.comments))[:MOST_COMMENTS],
    )
