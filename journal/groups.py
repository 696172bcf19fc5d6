"""Questions with what was said against their answers into groups: what was asked alike, and how often."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from journal.records import Decision
from journal.writes import UNANSWERED

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
    missed: str
    """The hour of the last one without an answer, or with one that was voted down; empty if there is none."""
    outcomes: dict[str, int]
    """How many ended how."""
    down: int
    """Votes against the answer."""
    comments: tuple[str, ...]
    """What was missing, in visitors' words, oldest first."""
    decision: Decision | None
    """What a maintainer made of them."""


@dataclass(frozen=True, slots=True)
class Needed:
    """The groups that need a maintainer, or those of them that were asked most."""

    groups: tuple[Group, ...]
    """The most asked first; equal ones by the last time, newest first."""
    left_out: int
    """How many there are besides."""


def grouped(judged: Iterable[_Judged], decisions: Iterable[Decision]) -> tuple[Group, ...]:
    """The groups, those of most conversations first; equal ones by the last time, newest first.

    Parameters
    ----------
    judged : iterable of tuple
        Of each question what `reading.judged` tells.
    decisions : iterable of Decision
    """
    made = _by_key(decisions)
    groups = [_group(same, made) for same in _together(judged)]
    groups.sort(key=lambda group: (group.conversations, group.last, group.alike), reverse=True)
    return tuple(groups)


def needed(judged: Iterable[_Judged], decisions: Iterable[Decision], most: int) -> Needed:
    """The groups with a question that was not answered, or whose answer was voted down.

    Of very many wordings most were asked once: what is left out is counted, and no group is made of it.

    Parameters
    ----------
    judged : iterable of tuple
    decisions : iterable of Decision
    most : int
        So many groups are given, those that were asked most.
    """
    made = _by_key(decisions)
    found = [same for same in _together(judged) if any(map(_needs, same))]
    return Needed(tuple(_group(same, made) for same in _most(found, most)), max(0, len(found) - most))


def _together(judged: Iterable[_Judged]) -> Iterable[list[_Judged]]:
    """The questions of each key."""
    together: defaultdict[str, list[_Judged]] = defaultdict(list)
    for each in judged:
        together[each[0]].append(each)
    return together.values()


def _needs(question: _Judged) -> bool:
    _, _, _, outcome, _, comment = question
    return outcome in UNANSWERED or comment is not None


def _most(found: list[list[_Judged]], most: int) -> list[list[_Judged]]:
    """Those that were asked most; of the many that were asked too rarely nothing but that is looked at."""
    often = sorted(map(len, found), reverse=True)
    least = often[most - 1] if 0 < most < len(often) else 0
    return sorted((same for same in found if len(same) >= least), key=_asked_most, reverse=True)[:most]


def _asked_most(same: list[_Judged]) -> tuple[int, str, str]:
    return len(same), max([each[2] for each in same]), same[0][0]


def _by_key(decisions: Iterable[Decision]) -> Mapping[str, Decision]:
    return {decision.alike: decision for decision in decisions}


def _group(same: list[_Judged], made: Mapping[str, Decision]) -> Group:
    (alike, *_), conversations, times, outcomes, texts, comments = zip(*same, strict=True)
    down = [(time, comment) for time, comment in zip(times, comments, strict=True) if comment is not None]
    return Group(
        alike=alike,
        text=_commonest(texts),
        questions=len(same),
        conversations=len(set(conversations)),
        first=min(times),
        last=max(times),
        missed=max([each[2] for each in same if _needs(each)], default=""),
        outcomes={outcome: outcomes.count(outcome) for outcome in dict.fromkeys(outcomes)},
        down=len(down),
        comments=tuple(comment for _, comment in sorted(down) if comment),
        decision=made.get(alike),
    )


def _commonest(texts: Sequence[str]) -> str:
    """The text that stands there most often; of several the first in their order."""
    if len(texts) == texts.count(texts[0]):  # mostly; counting takes much longer, and there are many groups
        return texts[0]
    return Counter(sorted(texts)).most_common(1)[0][0]
