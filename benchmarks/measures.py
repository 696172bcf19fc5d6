"""Figures of merit of judged questions, computed along the last axis so that many samples pass at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from benchmarks.judged import RANKING, Flags, Judged, Numbers

BINS = 10
"""Equal parts of [0, 1] in which confidence and rightness are compared."""
KEPT = 0.9
"""Share of the questions in scope that must not be turned away."""
RISKS = (0.02, 0.05, 0.1)
"""Shares of wrong answers for which the coverage is told."""
ROUNDING = 1e-9


def mean(values: Numbers) -> Numbers:
    """The mean of those that are numbers; NaN when none is."""
    known = ~np.isnan(values)
    return _share(np.where(known, values, 0).sum(axis=-1), known.sum(axis=-1))


def auroc(confidence: Numbers, truth: Flags) -> Numbers:
    """How probably a true one is surer than an untrue one; NaN when all are alike.

    The same as scikit-learn's `roc_auc_score`, from the ranks (Mann and Whitney), so that it can be had
    of hundreds of samples at once.
    """
    from scipy.stats import rankdata

    ranks = rankdata(confidence, axis=-1)
    true = truth.sum(axis=-1)
    above = np.where(truth, ranks, 0).sum(axis=-1) - true * (true + 1) / 2
    return _share(above, true * (truth.shape[-1] - true))


def calibration_error(confidence: Numbers, right: Flags) -> Numbers:
    """Mean gap between confidence and share of right ones in ten bins, weighted by their numbers (ECE).

    Parameters
    ----------
    confidence : ndarray of shape (..., n)
        In [0, 1].
    right : ndarray of shape (..., n)
    """
    bins, gaps = _bins(confidence), confidence - right
    sums = [np.abs(np.where(bins == number, gaps, 0).sum(axis=-1)) for number in range(BINS)]
    return np.asarray(np.sum(sums, axis=0) / confidence.shape[-1])


def reliability(confidence: Numbers, right: Flags, least: int = 1) -> tuple[Numbers, Numbers]:
    """Mean confidence and share of right ones in each of the ten bins that holds so many; one axis only."""
    bins = _bins(confidence)
    held = [bins == number for number in range(BINS) if (bins == number).sum() >= least]
    return np.array([confidence[here].mean() for here in held]), np.array(
        [right[here].mean() for here in held]
    )


def _bins(confidence: Numbers) -> npt.NDArray[np.intp]:
    return np.minimum((confidence * BINS).astype(np.intp), BINS - 1)


def out_of_scope_recall(confidence: Numbers, in_scope: Flags) -> Numbers:
    """Share of the questions out of scope below the confidence that keeps 90 % of those in scope.

    NaN when all are in scope, or none is.
    """
    known = np.sort(np.where(in_scope, confidence, -np.inf), axis=-1)[..., ::-1]
    count = in_scope.sum(axis=-1)
    last = np.maximum(np.ceil(KEPT * count - ROUNDING).astype(np.intp) - 1, 0)
    least = np.take_along_axis(known, last[..., np.newaxis], axis=-1)
    outside = in_scope.shape[-1] - count
    below = (~in_scope & (confidence < least)).sum(axis=-1)
    return np.where(count > 0, _share(below, outside), np.nan)


def risks(confidence: Numbers, right: Flags) -> Numbers:
    """Share of wrong ones among the k surest, for k from 1 to n; NaN where equal ones would be parted."""
    order = np.argsort(-confidence, axis=-1, kind="stable")
    sure = np.take_along_axis(confidence, order, axis=-1)
    wrong = np.cumsum(~np.take_along_axis(right, order, axis=-1), axis=-1)
    parted = np.zeros(sure.shape, np.bool_)
    parted[..., :-1] = sure[..., :-1] == sure[..., 1:]
    return np.where(parted, np.nan, wrong / np.arange(1, sure.shape[-1] + 1))


def coverage(confidence: Numbers, right: Flags, risk: float) -> Numbers:
    """Largest share of the questions that can be answered, surest first, with no more wrong than a risk."""
    shares = np.arange(1, confidence.shape[-1] + 1) / confidence.shape[-1]
    return np.where(risks(confidence, right) <= risk + ROUNDING, shares, 0).max(axis=-1)


def _share(part: Numbers, whole: Numbers) -> Numbers:
    """A quotient; NaN for a whole of nothing."""
    empty = np.full(np.shape(whole), np.nan)
    return np.divide(part, whole, out=empty, where=np.asarray(whole) > 0)


Measure: TypeAlias = Callable[[Judged], Numbers]
"""Judged questions of shape (…, n) into a figure of shape (…); NaN where it does not apply."""


def _of(name: str) -> Measure:
    return lambda told: mean(told.ranking[name])


def _coverage_at(risk: float) -> Measure:
    return lambda told: coverage(told.confidence, told.right, risk)


MEASURES: Final[Mapping[str, Measure]] = {
    **{name: _of(name) for name in RANKING},
    "AUROC right": lambda told: auroc(told.confidence, told.right),
    "AUROC in scope": lambda told: auroc(told.confidence, told.in_scope),
    "ECE": lambda told: (
        calibration_error(told.confidence, told.right)
        if told.bounded
        else np.full(told.right.shape[:-1], np.nan)
    ),
    "out-of-scope recall": lambda told: out_of_scope_recall(told.confidence, told.in_scope),
    **{f"coverage at {risk:.0%} wrong": _coverage_at(risk) for risk in RISKS},
}
"""By the names of the reports: the order, then the decision."""
