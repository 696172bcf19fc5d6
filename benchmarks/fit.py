"""Fits the numbers that ship in `retrieval/weights.json`.

Three models, all linear. One orders the candidates of a question (listwise: the probability that the
softmax of the scores gives to the right ones; Cao et al. (2007), Learning to Rank: From Pairwise Approach to
Listwise Approach). Two give log-odds (scikit-learn's logistic regression): that some passage answers, and
that it is the first, if one does. Every family of sets counts alike, whatever its size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from benchmarks.families import Family
from benchmarks.samples import Sample
from retrieval.confidence import features, judgement
from retrieval.logit import Logit, Term
from retrieval.rank import circumstances, ranking
from retrieval.risk import thresholds
from retrieval.signals import MEANING
from retrieval.weights import Weight, Weights

RANKED_BY: Final = (
    "whole_text", "fuzzy", "wording", "shared_words", "bm25", "said_bm25", "asked_bm25",
    "said_phrasing", "forms_asked", "forms_said", "neighbours", "said_neighbours",
)  # fmt: skip
IN_SCOPE: Final = ("score", "brevity", "repairs", "turning_held", "strangeness")
FIRST: Final = ("spread", "brevity", "shortness", "strangeness", "shared_words")


@dataclass(frozen=True, slots=True)
class Variant:
    """What is weighed where passages are found in one way."""

    ranked_by: tuple[str, ...]
    """Signals in the score of a candidate."""
    in_scope: tuple[str, ...]
    """Features in the log-odds that some passage answers."""
    first: tuple[str, ...]
    """Features in the log-odds that the first does, if one does."""
    stiffness: float
    """Weight of the squares of the score's standardised weights: few families teach, and others differ."""
    soft: tuple[str, ...] = ()
    """Signals that are so strong that what they always count is held back by `SOFT` only."""

    def stiff(self) -> npt.NDArray[np.float64]:
        """The weight of the square of each of the score's weights, of shape (3 * n_signals,)."""
        always = [SOFT if name in self.soft else self.stiffness for name in self.ranked_by]
        return np.array(always + [self.stiffness] * 2 * len(self.ranked_by))


SOFT: Final = 0.1
BY_WORDS: Final = Variant(RANKED_BY, IN_SCOPE, FIRST, stiffness=1.0)
WITH_MEANING: Final = Variant(
    ranked_by=(*RANKED_BY, *MEANING),
    in_scope=(*IN_SCOPE, "meant", "meant_text"),
    first=(*FIRST, "meant"),
    stiffness=0.3,
    soft=tuple(MEANING),
)
RIVALS: Final = 15
"""Candidates of a question that are fitted on besides the right ones: the strongest decide."""
SOFTNESS: Final = 0.1
"""scikit-learn's C of the two log-odds."""
OUT_OF_SCOPE: Final = 0.7
"""Weight of a question out of scope: the variants hold more of them than visitors ask."""
FOLDS: Final = 5
SUGGEST: Final = 0.2
"""Least confidence of a suggestion; below it hardly any offer holds the right passage."""

Matrix: TypeAlias = npt.NDArray[np.float64]
Score: TypeAlias = Mapping[str, Weight]
Told: TypeAlias = tuple[dict[str, float], bool, bool]
"""Features of the first hit, whether it is right, and whether the question is in scope."""


def fitted(families: Sequence[Family], own: Family, on: str, variant: Variant = BY_WORDS) -> Weights:
    """Weights fitted on all families, thresholds on the content that ships.

    The confidences that the thresholds come from are of models that did not see the question: a fifth of
    the gold questions is left out in turn.
    """
    score, in_scope, first = models([*families, own], variant)
    judged = [found for fold in range(FOLDS) for found in _left_out(families, own, fold, variant)]
    return Weights(on, score, in_scope, first, thresholds(judged), SUGGEST)


def models(families: Sequence[Family], variant: Variant = BY_WORDS) -> tuple[dict[str, Weight], Logit, Logit]:
    """The weights of the score, and the two log-odds."""
    score = score_weights(families, variant)
    told = [[_told(corpus, score) for corpus in family.corpora] for family in families]
    return score, in_scope_logit(told, variant.in_scope), first_logit(told, variant.first)


def _left_out(
    families: Sequence[Family], own: Family, fold: int, variant: Variant
) -> Iterator[tuple[float, bool]]:
    """Confidence and rightness of a fifth of the own questions, by models that did not see them."""
    asked = own.corpora[0]
    seen = tuple(sample for place, sample in enumerate(asked) if place % FOLDS != fold)
    rest = Family(own.name, (seen, *own.corpora[1:]))
    weights = Weights("", *models([*families, rest], variant), (), SUGGEST)
    for sample in asked[fold::FOLDS]:
        if sample.told is None:
            yield 0.0, False
        else:
            ranked = ranking(sample.told, weights.score)
            right = bool(sample.right[ranked.order[0]]) and sample.in_scope
            yield judgement(ranked, weights).confidence, right


# The score


@dataclass(frozen=True, slots=True)
class _Lists:
    """Candidates of many questions, one question after another."""

    table: Matrix
    """Of shape (n, 3 * n_signals)."""
    right: npt.NDArray[np.bool_]
    """Of shape (n,)."""
    begins: npt.NDArray[np.intp]
    """Of shape (n_questions,)."""
    weight: Matrix
    """Of shape (n_questions,), of sum 1."""

    @property
    def sizes(self) -> npt.NDArray[np.intp]:
        """Of shape (n_questions,)."""
        return np.diff(np.append(self.begins, len(self.right)))


def score_weights(families: Sequence[Family], variant: Variant = BY_WORDS) -> dict[str, Weight]:
    """Weight of each signal of a variant in the score."""
    from scipy.optimize import minimize

    names, stiff = variant.ranked_by, variant.stiff()
    lists = _lists(families, names)
    scale = lists.table.std(axis=0) + 1e-6
    table = lists.table / scale

    def loss(beta: Matrix) -> tuple[float, Matrix]:
        value, slope = _listwise(table @ beta, lists)
        return value + float((stiff * beta) @ beta) / 2, table.T @ slope + stiff * beta

    found = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    always, longer, asking = (found.x / scale).reshape(3, len(names)).round(4).tolist()
    return {name: Weight(*parts) for name, *parts in zip(names, always, longer, asking, strict=True)}


def _listwise(scores: Matrix, lists: _Lists) -> tuple[float, Matrix]:
    """Minus the mean log of the softmax share of the right candidates, and its slope by each score."""
    sizes = lists.sizes
    shifted = np.exp(scores - np.repeat(np.maximum.reduceat(scores, lists.begins), sizes))
    whole = np.add.reduceat(shifted, lists.begins)
    good = shifted * lists.right
    part = np.maximum(np.add.reduceat(good, lists.begins), 1e-300)
    slope = np.repeat(lists.weight, sizes) * (
        shifted / np.repeat(whole, sizes) - good / np.repeat(part, sizes)
    )
    return float((lists.weight * (np.log(whole) - np.log(part))).sum()), slope


def _lists(families: Sequence[Family], names: Sequence[str]) -> _Lists:
    tables, rights, weights = [], [], []
    for family in families:
        for corpus in family.corpora:
            found = [listed for sample in corpus if (listed := _list(sample, names)) is not None]
            tables += [table for table, _ in found]
            rights += [right for _, right in found]
            weights += [1 / len(found) / len(family.corpora)] * len(found)
    weight = np.array(weights)
    begins = np.cumsum([0, *map(len, rights)])[:-1]
    return _Lists(np.vstack(tables), np.concatenate(rights), begins, weight / weight.sum())


def _list(sample: Sample, names: Sequence[str]) -> tuple[Matrix, npt.NDArray[np.bool_]] | None:
    """The right candidates and their strongest rivals; None where there is nothing to tell apart."""
    if sample.told is None or not sample.right.any() or sample.right.all():
        return None
    strength = sample.told.table.sum(axis=1)
    strongest = np.argsort(-strength, kind="stable")[:RIVALS]
    kept = np.union1d(strongest, np.flatnonzero(sample.right))
    columns = [sample.told.names.index(name) for name in names]
    plain = sample.told.table[kept][:, columns].astype(np.float64)
    return np.hstack([plain * part for part in circumstances(sample.told)]), sample.right[kept]


# The log-odds


def in_scope_logit(told: Sequence[Sequence[list[Told]]], names: Sequence[str] = IN_SCOPE) -> Logit:
    """The log-odds that some passage answers."""
    return _logit(told, names, lambda _, in_scope: in_scope, lambda _: True)


def first_logit(told: Sequence[Sequence[list[Told]]], names: Sequence[str] = FIRST) -> Logit:
    """The log-odds that the first hit is right, fitted on questions in scope."""
    return _logit(told, names, lambda right, _: right, lambda in_scope: in_scope)


def _logit(
    told: Sequence[Sequence[list[Told]]],
    names: Sequence[str],
    truth: Callable[[bool, bool], bool],
    counts: Callable[[bool], bool],
) -> Logit:
    from sklearn.linear_model import LogisticRegression

    rows, truths, weights = [], [], []
    for family in told:
        for corpus in family:
            kept = [found for found in corpus if counts(found[2])]
            rows += [[values[name] for name in names] for values, _, _ in kept]
            truths += [truth(right, in_scope) for _, right, in_scope in kept]
            share = [1.0 if in_scope else OUT_OF_SCOPE for _, _, in_scope in kept]
            weights += [each / len(kept) / len(family) for each in share]
    table, weight = np.array(rows), np.array(weights)
    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-6
    model = LogisticRegression(C=SOFTNESS, max_iter=5_000)
    model.fit((table - mean) / scale, np.array(truths), sample_weight=weight * len(weight) / weight.sum())
    each = (model.coef_[0] / scale).round(4).tolist()
    terms = {name: Term(*pair) for name, *pair in zip(names, each, mean.round(4).tolist(), strict=True)}
    return Logit(round(float(model.intercept_[0]), 4), terms)


def _told(corpus: Sequence[Sample], score: Score) -> list[Told]:
    return [told for sample in corpus if (told := first_hit(sample, score)) is not None]


def first_hit(sample: Sample, score: Score) -> Told | None:
    """Features and rightness of the first hit, and the scope; None when nothing was found."""
    if sample.told is None:
        return None
    ranked = ranking(sample.told, score)
    right = bool(sample.right[ranked.order[0]]) and sample.in_scope
    return features(ranked), right, sample.in_scope
