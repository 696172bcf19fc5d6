from math import nan

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from benchmarks.judged import RANKING, Judged
from benchmarks.measures import (
    MEASURES,
    RISKS,
    auroc,
    calibration_error,
    coverage,
    mean,
    out_of_scope_recall,
    reliability,
    risks,
)

SURE = np.array([0.95, 0.85, 0.85, 0.4, 0.1])
RIGHT = np.array([True, True, False, True, False])
TOLD = st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=60)


def arrays(told: list[tuple[int, bool]]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Confidences in [0, 1], many of them equal, and flags."""
    return np.array([sure / 20 for sure, _ in told]), np.array([flag for _, flag in told])


def test_the_mean_leaves_out_what_is_no_number() -> None:
    assert mean(np.array([[1.0, nan, 0.5], [nan, nan, 0.0]])).tolist() == [0.75, 0.0]
    assert np.isnan(mean(np.array([nan, nan])))


def test_auroc_counts_pairs_and_half_of_the_equal_ones() -> None:
    assert float(auroc(SURE, RIGHT)) == pytest.approx((2 + 1.5 + 1) / 6)


@given(TOLD)
def test_auroc_is_that_of_scikit_learn(told: list[tuple[int, bool]]) -> None:
    confidence, truth = arrays(told)
    found = float(auroc(confidence, truth))
    if truth.all() or not truth.any():
        assert np.isnan(found)
    else:
        assert found == pytest.approx(roc_auc_score(truth, confidence))


def test_the_calibration_error_is_the_mean_gap_of_the_bins() -> None:
    gaps = [0.05, abs(0.85 + 0.85 - 1), 0.6, 0.1]
    assert float(calibration_error(SURE, RIGHT)) == pytest.approx(sum(gaps) / 5)
    assert float(calibration_error(np.array([1.0, 1.0]), np.array([True, True]))) == 0


@given(TOLD)
def test_the_calibration_error_is_a_share(told: list[tuple[int, bool]]) -> None:
    assert 0 <= float(calibration_error(*arrays(told))) <= 1


@given(TOLD)
def test_confidences_that_are_the_truth_are_calibrated(told: list[tuple[int, bool]]) -> None:
    _, right = arrays(told)
    assert float(calibration_error(right.astype(np.float64), right)) == 0


def test_reliability_tells_confidence_and_share_of_right_ones_of_each_bin() -> None:
    sure, share = reliability(SURE, RIGHT)
    assert (sure.tolist(), share.tolist()) == ([0.1, 0.4, 0.85, 0.95], [0, 1, 0.5, 1])
    assert [values.tolist() for values in reliability(SURE, RIGHT, least=2)] == [[0.85], [0.5]]


@pytest.mark.parametrize(
    ("known", "strange", "recall"),
    [
        ([0.9] * 9 + [0.5], [0.8, 0.95], 0.5),
        ([0.9] * 9 + [0.5], [0.9, 0.95], 0.0),
        ([0.9, 0.5], [0.6, 0.4, 0.3, 0.5], 0.5),
        ([0.0], [0.0, 0.0], 0.0),
        ([0.1], [0.0], 1.0),
    ],
)
def test_out_of_scope_recall_keeps_nine_tenths_of_those_in_scope(
    known: list[float], strange: list[float], recall: float
) -> None:
    in_scope = np.array([True] * len(known) + [False] * len(strange))
    assert float(out_of_scope_recall(np.array(known + strange), in_scope)) == recall


@pytest.mark.parametrize("scope", [True, False])
def test_out_of_scope_recall_needs_both_kinds_of_questions(scope: bool) -> None:
    assert np.isnan(out_of_scope_recall(SURE, np.array([scope] * 5)))


def test_risks_part_no_equal_confidences() -> None:
    found = risks(SURE, RIGHT)
    assert np.isnan(found).tolist() == [False, True, False, False, False]
    assert found[[0, 2, 3, 4]].tolist() == [0, 1 / 3, 0.25, 0.4]


@pytest.mark.parametrize(("risk", "share"), [(0, 0.2), (0.25, 0.8), (0.3, 0.8), (0.4, 1), (1, 1)])
def test_coverage_is_the_largest_share_within_the_risk(risk: float, share: float) -> None:
    assert float(coverage(SURE, RIGHT, risk)) == share


def test_coverage_is_nothing_when_the_surest_is_wrong() -> None:
    assert float(coverage(np.array([0.9, 0.8]), np.array([False, True]), 0.1)) == 0


@given(TOLD, st.floats(0, 1), st.floats(0, 1))
def test_more_risk_never_covers_less(told: list[tuple[int, bool]], one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert float(coverage(*arrays(told), less)) <= float(coverage(*arrays(told), more))


@given(TOLD, st.floats(0, 1))
def test_answers_above_some_threshold_keep_the_risk(told: list[tuple[int, bool]], risk: float) -> None:
    confidence, right = arrays(told)
    share = float(coverage(confidence, right, risk))
    count = round(share * len(right))
    shown = np.argsort(-confidence, kind="stable")[:count]
    assert (~right[shown]).sum() <= risk * count + 1e-6
    assert count == len(right) or not count or confidence[shown].min() > np.delete(confidence, shown).max()


@given(st.lists(TOLD, min_size=2, max_size=4))
@settings(deadline=None)
def test_many_samples_at_once_give_what_each_gives_alone(samples: list[list[tuple[int, bool]]]) -> None:
    length = min(map(len, samples))
    rows = [arrays(sample[:length]) for sample in samples]
    confidence, truth = np.stack([sure for sure, _ in rows]), np.stack([flags for _, flags in rows])
    for measure in (auroc, calibration_error, out_of_scope_recall, risks):
        together, alone = measure(confidence, truth), [measure(*row) for row in rows]
        np.testing.assert_allclose(together, np.stack(alone), atol=1e-12)


def test_every_measure_has_its_name_and_applies_where_it_can() -> None:
    in_scope = np.array([True, True, True, True, False])
    ranking = {name: np.array([1, 1, 0, 1, nan]) for name in RANKING}
    known = {name: float(m(Judged(True, SURE, in_scope, RIGHT, ranking))) for name, m in MEASURES.items()}
    assert known == {
        **dict.fromkeys(RANKING, 0.75),
        "AUROC right": pytest.approx(0.75),
        "AUROC in scope": 1.0,
        "ECE": pytest.approx(0.29),
        "out-of-scope recall": 1.0,
        **dict.fromkeys((f"coverage at {risk:.0%} wrong" for risk in RISKS), 0.2),
    }
    everything = Judged(False, SURE, np.array([True] * 5), np.array([True] * 5), ranking)
    unknown = [name for name, measure in MEASURES.items() if np.isnan(measure(everything))]
    assert unknown == ["AUROC right", "AUROC in scope", "ECE", "out-of-scope recall"]
