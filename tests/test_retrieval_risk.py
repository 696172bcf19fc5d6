import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.risk import (
    RISKS,
    SUREST,
    UNSURE,
    USEFUL,
    Judged,
    Offer,
    Threshold,
    answer_threshold,
    interval,
    suggest_threshold,
    thresholds,
)

JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)
TABLE = (Threshold(0.01, 0.9, 9, 1, 0), Threshold(0.1, 0.6, 9, 5, 0), Threshold(0.5, 0.2, 9, 9, 4))


@pytest.mark.parametrize(
    ("risk", "threshold"),
    [(0.0, 0.9), (0.01, 0.9), (0.055, 0.75), (0.1, 0.6), (0.3, 0.4), (0.5, 0.2), (1.0, 0.2)],
)
def test_between_two_fitted_risks_the_threshold_lies_on_a_line(risk: float, threshold: float) -> None:
    assert answer_threshold(risk, TABLE) == pytest.approx(threshold)


def test_a_table_of_one_risk_holds_for_all() -> None:
    assert [answer_threshold(risk, TABLE[1:2]) for risk in (0.01, 0.1, 0.5)] == [0.6] * 3


def test_thresholds_keep_the_promised_risk() -> None:
    judged = [(0.9, True), (0.8, True), (0.7, False), (0.6, True), (0.5, False)]
    found = {row.risk: row[1:] for row in thresholds(judged)}
    strict = dict.fromkeys((0.01, 0.02, 0.03, 0.05, 0.1, 0.2), (0.8, 5, 2, 0))
    assert found == strict | {0.3: (0.6, 5, 4, 1), 0.5: (0.5, 5, 5, 2)}


def test_questions_of_one_confidence_are_answered_together_or_not_at_all() -> None:
    judged = [(0.9, True), (0.7, True), (0.7, False), (0.7, True)]
    found = {row.risk: row.confidence for row in thresholds(judged)}
    assert found == dict.fromkeys((0.01, 0.02, 0.03, 0.05, 0.1, 0.2), 0.9) | {0.3: 0.7, 0.5: 0.7}


def test_where_no_confidence_keeps_the_risk_only_the_surest_is_answered() -> None:
    rows = thresholds([(0.9, False), (0.8, False), (0.7, True)])
    assert set(rows) == {Threshold(risk, SUREST, 3, 0, 0) for risk in RISKS}


@given(JUDGED)
@settings(deadline=None, max_examples=200)
def test_a_smaller_risk_never_lowers_the_threshold(judged: list[Judged]) -> None:
    rows = thresholds(judged)
    found = [row.confidence for row in rows]
    assert tuple(row.risk for row in rows) == RISKS
    assert found == sorted(found, reverse=True)
    assert all(0 <= threshold <= SUREST for threshold in found)


@given(st.lists(st.tuples(st.integers(0, 990), st.booleans()), min_size=1, max_size=60))
@settings(deadline=None, max_examples=300)
def test_answers_above_a_threshold_are_no_more_often_wrong_than_the_risk_allows(
    rows: list[tuple[int, bool]],
) -> None:
    judged = [(confidence / 1_000, right) for confidence, right in rows]
    for risk, threshold, asked, answered, wrong in thresholds(judged):
        shown = [right for confidence, right in judged if confidence >= threshold]
        assert (asked, answered, wrong) == (len(judged), len(shown), shown.count(False))
        assert not shown or 1 - np.mean(shown) <= risk + 1e-9


@given(st.lists(st.tuples(st.integers(0, 990), st.booleans()), min_size=1, max_size=60))
@settings(deadline=None, max_examples=200)
def test_no_lower_threshold_would_have_kept_the_risk(rows: list[tuple[int, bool]]) -> None:
    judged = [(confidence / 1_000, right) for confidence, right in rows]
    for risk, threshold, *_ in thresholds(judged):
        for lower in {confidence for confidence, _ in judged if confidence < threshold}:
            shown = [right for confidence, right in judged if confidence >= lower]
            assert shown.count(False) > risk * len(shown)


@pytest.mark.parametrize(
    ("wrong", "answered", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_an_interval_is_that_of_the_textbook(wrong: int, answered: int, low: float, high: float) -> None:
    """Newcombe (1998), Two-Sided Confidence Intervals for the Single Proportion, table I, method 3."""
    assert interval(wrong, answered) == pytest.approx((low, high), abs=5.1e-5)


@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
@settings(deadline=None, max_examples=300)
def test_an_interval_holds_the_share_and_the_bounds_solve_its_equation(counts: tuple[int, int]) -> None:
    wrong, answered = counts
    share, (low, high) = wrong / answered, interval(*counts)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1
    for bound in (low, high):
        reach = 1.959964 * math.sqrt(bound * (1 - bound) / answered)
        assert abs(share - bound) == pytest.approx(reach, abs=1e-7)


def test_nothing_answered_tells_nothing() -> None:
    assert interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("offers", "least"),
    [
        ([], UNSURE),
        ([(0.9, True)], UNSURE),
        ([(0.4, False)], UNSURE),
        ([(0.4, True), (0.3, False), (0.2, False), (0.1, False)], 0.2),
        ([(0.4, True), (0.3, False), (0.2, False), (0.1, False), (0.05, True)], 0.05),
        ([(0.1, True), (0.9, False)], 0.1),
    ],
)
def test_offers_are_made_down_to_where_one_in_three_holds_a_right_passage(
    offers: list[Offer], least: float
) -> None:
    assert suggest_threshold(offers) == least


@given(
    st.lists(st.tuples(st.integers(0, 1_000), st.booleans()), max_size=60, unique_by=lambda offer: offer[0])
)
@settings(deadline=None, max_examples=200)
def test_offers_above_their_threshold_are_useful_and_no_more_would_be(
    rows: list[tuple[int, bool]],
) -> None:
    unsure = [(sure / 1_000, held) for sure, held in rows if sure / 1_000 < UNSURE]
    least = suggest_threshold([(sure / 1_000, held) for sure, held in rows])
    made = [held for sure, held in unsure if sure >= least]
    assert sum(made) >= USEFUL * len(made)
    for lower in (sure for sure, _ in unsure if sure < least):
        more = [held for sure, held in unsure if sure >= lower]
        assert sum(more) < USEFUL * len(more)
