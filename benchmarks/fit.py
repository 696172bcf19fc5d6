"""Fits the numbers that ship in `retrieval/weights.json` with scikit-learn.

Two models, both linear: one orders the candidates of a question (differences between a right and a wrong
candidate), one gives the log-odds that the first of them is right. Every family of sets counts alike,
whatever its size; sets of one source are one family.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.samples import Sample
from retrieval.confidence import features
from retrieval.rank import scored
from retrieval.records import Floats
from retrieval.signals import SIGNALS
from retrieval.weights import Weights

RIVALS = 15
"""Wrong candidates compared with the right one: the strongest ones decide."""
STIFFNESS = 1.0
"""scikit-learn's C of both models."""
OWN_SHARE = 5
"""How often the own gold questions count: the content that ships is what visitors meet first."""
FOLDS = 5
SUGGEST = 0.2
"""Least confidence of a suggestion; below it hardly any offer holds the right passage."""
RISKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
FEATURES = (
    "best_phrasing", "all_phrasings", "asked_covered", "whole_text", "letters", "fuzzy", "wording",
    "bm25", "best_sentence", "neighbours", "covered", "telling_covered", "telling_asked",
    "phrasing_covered", "phrasing_used", "keywords_covered", "keywords_asked", "exact", "turning_held",
    "lead", "spread", "unknown", "unknown_telling", "short", "corrected", "product",
)  # fmt: skip
"""Features of the confidence; `score` is left out, since it repeats the signals."""


@dataclass(frozen=True, slots=True)
class Family:
    """Samples that count as one, whatever their number."""

    name: str
    samples: tuple[Sample, ...]


def fitted(families: Sequence[Family], own: Family, on: str) -> Weights:
    """Weights fitted on all families, thresholds on the own one.

    The own family counts `OWN_SHARE` times. Its confidences for the thresholds come from models that
    did not see the question: a fifth of it is left out in turn.
    """
    score, confidence, bias = models([*families, *[own] * OWN_SHARE])
    pairs = thresholds(left_out(families, own))
    return Weights(on, score, confidence, bias, pairs, suggest=SUGGEST)


def models(families: Sequence[Family]) -> tuple[dict[str, float], dict[str, float], float]:
    """The weights of the score, those of the confidence, and its bias."""
    score = score_weights(families)
    return score, *confidence_weights(families, score)


def left_out(families: Sequence[Family], own: Family) -> list[tuple[float, bool, bool]]:
    """Confidence, rightness and scope of each own question, by models fitted without its fifth."""
    judged = []
    for fold in range(FOLDS):
        seen = tuple(sample for place, sample in enumerate(own.samples) if place % FOLDS != fold)
        score, confidence, bias = models([*families, *[Family(own.name, seen)] * OWN_SHARE])
        for sample in own.samples[fold::FOLDS]:
            told = first(sample, score)
            odds = bias + sum(confidence[name] * told[0][name] for name in FEATURES) if told else -30.0
            judged.append((1 / (1 + math.exp(-odds)), bool(told and told[1]), sample.in_scope))
    return judged


def thresholds(judged: Sequence[tuple[float, bool, bool]]) -> tuple[tuple[float, float], ...]:
    """For each risk the least confidence from which on no larger share of the answers is wrong.

    Parameters
    ----------
    judged : sequence of (float, bool, bool)
        Confidence and rightness of the first hit, and scope, of each question.
    """
    ordered = sorted(judged, reverse=True)
    wrong = np.cumsum([not right for _, right, _ in ordered]) / np.arange(1, len(ordered) + 1)
    pairs = []
    for risk in RISKS:
        kept = np.flatnonzero(wrong <= risk)
        least = ordered[kept[-1]][0] if len(kept) else 1.0
        pairs.append((risk, round(least, 3)))
    return tuple(pairs)


def score_weights(families: Iterable[Family]) -> dict[str, float]:
    """Weight of each signal, from pairs of a right and a wrong candidate of one question."""
    from sklearn.linear_model import LogisticRegression

    rows, weights = [], []
    for family in families:
        pairs = [found for sample in family.samples if (found := _differences(sample)) is not None]
        for found in pairs:
            rows.append(found)
            weights.append(np.full(len(found), 1 / len(found) / len(pairs)))
    better, weight = np.concatenate(rows), np.concatenate(weights)
    weight *= len(weight) / weight.sum()
    model = LogisticRegression(C=STIFFNESS, fit_intercept=False, max_iter=5_000)
    truth = np.repeat([1, 0], len(better))
    model.fit(np.concatenate([better, -better]), truth, sample_weight=np.tile(weight, 2))
    return dict(zip(SIGNALS, map(float, model.coef_[0].round(4)), strict=True))


def _differences(sample: Sample) -> Floats | None:
    """The strongest right candidate's signals minus those of its strongest rivals."""
    if sample.ranked is None or not sample.right.any() or sample.right.all():
        return None
    table = sample.ranked.signals.table
    strength = table.sum(axis=1)
    best = table[sample.right][np.argmax(strength[sample.right])]
    rivals = table[~sample.right][np.argsort(-strength[~sample.right], kind="stable")[:RIVALS]]
    return np.asarray(best - rivals, np.float32)


def confidence_weights(
    families: Iterable[Family], score: Mapping[str, float]
) -> tuple[dict[str, float], float]:
    """Weight of each feature of the first hit, and the bias, in the log-odds of its being right."""
    from sklearn.linear_model import LogisticRegression

    rows, truths, weights = [], [], []
    for family in families:
        judged = [found for sample in family.samples if (found := first(sample, score)) is not None]
        rows += [[told[name] for name in FEATURES] for told, _ in judged]
        truths += [right for _, right in judged]
        weights += [1 / len(judged)] * len(judged)
    weight = np.array(weights) * len(weights) / sum(weights)
    model = LogisticRegression(C=STIFFNESS, max_iter=5_000)
    model.fit(np.array(rows), np.array(truths), sample_weight=weight)
    return dict(zip(FEATURES, map(float, model.coef_[0].round(4)), strict=True)), float(model.intercept_[0])


def first(sample: Sample, score: Mapping[str, float]) -> tuple[dict[str, float], bool] | None:
    """Features of the first hit and whether it is right; None when nothing was found."""
    if sample.ranked is None:
        return None
    ranked = scored(sample.ranked.found, sample.ranked.signals, score)
    return features(ranked), bool(sample.right[ranked.order[0]])


def written(weights: Weights, file: Path) -> None:
    """Write the weights where `retrieval.weights.read` finds them; the same weights give the same file."""
    values = {
        "fitted_on": weights.fitted_on,
        "score": dict(weights.score),
        "confidence": dict(weights.confidence),
        "bias": round(weights.bias, 4),
        "thresholds": weights.thresholds,
        "suggest": weights.suggest,
    }
    file.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
