"""Candidates with their signals into an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from retrieval.candidates import Candidates
from retrieval.index import Index
from retrieval.records import Floats, Ints
from retrieval.signals import SIGNALS, Signals, signals
from retrieval.weights import Weights


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates in their order."""

    found: Candidates
    signals: Signals
    order: Ints
    """Of shape (n,): places among the candidates, best first."""
    scores: Floats
    """Of shape (n,): of each candidate, in the candidates' order."""


def ranking(found: Candidates, index: Index, weights: Weights) -> Ranking:
    """The candidates by their score; equal ones in the order of the corpus."""
    return scored(found, signals(found, index), weights.score)


def scored(found: Candidates, told: Signals, weights: Mapping[str, float]) -> Ranking:
    """The order of candidates whose signals are known, by the weight of each signal.

    A passage that an author lets ask in exactly these words comes before all others.
    """
    scores = told.table @ np.array([weights.get(name, 0.0) for name in SIGNALS], np.float32)
    order = np.lexsort((found.passages, -np.round(scores, 5), ~found.alike))
    return Ranking(found, told, order.astype(np.int32), scores)
