"""What the systems said, held against the truth: one place of an array for each question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import ir_measures
import numpy as np
import numpy.typing as npt
from ir_measures import AP, RR, P, Qrel, ScoredDoc, Success, nDCG

from benchmarks.sets import EvaluationSet, Question
from benchmarks.systems import Found

Numbers: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Places: TypeAlias = npt.NDArray[np.intp]

RANKING: Final = {
    "hit@1": Success @ 1,
    "hit@5": Success @ 5,
    "MRR": RR,
    "MAP": AP,
    "P@5": P @ 5,
    "nDCG@10": nDCG @ 10,
}
"""Measures of an order, by the names of the reports."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What one system made of some questions; arrays of shape (…, n_questions)."""

    bounded: bool
    """Whether the confidences lie in [0, 1] by construction."""
    confidence: Numbers
    in_scope: Flags
    right: Flags
    """Whether the first hit is right; False out of scope."""
    ranking: Mapping[str, Numbers]
    """The measures of `RANKING`, in [0, 1]; NaN out of scope."""

    def taken(self, places: Places) -> Judged:
        """The questions at some places, in the shape of `places`."""
        return replace(
            self,
            confidence=self.confidence[places],
            in_scope=self.in_scope[places],
            right=self.right[places],
            ranking={name: values[places] for name, values in self.ranking.items()},
        )


def judged(
    found: Sequence[Found], questions: Sequence[Question], evaluation: EvaluationSet, bounded: bool
) -> Judged:
    """What a system found for questions of a set, judged by the rows that the passages come from."""
    orders = [first_ones(map(evaluation.row, each.ids)) for each in found]
    right = [frozenset(map(evaluation.row, question.passages)) for question in questions]
    ranking = ranked(orders, right)
    return Judged(
        bounded=bounded,
        confidence=np.array([each.confidence for each in found], np.float64),
        in_scope=np.array(list(map(bool, right))),
        right=ranking["hit@1"] == 1,
        ranking=ranking,
    )


def first_ones(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, where it came first: an article ranks by its best section."""
    return tuple(dict.fromkeys(names))


def ranked(orders: Sequence[Sequence[str]], right: Sequence[frozenset[str]]) -> dict[str, Numbers]:
    """Every measure of each order, by ir_measures.

    Parameters
    ----------
    orders : sequence of sequence of str
        For each question what was found, best first.
    right : sequence of frozenset of str
        What should have been found; empty for a question out of scope.

    Returns
    -------
    dict of str to ndarray of shape (n_questions,)
        In [0, 1]; NaN where nothing is right.
    """
    values = {name: np.full(len(right), np.nan) for name in RANKING}
    wanted = [Qrel(str(place), name, 1) for place, names in enumerate(right) for name in sorted(names)]
    given = [
        ScoredDoc(str(place), name, -rank)
        for place, order in enumerate(orders)
        for rank, name in enumerate(order)
    ]
    names = {measure: name for name, measure in RANKING.items()}
    for told in ir_measures.iter_calc(list(names), wanted, given) if wanted else ():
        values[names[told.measure]][int(told.query_id)] = told.value
    return values
