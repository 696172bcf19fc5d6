"""Entries that say nearly the same, found by their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

from faq import Passage
from retrieval.text import words

LIKENESS: Final = 80.0
"""Least rapidfuzz `ratio`, 0 to 100, of the folded words of two answers that say nearly the same."""
RUN: Final = 3
"""Neighbouring words that two answers must share somewhere to be compared."""
COMMON: Final = 12
"""Answers that hold a run of words up to which it tells anything."""
SHARED: Final = 0.2
"""Share of the shorter answer's runs that the other must hold."""


def twins(passages: Sequence[Passage]) -> dict[str, str]:
    """The id of each passage that has a twin, with that of its twin.

    Answers that differ in a number are no twins: `port 80` and `port 443` are not the same.

    Parameters
    ----------
    passages : sequence of Passage
    """
    said = [words(passage.text) for passage in passages]
    best: dict[int, tuple[float, int]] = {}
    for one, other in _pairs(said):
        likeness = _likeness(said[one], said[other])
        for place, twin in ((one, other), (other, one)):
            if likeness >= LIKENESS and (likeness, -twin) > best.get(place, (0.0, 0)):
                best[place] = likeness, -twin
    return {passages[place].id: passages[-twin].id for place, (_, twin) in sorted(best.items())}


def _pairs(said: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """The places of answers that share enough runs of words to be worth a comparison."""
    runs = [_runs(told) for told in said]
    holders: dict[tuple[str, ...], list[int]] = {}
    for place, held in enumerate(runs):
        for run in held:
            holders.setdefault(run, []).append(place)
    shared = Counter(
        pair for places in holders.values() if len(places) <= COMMON for pair in combinations(places, 2)
    )
    for (one, other), count in sorted(shared.items()):
        if count >= SHARED * min(len(runs[one]), len(runs[other])):
            yield one, other


def _runs(told: Sequence[str]) -> set[tuple[str, ...]]:
    """All neighbouring words of an answer; a very short one is a run of its own."""
    starts = range(max(1, len(told) - RUN + 1)) if told else range(0)
    return {tuple(told[start : start + RUN]) for start in starts}


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    if _numbers(one) != _numbers(other):
        return 0.0
    return fuzz.ratio(" ".join(one), " ".join(other), score_cutoff=LIKENESS)


def _numbers(told: Sequence[str]) -> Mapping[str, int]:
    return Counter(word for word in told if any(map(str.isdigit, word)))
