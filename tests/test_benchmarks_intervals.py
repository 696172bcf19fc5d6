from math import nan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.intervals import Interval, difference, interval, intervals, resamples
from benchmarks.judged import RANKING, Judged
from benchmarks.measures import MEASURES

EVEN = np.arange(400) % 2 == 0


def told(right: np.ndarray, bounded: bool = True) -> Judged:
    ranking = {name: right.astype(np.float64) for name in RANKING}
    return Judged(bounded, np.linspace(0, 1, len(right)), np.ones(len(right), np.bool_), right, ranking)


def test_the_same_seed_draws_the_same_questions() -> None:
    drawn = resamples(30, 7, seed=1)
    assert (drawn.shape, drawn.min() >= 0, drawn.max() < 30) == ((7, 30), True, True)
    assert (drawn == resamples(30, 7, seed=1)).all()
    assert (drawn != resamples(30, 7, seed=2)).any()


def test_the_interval_of_a_mean_is_as_wide_as_the_normal_law_says() -> None:
    found = intervals(told(EVEN), resamples(400, 2_000, seed=0))["hit@1"]
    assert found is not None
    half = 1.96 * sqrt(0.25 / 400)
    assert [found.value, found.low, found.high] == pytest.approx([0.5, 0.5 - half, 0.5 + half], abs=0.005)


def test_every_measure_gets_an_interval_or_none() -> None:
    found = intervals(told(EVEN, bounded=False), resamples(400, 20, seed=0))
    assert list(found) == list(MEASURES)
    none = [name for name, value in found.items() if value is None]
    assert none == ["AUROC in scope", "ECE", "out-of-scope recall"]


def test_a_difference_is_paired_question_by_question() -> None:
    better = EVEN.copy()
    better[:4] = True
    found = difference(told(better), told(EVEN), MEASURES["hit@1"], resamples(400, 500, seed=0))
    assert found is not None
    assert found.value == pytest.approx(2 / 400)
    assert 0 <= found.low <= found.value <= found.high < 0.02


def test_a_system_is_no_better_than_itself() -> None:
    found = difference(told(EVEN), told(EVEN), MEASURES["MRR"], resamples(400, 50, seed=0))
    assert found == Interval(0, 0, 0)


def test_samples_in_which_a_measure_does_not_apply_are_left_out() -> None:
    assert interval(np.array(0.5), np.array([nan, 0.4, 0.4])) == Interval(0.5, 0.4, 0.4)
    assert interval(np.array(0.5), np.array([nan])) is None
    assert interval(np.array(nan), np.array([0.4])) is None


@given(st.lists(st.booleans(), min_size=1, max_size=40), st.integers(0, 3))
def test_an_interval_of_a_mean_lies_in_the_range_of_the_values(right: list[bool], seed: int) -> None:
    found = intervals(told(np.array(right)), resamples(len(right), 30, seed))["MRR"]
    assert found is not None
    assert min(right) <= found.low <= found.high <= max(right)
