"""A corpus teaches how the shipped confidence is to be read on it: by gold questions, or by a rehearsal.

Gold questions are what visitors ask, judged by people: from enough of them each feature's part is learnt, but
never that what speaks for a passage should speak against it.
A rehearsal hides phrasings and entries and asks for them: from it only two numbers are learnt, and only where
hidden phrasings are much like the ones that stay. Elsewhere the shipped confidence is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from faq import GoldQuestion
from retrieval.assistant import MOST_HITS
from retrieval.build import index_of
from retrieval.calibration import AS_SHIPPED, Calibration
from retrieval.candidates import candidates
from retrieval.confidence import AGAINST, judgement
from retrieval.index import Index
from retrieval.logit import Term, log_odds
from retrieval.query import query_of
from retrieval.rank import ranking
from retrieval.rehearsal import Rehearsal, rehearsals
from retrieval.risk import suggest_threshold, thresholds
from retrieval.signals import signals
from retrieval.weights import Weights

LEAST_GOLD: Final = (60, 30)
"""Gold questions in scope and out of scope that are enough to learn from."""
LEAST_PHRASINGS: Final = 5.0
"""Mean phrasings of an entry below which there is next to nothing to hide."""
LEAST_QUESTIONS: Final = 50
"""Hidden phrasings below which chance would have the say."""
LEAST_RIGHT: Final = 0.5
"""Share of them that must find their entry: where alternates were written to differ from one another, a
hidden one is harder than a visitor's question, and nothing can be learnt from it."""
OUT_OF_SCOPE: Final = 0.25
"""Weight of a rehearsal's questions out of scope, whatever their number."""
PULL: Final = 10.0
"""Questions' worth of trust in the shipped confidence."""
STIFFNESS: Final = 1.0
"""The same in each feature's having no part besides."""
FOLDS: Final = 5

Matrix: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of a question whose right answer is known."""

    odds: float
    """Log-odds of the shipped confidence in the first hit."""
    features: Mapping[str, float]
    """Empty when nothing was found."""
    right: bool
    offered: bool
    """Whether a right passage is among the hits that would be offered."""
    in_scope: bool
    word_for_word: bool


def calibrated(index: Index, weights: Weights) -> Calibration:
    """The calibration that a corpus teaches; the shipped one, with the reason, where it had better not.

    Parameters
    ----------
    index : Index
        Its content holds the gold questions, if there are any.
    weights : Weights
        Whose confidence is to be read on this content.
    """
    gold = index.content.gold
    known = sum(bool(question.passages) for question in gold)
    if known >= LEAST_GOLD[0] and len(gold) - known >= LEAST_GOLD[1]:
        asked = _knowing(index, [question.question for question in gold])
        return _from_gold([_gold_answer(question, asked, weights) for question in gold])
    return _from_rehearsals(index, weights)


# Gold questions


def _gold_answer(question: GoldQuestion, index: Index, weights: Weights) -> _Answer:
    present = index.content.formerly
    right = frozenset(present.get(name, name) for name in question.passages)
    return _answer(question.question, right, index, weights)


def _from_gold(answers: Sequence[_Answer]) -> Calibration:
    """Learnt from all gold questions; the thresholds from fifths that were left out in turn."""
    sure = [0.0] * len(answers)
    for fold in range(FOLDS):
        seen = [answer for place, answer in enumerate(answers) if place % FOLDS != fold]
        learnt = _learnt(seen, np.ones(len(seen)), with_features=True)
        sure[fold::FOLDS] = [_sure(answer, learnt) for answer in answers[fold::FOLDS]]
    known = sum(answer.in_scope for answer in answers)
    why = f"learnt from gold questions, {known} in scope and {len(answers) - known} out of scope"
    whole = _learnt(answers, np.ones(len(answers)), with_features=True)
    return replace(_with_thresholds(whole, answers, sure), why=why)


# Rehearsals


def _from_rehearsals(index: Index, weights: Weights) -> Calibration:
    passages = index.passages
    phrasings = sum(len(passage.phrasings) for passage in passages) / len(passages)
    if phrasings < LEAST_PHRASINGS:
        return _kept(f"{phrasings:.1f} phrasings an entry are too few to rehearse with")
    with_meaning = index.meaning is not None
    played = rehearsals(index.content)
    answers = [answer for each in played for answer in _played(each, weights, with_meaning=with_meaning)]
    inside = [answer for answer in answers if answer.in_scope]
    if len(inside) < LEAST_QUESTIONS:
        return _kept(f"{len(inside)} hidden phrasings are too few to learn from")
    right = sum(answer.right for answer in inside) / len(inside)
    if right < LEAST_RIGHT:
        return _kept(f"only {right:.0%} of the hidden phrasings found their entry, so they are no measure")
    share = len(inside) / len(answers)
    weight = [(1 - OUT_OF_SCOPE) / share if a.in_scope else OUT_OF_SCOPE / (1 - share) for a in answers]
    learnt = _learnt(answers, np.array(weight), with_features=False)
    why = f"learnt from a rehearsal, where {right:.0%} of {len(inside)} hidden phrasings found their entry"
    sure = [_sure(answer, learnt) for answer in answers]
    return replace(_with_thresholds(learnt, answers, sure), why=why)


def _kept(why: str) -> Calibration:
    return replace(AS_SHIPPED, why=why)


def _knowing(index: Index, questions: list[str]) -> Index:
    return replace(index, meaning=index.meaning.knowing(questions)) if index.meaning else index


def _played(rehearsal: Rehearsal, weights: Weights, *, with_meaning: bool) -> Iterator[_Answer]:
    if rehearsal.content.passages:
        index = index_of(rehearsal.content)
        index = index if with_meaning else replace(index, meaning=None)
        index = _knowing(index, [question for question, _ in rehearsal.questions])
        for question, wanted in rehearsal.questions:
            yield _answer(question, frozenset([wanted] if wanted else []), index, weights)


# Both


def _answer(question: str, right: frozenset[str], index: Index, weights: Weights) -> _Answer:
    found = candidates(query_of(question, index), index)
    if found is None:
        return _Answer(log_odds(0.0), {}, False, False, bool(right), False)
    ranked = ranking(signals(found, index), weights.score)
    judged = judgement(ranked, weights)
    hits = [index.passages[int(found.passages[place])].id in right for place in ranked.order[:MOST_HITS]]
    odds = log_odds(judged.in_scope * judged.first)
    return _Answer(odds, judged.features, hits[0], any(hits), bool(right), judged.word_for_word)


def _sure(answer: _Answer, learnt: Calibration) -> float:
    return learnt.read(answer.odds, answer.features, answer.word_for_word)


def _with_thresholds(learnt: Calibration, answers: Sequence[_Answer], sure: Sequence[float]) -> Calibration:
    judged = [(confidence, answer.right) for confidence, answer in zip(sure, answers, strict=True)]
    offers = [(confidence, answer.offered) for confidence, answer in zip(sure, answers, strict=True)]
    return replace(learnt, thresholds=thresholds(judged), suggest=suggest_threshold(offers))


def _learnt(answers: Sequence[_Answer], weight: Matrix, with_features: bool) -> Calibration:
    """Shift, slope and terms of logistic regression, drawn towards the shipped confidence.

    Without terms this is the scaling of Platt (1999), Probabilistic Outputs for Support Vector Machines,
    with a prior in place of his smoothed targets.
    """
    from scipy.optimize import minimize  # needed, and imported, only where an index is built

    kept = [place for place, answer in enumerate(answers) if answer.features]
    if not kept:  # gold questions in another language than the content, say
        return replace(AS_SHIPPED, questions=len(answers))
    names = sorted(answers[kept[0]].features) if with_features else []
    table = np.array([[answers[place].features[name] for name in names] for place in kept])
    mean, scale = table.mean(axis=0), table.std(axis=0)
    columns = np.column_stack(
        [np.ones(len(kept)), [answers[place].odds for place in kept], (table - mean) / (scale + 1e-6)]
    )
    sign = np.array([1.0 if answers[place].right else -1.0 for place in kept])
    start = np.array([0.0, 1.0, *[0.0] * len(names)])
    stiff = np.array([PULL, 4 * PULL, *[STIFFNESS] * len(names)])
    bounds = [(None, None), (0, None), *[(None, 0) if name in AGAINST else (0, None) for name in names]]

    def loss(parts: Matrix) -> tuple[float, Matrix]:
        margin = sign * (columns @ parts)
        away = parts - start
        slope = -weight[kept] * sign / (1 + np.exp(np.minimum(margin, 500)))
        value = float((weight[kept] * np.logaddexp(0, -margin)).sum() + (stiff * away**2).sum() / 2)
        return value, columns.T @ slope + stiff * away

    shift, slope, *each = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    terms = {
        name: Term(round(float(part / (wide + 1e-6)), 4), round(float(usual), 4))
        for name, part, usual, wide in zip(names, each, mean, scale, strict=True)
        if wide > 1e-6 and abs(part) > 1e-3
    }
    return Calibration(round(float(shift), 4), round(float(slope), 4), terms, (), 0.0, len(answers), "")
