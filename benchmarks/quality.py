"""An evaluation set into figures with intervals: the assistant, its peers, and how far they are apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.asked import US, Asked, asked
from benchmarks.intervals import Interval, difference, intervals, resamples
from benchmarks.judged import Judged, Places
from benchmarks.measures import MEASURES
from benchmarks.sets import EvaluationSet
from retrieval.weights import Weights

COMPARED = ("hit@1", "MRR")
"""Measures whose differences are told: between systems, and between right and wrong spelling."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is asked of each set, and how it is drawn."""

    questions: int = 800
    """At most, of each set."""
    seed: int = 0
    """Of the draw and of the bootstrap."""
    repeats: int = 500
    """Of the bootstrap."""


@dataclass(frozen=True, slots=True)
class Quality:
    """The figures of one set; None stands where a measure does not apply."""

    set: str
    language: str
    entries: int
    """Rows of the corpus."""
    passages: int
    """The same with articles cut into sections."""
    questions: int
    out_of_scope: int
    """Of those questions."""
    seed: int
    systems: Mapping[str, Mapping[str, Interval | None]]
    """System to measure to figure."""
    outcomes: Mapping[str, float]
    """Share of the questions with which the assistant comes to each outcome."""
    misspelt: Mapping[str, Mapping[str, Interval | None]]
    """System to measure of the misspelt questions, and to `… lost` against the same ones rightly spelt."""
    paired: Mapping[str, Mapping[str, Interval | None]]
    """Peer to measure to how much larger it is for the assistant."""


def quality(
    evaluation: EvaluationSet,
    settings: Settings,
    weights: Weights | None = None,
    meaning_weights: Weights | None = None,
) -> tuple[Asked, Quality]:
    """What the systems said to the questions of a set, and the figures of that."""
    said = asked(evaluation, settings.questions, settings.seed, weights, meaning_weights=meaning_weights)
    return said, figures(said, settings)


def figures(said: Asked, settings: Settings) -> Quality:
    """The figures of questions that were asked."""
    us = said.told[US]
    count = us.right.size
    places = resamples(count, settings.repeats, settings.seed)
    passages = said.evaluation.content.passages
    return Quality(
        set=said.evaluation.name,
        language=said.evaluation.language,
        entries=len({said.evaluation.row(passage.id) for passage in passages}),
        passages=len(passages),
        questions=count,
        out_of_scope=count - int(us.in_scope.sum()),
        seed=settings.seed,
        systems={system: intervals(told, places) for system, told in said.told.items()},
        outcomes=said.outcomes,
        misspelt={system: _misspelt(said, system, settings) for system in said.misspelt},
        paired={system: _apart(us, told, places) for system, told in said.told.items() if system != US},
    )


def _misspelt(said: Asked, system: str, settings: Settings) -> dict[str, Interval | None]:
    typed, clean = said.misspelt[system], said.clean[system]
    places = resamples(typed.right.size, settings.repeats, settings.seed)
    told = {name: found for name, found in intervals(typed, places).items() if name in COMPARED}
    lost = {f"{name} lost": found for name, found in _apart(clean, typed, places).items()}
    return told | lost


def _apart(first: Judged, second: Judged, places: Places) -> dict[str, Interval | None]:
    return {name: difference(first, second, MEASURES[name], places) for name in COMPARED}
