import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fit import written
from retrieval import Assistant
from retrieval.candidates import candidates
from retrieval.confidence import confidence, features, outcome
from retrieval.query import query_of
from retrieval.rank import Ranking, ranking, scored
from retrieval.records import Outcome
from retrieval.signals import SIGNALS, signals
from retrieval.weights import Weights, read, shipped

WEIGHTS = Weights("a test", {}, {}, 0.0, ((0.01, 0.9), (0.1, 0.6), (0.5, 0.2)), suggest=0.3)


def ranked(waiter: Assistant, question: str, weights: Weights = WEIGHTS) -> Ranking:
    found = candidates(query_of(question, waiter.index), waiter.index)
    assert found is not None
    return ranking(found, waiter.index, weights)


@pytest.mark.parametrize(
    ("risk", "threshold"),
    [(0.0, 0.9), (0.01, 0.9), (0.055, 0.75), (0.1, 0.6), (0.3, 0.4), (0.5, 0.2), (1.0, 0.2)],
)
def test_between_two_fitted_risks_the_threshold_lies_on_a_line(risk: float, threshold: float) -> None:
    assert WEIGHTS.answer_threshold(risk) == pytest.approx(threshold)


@pytest.mark.parametrize(
    ("sure", "decided"),
    [(0.0, "abstain"), (0.2999, "abstain"), (0.3, "suggest"), (0.5999, "suggest"), (0.6, "answer")],
)
def test_a_tie_with_a_threshold_goes_to_the_bolder_outcome(sure: float, decided: Outcome) -> None:
    assert outcome(sure, WEIGHTS, risk=0.1) == decided


def test_the_shipped_weights_name_known_signals_and_features(waiter: Assistant) -> None:
    weights, known = shipped(), features(ranked(waiter, "vegan pizza"))
    assert set(weights.score) <= set(SIGNALS)
    assert set(weights.confidence) <= set(known)
    risks, thresholds = zip(*weights.thresholds, strict=True)
    assert list(risks) == sorted(set(risks))
    assert list(thresholds) == sorted(thresholds, reverse=True)
    assert all(0 <= threshold <= 1 for threshold in (*thresholds, weights.suggest))


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    weights = replace(WEIGHTS, score={"letters": 0.25}, confidence={"lead": -1.5}, bias=0.125)
    written(weights, tmp_path / "weights.json")
    assert read(tmp_path / "weights.json") == weights
    assert json.loads((tmp_path / "weights.json").read_text("utf-8"))["fitted_on"] == "a test"


@pytest.mark.parametrize("bias", [-1e9, -1.0, 0.0, 1.0, 1e9])
def test_a_confidence_is_a_probability_whatever_the_weights(waiter: Assistant, bias: float) -> None:
    sure = confidence(ranked(waiter, "vegan pizza"), replace(WEIGHTS, bias=bias))
    assert 0.0 <= sure <= 1.0
    assert sure == pytest.approx(1 / (1 + np.exp(-np.clip(bias, -30, 30))))


def test_more_of_a_good_feature_makes_surer(waiter: Assistant) -> None:
    asked = ranked(waiter, "vegan pizza")
    sure = [
        confidence(asked, replace(WEIGHTS, confidence={"covered": weight})) for weight in (-1.0, 0.0, 1.0)
    ]
    assert sure == sorted(sure)
    assert sure[1] == 0.5


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=100)
def test_every_signal_and_nearly_every_feature_is_a_share(waiter: Assistant, typed: str) -> None:
    asked = ranked(waiter, f"pizza {typed}")
    assert asked.signals.table.shape == (len(asked.order), len(SIGNALS))
    assert asked.signals.table.min() >= 0
    assert asked.signals.table.max() <= 1
    assert np.isfinite(asked.signals.table).all()
    known = features(asked)
    assert all(np.isfinite(value) for value in known.values())
    assert all(
        0 <= known[name] <= 1
        for name in ("unknown", "unknown_telling", "short", "corrected", "exact", "product")
    )


def test_the_order_is_by_the_weighted_signals_and_then_by_the_corpus(waiter: Assistant) -> None:
    found = candidates(query_of("pizza dog oven reserve", waiter.index), waiter.index)
    assert found is not None
    told = signals(found, waiter.index)
    best = scored(found, told, {"covered": 1.0})
    column = told.table[:, list(SIGNALS).index("covered")]
    pairs = list(zip((-column).round(5).tolist(), found.passages.tolist(), strict=True))
    assert [pairs[place] for place in best.order] == sorted(pairs)
    level = scored(found, told, {})
    assert found.passages[level.order].tolist() == sorted(found.passages.tolist())


def test_the_very_question_gets_full_marks_where_marks_can_be_full(waiter: Assistant) -> None:
    asked = ranked(waiter, "Does pineapple belong on pizza?", shipped())
    told = dict(zip(SIGNALS, asked.signals.table[asked.order[0]].tolist(), strict=True))
    whole = (
        "best_phrasing",
        "letters",
        "fuzzy",
        "fuzzy_set",
        "wording",
        "covered",
        "phrasing_covered",
        "phrasing_used",
    )
    assert {name: round(told[name], 5) for name in whole if name in told} == {
        name: 1.0 for name in whole if name in told
    }
