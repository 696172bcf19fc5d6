"""How probable it is that the best candidate answers the question, and what follows from it.

This is the place where calibration plugs in: `features` says what is known of the best candidate,
`Weights` how much each counts.
"""

from __future__ import annotations

import math

import numpy as np

from retrieval.rank import Ranking
from retrieval.records import Outcome
from retrieval.signals import SIGNALS
from retrieval.weights import Weights

WORD_FOR_WORD = 0.97
"""Confidence in an author's own words; the rest is for an author's slip."""


def features(ranked: Ranking) -> dict[str, float]:
    """What is known of the best candidate and its rivals, each about 0 to 1."""
    best, found = int(ranked.order[0]), ranked.found
    told = dict(zip(SIGNALS, map(float, ranked.signals.table[best]), strict=True))
    scores = ranked.scores[ranked.order]
    weight = float(found.idf.sum())
    rest = scores[1:6]
    return {
        **told,
        "score": float(scores[0]),
        "lead": float(scores[0] - scores[1]) if len(scores) > 1 else float(scores[0]),
        "spread": float(scores[0] - rest.mean()) if len(rest) else float(scores[0]),
        "unknown": found.unknown_idf / (weight + found.unknown_idf or 1.0),
        "unknown_telling": found.unknown_telling
        / (float(found.telling.sum()) + found.unknown_telling or 1.0),
        "short": 1 / (1 + len(set(found.query.terms))),
        "corrected": min(1.0, len(found.query.corrections) / 3),
        "exact": told["wording"] ** 4,
        "product": float(np.sqrt(told["phrasing_covered"] * told["phrasing_used"])),
    }


def confidence(ranked: Ranking, weights: Weights) -> float:
    """Probability in [0, 1] that the best candidate answers the question.

    At least `WORD_FOR_WORD` when one passage, and no other, has a phrasing of exactly these words.
    """
    least = WORD_FOR_WORD if int(ranked.found.alike.sum()) == 1 else 0.0
    known = features(ranked)
    odds = weights.bias + sum(weight * known[name] for name, weight in weights.confidence.items())
    return max(least, 1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))))


def outcome(sure: float, weights: Weights, risk: float) -> Outcome:
    """What to do with a confidence; a tie goes to the bolder outcome."""
    if sure >= weights.answer_threshold(risk):
        return "answer"
    return "suggest" if sure >= weights.suggest else "abstain"
