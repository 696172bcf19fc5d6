"""The risk dial: from the share of wrong answers that is tolerated to the confidence that it takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

RISKS: Final = (0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5)
SUREST: Final = 0.995
"""Threshold where no confidence keeps the risk: only an author's own words are surer."""
_Z: Final = 1.959964
"""Standard normal quantile of a two-sided interval of 95 %."""

UNSURE: Final = 0.5
"""Confidence below which passages are rather offered than shown."""
USEFUL: Final = 1 / 3
"""Share of the offers that must hold a right passage."""

Judged: TypeAlias = tuple[float, bool]
"""The confidence in a first hit, and whether it was right."""
Offer: TypeAlias = tuple[float, bool]
"""The confidence in a first hit, and whether a right passage was among the hits that would be offered."""


class Threshold(NamedTuple):
    """The least confidence of an answer for a risk, and what that rests on."""

    risk: float
    """Share of the shown answers that may be wrong."""
    confidence: float
    asked: int
    """Questions it was measured on."""
    answered: int
    """Those with at least this confidence."""
    wrong: int
    """Those answered wrong."""


def thresholds(judged: Sequence[Judged]) -> tuple[Threshold, ...]:
    """For each risk the least confidence from which on no larger share of the answers is wrong.

    Questions of one confidence are answered together or not at all.
    """
    ordered = sorted(judged, reverse=True)
    ends = [place for place in range(len(ordered)) if place + 1 == len(ordered) or _falls(ordered, place)]
    wrong = [0]
    for _, right in ordered:
        wrong.append(wrong[-1] + (not right))
    return tuple(_threshold(risk, ordered, ends, wrong) for risk in RISKS)


def _falls(ordered: Sequence[Judged], place: int) -> bool:
    return ordered[place][0] > ordered[place + 1][0]


def _threshold(
    risk: float, ordered: Sequence[Judged], ends: Sequence[int], wrong: Sequence[int]
) -> Threshold:
    kept = [place for place in ends if wrong[place + 1] <= risk * (place + 1)]
    if not kept:
        return Threshold(risk, SUREST, len(ordered), 0, 0)
    last = kept[-1]
    least = math.floor(ordered[last][0] * 1e4) / 1e4  # rounded down, so that the last one is answered
    return Threshold(risk, min(SUREST, least), len(ordered), last + 1, wrong[last + 1])


def suggest_threshold(offers: Sequence[Offer]) -> float:
    """The least confidence of an offer, from which on `USEFUL` of those below `UNSURE` hold a right passage.

    `UNSURE` where no offer is worth it.
    """
    unsure = sorted((offer for offer in offers if offer[0] < UNSURE), reverse=True)
    least, useful = UNSURE, 0
    for count, (sure, held) in enumerate(unsure, start=1):
        useful += held
        if useful >= USEFUL * count:
            least = math.floor(sure * 1e4) / 1e4
    return least


def answer_threshold(risk: float, table: Sequence[Threshold]) -> float:
    """The least confidence for an answer at any risk: linear between those of a table, level beyond them."""
    if risk <= table[0].risk:
        return table[0].confidence
    for low, high in zip(table, table[1:], strict=False):
        if risk <= high.risk:
            share = (risk - low.risk) / (high.risk - low.risk)
            return low.confidence + (high.confidence - low.confidence) * share
    return table[-1].confidence


def interval(wrong: int, answered: int) -> tuple[float, float]:
    """The 95 % interval of a share of wrong answers, in [0, 1].

    Wilson (1927), Probable Inference, the Law of Succession, and Statistical Inference.

    Examples
    --------
    >>> [round(bound, 3) for bound in interval(3, 100)]
    [0.01, 0.085]
    """
    if not answered:
        return 0.0, 1.0
    share, square = wrong / answered, _Z * _Z
    middle = share + square / (2 * answered)
    reach = _Z * math.sqrt(share * (1 - share) / answered + square / (4 * answered * answered))
    return tuple(  # type: ignore[return-value]
        min(1.0, max(0.0, (middle + sign * reach) / (1 + square / answered))) for sign in (-1, 1)
    )
