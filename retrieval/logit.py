"""A probability from a weighted sum: logistic regression, as scikit-learn fits it and people can read it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

_MOST = 30.0
"""Log-odds beyond which a probability is 0 or 1 for all purposes."""


class Term(NamedTuple):
    """What a feature counts."""

    weight: float
    """Log-odds for each unit above what is usual."""
    usual: float
    """The feature's mean over the questions that it was fitted on."""


@dataclass(frozen=True, slots=True)
class Logit:
    """Log-odds that are linear in some features."""

    bias: float
    """Log-odds where every feature is as usual."""
    terms: Mapping[str, Term]

    def odds(self, features: Mapping[str, float]) -> float:
        """The log-odds for some features, all of the terms' among them."""
        return self.bias + sum(self.contributions(features).values())

    def contributions(self, features: Mapping[str, float]) -> dict[str, float]:
        """What each term adds to the log-odds: what speaks for it is above 0."""
        return {name: weight * (features[name] - usual) for name, (weight, usual) in self.terms.items()}


def probability(odds: float) -> float:
    """The probability in [0, 1] that log-odds stand for.

    Examples
    --------
    >>> probability(0.0), round(probability(2.0), 2)
    (0.5, 0.88)
    """
    return 1 / (1 + math.exp(-max(-_MOST, min(_MOST, odds))))


def log_odds(probability: float) -> float:
    """The log-odds of a probability in [0, 1], finite."""
    kept = min(1 - 1e-9, max(1e-9, probability))
    return math.log(kept / (1 - kept))
