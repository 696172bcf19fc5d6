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
    down = [(time, comment) for time, comment in zip(times, comments, strict=True) if comment is not None]
    return Group(
        alike=alike,
        text=_commonest(texts),
        questions=len(same),
        conversations=len(set(conversations)),
        first=min(times),
        last=max(times),
        outcomes={outcome: outcomes.count(outcome) for outcome in dict.fromkeys(outcomes)},
        down=len(down),
        comments=tuple(comment for _, comment in sorted(down) if comment),
        decision=decision,
    )


def _commonest(texts: Sequence[str]) -> str:
    """The text that stands there most often; of several the first in their order."""
    if len(texts) == texts.count(texts[0]):  # mostly; counting takes much longer, and there are many groups
        return texts[0]
    return Counter(sorted(texts)).most_common(1)[0][0]
