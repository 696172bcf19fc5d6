"""Questions with what was said against their answers into groups: what was asked alike, and how often."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from journal.records import Decision

_Judged: TypeAlias = Sequence[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions that say the same words."""

    alike: str
    text: str
    """As it was asked most often."""
    questions: int
    conversations: int
    first: str
    """The hour of the first one."""
    last: str
    outcomes: dict[str, int]
    """How many ended how."""
    down: int
    """Votes against the answer."""
    comments: tuple[str, ...]
    """What was missing, in visitors' words, oldest first."""
    decision: Decision | None
    """What a maintainer made of them."""


def grouped(judged: Iterable[_Judged], decisions: Iterable[Decision]) -> tuple[Group, ...]:
    """The groups, those of most conversations first; equal ones by the last time, newest first.

    Parameters
    ----------
    judged : iterable of tuple
        Of each question what `reading.judged` tells.
    decisions : iterable of Decision
    """
    together: defaultdict[str, list[_Judged]] = defaultdict(list)
    for each in judged:
        together[each[0]].append(each)
    made = {decision.alike: decision for decision in decisions}
    groups = [_group(alike, same, made.get(alike)) for alike, same in together.items()]
    groups.sort(key=lambda group: (group.last, group.alike), reverse=True)
    return tuple(sorted(groups, key=lambda group: group.conversations, reverse=True))


def _group(alike: str, same: list[_Judged], decision: Decision | None) -> Group:
    _, conversations, times, outcomes, texts, comments = zip(*same, strict=True)
    down = sorted(
        (time, comment) for time, comment in zip(times, comments, strict=True) if comment is not None
    )
    return Group(
        alike=alike,
        text=Counter(sorted(texts)).most_common(1)[0][0],
        questions=len(same),
        conversations=len(set(conversations)),
        first=min(times),
        last=max(times),
        outcomes=dict(Counter(outcomes)),
        down=len(down),
        comments=tuple(comment for _, comment in down if comment),
        decision=decision,
    )
