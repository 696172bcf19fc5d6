from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fit import FEATURES, RISKS, SUGGEST, Family, first, fitted, models, thresholds, written
from benchmarks.samples import sample
from benchmarks.sets import Question
from faq import Content
from retrieval.build import index_of
from retrieval.signals import SIGNALS
from retrieval.weights import Weights, read
from tests.conftest import pizzeria

JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.booleans()), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def family() -> Family:
    """Every phrasing of the pizzeria as typed by someone in a hurry, and some questions out of scope."""
    index = index_of(Content(pizzeria("eo")))
    asked = [Question(text[:-2], frozenset([p.id])) for p in index.passages for text in p.phrasings]
    asked += [
        Question(f"{word} of the pizza oven", frozenset()) for word in ("history", "price", "colour", "owner")
    ]
    asked += [Question("xylophone", frozenset())]
    return Family("pizzeria", tuple(sample(question, index) for question in asked))


@pytest.fixture(scope="module")
def weights(family: Family) -> Weights:
    return fitted([family], family, "a test")


def test_fitting_twice_writes_the_same_file(family: Family, weights: Weights, tmp_path: Path) -> None:
    for name, found in (("one", weights), ("two", fitted([family], family, "a test"))):
        written(found, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert read(tmp_path / "one") == replace(weights, bias=round(weights.bias, 4))


def test_fitted_weights_are_complete(weights: Weights) -> None:
    assert (set(weights.score), set(weights.confidence)) == (set(SIGNALS), set(FEATURES))
    assert (weights.fitted_on, weights.suggest) == ("a test", SUGGEST)
    assert tuple(risk for risk, _ in weights.thresholds) == RISKS


def test_fitted_weights_put_the_right_passage_first(family: Family, weights: Weights) -> None:
    told = [first(found, weights.score) for found in family.samples if found.in_scope]
    right = [judged is not None and judged[1] for judged in told]
    assert sum(right) >= 0.9 * len(right)


def test_the_number_of_questions_of_a_family_does_not_count(family: Family) -> None:
    twice = Family("twice", family.samples * 2)
    plain, doubled = models([family, family]), models([twice, family])
    for one, other in zip(plain[:2], doubled[:2], strict=True):
        assert list(one.values()) == pytest.approx(list(other.values()), abs=0.15)


def test_nothing_found_has_no_first(family: Family) -> None:
    nothing = next(found for found in family.samples if found.ranked is None)
    assert first(nothing, {}) is None


def test_thresholds_keep_the_promised_risk() -> None:
    judged = [
        (0.9, True, True),
        (0.8, True, True),
        (0.7, False, True),
        (0.6, True, True),
        (0.5, False, False),
    ]
    assert dict(thresholds(judged)) == {
        0.01: 0.8,
        0.02: 0.8,
        0.05: 0.8,
        0.1: 0.8,
        0.2: 0.8,
        0.3: 0.6,
        0.5: 0.5,
    }


@given(JUDGED)
@settings(deadline=None, max_examples=200)
def test_a_smaller_risk_never_lowers_the_threshold(judged: list[tuple[float, bool, bool]]) -> None:
    found = [threshold for _, threshold in thresholds(judged)]
    assert found == sorted(found, reverse=True)
    assert all(0 <= threshold <= 1 for threshold in found)


@given(
    st.lists(
        st.tuples(st.integers(0, 1_000), st.booleans()), min_size=1, max_size=60, unique_by=lambda t: t[0]
    )
)
@settings(deadline=None, max_examples=200)
def test_answers_above_a_threshold_are_no_more_often_wrong_than_the_risk_allows(
    rows: list[tuple[int, bool]],
) -> None:
    judged = [(confidence / 1_000, right, True) for confidence, right in rows]
    for risk, threshold in thresholds(judged):
        shown = [right for confidence, right, _ in judged if confidence >= threshold]
        assert threshold == 1.0 or 1 - np.mean(shown) <= risk + 1e-9
