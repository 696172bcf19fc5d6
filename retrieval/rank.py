"""Candidates with their signals into an order."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from retrieval.records import Floats, Ints
from retrieval.signals import Signals
from retrieval.weights import Weight

USUAL_WORDS: Final = 8
"""Words of a question of usual length: where the weight of length is 0."""
USUAL_ASKING: Final = 0.4
"""Share of headings that are questions at which their weight is 0."""


class Ranking(NamedTuple):
    """Candidates in their order."""

    signals: Signals
    order: Ints
    """Of shape (n,): places among the candidates, best first."""
    scores: Floats
    """Of shape (n,): of each candidate, in the candidates' order."""


def ranking(told: Signals, score: Mapping[str, Weight]) -> Ranking:
    """The order of candidates by the weighted sum of their signals; equal ones in the order of the corpus.

    A passage that an author lets ask in exactly these words comes before all others.

    Parameters
    ----------
    told : Signals
    score : mapping of str to Weight
        By signal; one that is not there counts nothing.
    """
    scores = told.table @ effective(told, score)
    order = np.lexsort((told.passages, -scores.round(5), ~told.alike))
    return Ranking(told, order.astype(np.int32), scores)


def effective(told: Signals, score: Mapping[str, Weight]) -> Floats:
    """The weight of each signal for one question on one corpus, of shape (n_signals,)."""
    return np.asarray(_table(told.names, tuple(score.items())) @ circumstances(told), np.float32)


@lru_cache(maxsize=8)
def _table(names: tuple[str, ...], score: tuple[tuple[str, Weight], ...]) -> Floats:
    """The parts of each signal's weight, of shape (n_signals, 3)."""
    known = dict(score)
    return np.array([known.get(name, Weight(0.0, 0.0, 0.0)) for name in names], np.float32)


def circumstances(told: Signals) -> Floats:
    """What the three parts of a weight are multiplied by, of shape (3,)."""
    longer = math.log1p(len(told.query.words)) - math.log1p(USUAL_WORDS)
    return np.array([1.0, longer, told.asking - USUAL_ASKING], np.float32)
