"""Figures with their uncertainty: percentile bootstrap over the questions, 95 %."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.judged import Judged, Numbers, Places
from benchmarks.measures import MEASURES, Measure

TAILS = (2.5, 97.5)
"""Percentiles that the interval ends at."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure, and where it would mostly lie with other questions of the same kind."""

    value: float
    low: float
    high: float


def resamples(count: int, repeats: int, seed: int) -> Places:
    """Places of questions drawn with replacement, of shape (repeats, count); the same for the same seed."""
    return np.random.default_rng(seed).integers(count, size=(repeats, count))


def intervals(told: Judged, places: Places) -> dict[str, Interval | None]:
    """Every measure of a system; None where it does not apply."""
    again = told.taken(places)
    return {name: interval(measure(told), measure(again)) for name, measure in MEASURES.items()}


def difference(first: Judged, second: Judged, measure: Measure, places: Places) -> Interval | None:
    """How much larger a measure is for the first of two systems, both asked the same questions."""
    value = measure(first) - measure(second)
    return interval(value, measure(first.taken(places)) - measure(second.taken(places)))


def interval(value: Numbers, sampled: Numbers) -> Interval | None:
    """A figure with the interval of its samples; samples in which it does not apply are left out."""
    known = sampled[~np.isnan(sampled)]
    if np.isnan(value) or not known.size:
        return None
    low, high = np.percentile(known, TAILS)
    return Interval(float(value), float(low), float(high))
