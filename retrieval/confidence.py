"""How probable it is that the best candidate answers the question, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from retrieval.calibration import AS_SHIPPED, Calibration
from retrieval.logit import log_odds, probability
from retrieval.rank import Ranking
from retrieval.records import Outcome
from retrieval.weights import Weights

ALONE = 3.0
"""Half the spread of a candidate without a rival."""
RIVALS = 5
"""Candidates behind the first that count as rivals."""


@dataclass(frozen=True, slots=True)
class First:
    """The best candidate among its rivals: what features are computed from."""

    ranked: Ranking
    scores: Sequence[float]
    """Of each candidate, best first."""
    told: Mapping[str, float]
    """The signals of the best candidate, by name."""


def score(first: First) -> float:
    """How much speaks for it."""
    return first.scores[0] / 10


def spread(first: First) -> float:
    """How far the next few are behind on average."""
    rest = first.scores[1 : RIVALS + 1]
    return min(2 * ALONE, first.scores[0] - sum(rest) / len(rest)) if rest else 2 * ALONE


def shortness(first: First) -> float:
    """A question of few words that carry meaning leaves more open."""
    return 1 / (1 + len(set(first.ranked.signals.query.terms)))


def strangeness(first: First) -> float:
    """Which share of the words that carry meaning the content does not know."""
    query = first.ranked.signals.query
    return min(1.0, len(query.unknown) / max(1, len(set(query.terms))))


def repairs(first: First) -> float:
    """How many words were corrected, up to three."""
    return min(1.0, len(first.ranked.signals.query.corrections) / 3)


def brevity(first: First) -> float:
    """Answers that say little leave only the phrasings to go by."""
    return first.ranked.signals.brevity


RIVALRY: Final[Mapping[str, Callable[[First], float]]] = {
    feature.__name__: feature
    for feature in (
        score,
        spread,
        shortness,
        strangeness,
        repairs,
        brevity,
    )
}
"""Features besides the best candidate's own signals."""
AGAINST: Final = frozenset({"shortness", "strangeness", "repairs", "brevity"})
"""Features that can only speak against a passage; all others can only speak for it."""


def features(ranked: Ranking) -> dict[str, float]:
    """What is known of the best candidate and its rivals, by name."""
    best = ranked.signals.table[int(ranked.order[0])]
    told = dict(zip(ranked.signals.names, best.tolist(), strict=True))
    first = First(ranked, ranked.scores.take(ranked.order).tolist(), told)
    return told | {name: feature(first) for name, feature in RIVALRY.items()}


class Judgement(NamedTuple):
    """How probable it is that the best candidate answers, and what that follows from."""

    in_scope: float
    """Probability in [0, 1] that some passage answers the question."""
    first: float
    """Probability in [0, 1] that it is this one, if there is one."""
    word_for_word: bool
    """Whether one passage, and no other, has the question word for word."""
    features: Mapping[str, float]
    """What it was judged by."""
    confidence: float
    """All together, as the content's own calibration reads it."""


def judgement(ranked: Ranking, weights: Weights, calibration: Calibration = AS_SHIPPED) -> Judgement:
    """The judgement on the best candidate of a ranking."""
    known = features(ranked)
    in_scope, first = (probability(logit.odds(known)) for logit in (weights.in_scope, weights.first))
    word_for_word = np.count_nonzero(ranked.signals.alike) == 1
    sure = calibration.read(log_odds(in_scope * first), known, word_for_word)
    return Judgement(in_scope, first, word_for_word, known, sure)


def outcome(sure: float, answer: float, suggest: float) -> Outcome:
    """What to do with a confidence, given the two thresholds; a tie goes to the bolder outcome."""
    if sure >= answer:
        return "answer"
    return "suggest" if sure >= suggest else "abstain"
