import json
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.confidence import AGAINST, RIVALRY
from retrieval.logit import Logit, Term
from retrieval.risk import RISKS
from retrieval.signals import SIGNALS
from retrieval.weights import FILE, Weight, read, shipped, written
from tests.conftest import WEIGHTS


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    weights = replace(
        WEIGHTS, score={"letters": Weight(0.25, -1.0, 0.5)}, first=Logit(0.125, {"spread": Term(1.5, -2.0)})
    )
    written(weights, tmp_path / "weights.json")
    assert read(tmp_path / "weights.json") == weights
    assert json.loads((tmp_path / "weights.json").read_text("utf-8"))["fitted_on"] == "a test"


def test_the_shipped_file_is_as_it_would_be_written(tmp_path: Path) -> None:
    written(read(FILE), tmp_path / "weights.json")
    assert (tmp_path / "weights.json").read_bytes() == FILE.read_bytes()


def test_the_shipped_weights_name_known_signals_and_features() -> None:
    weights = shipped()
    assert set(weights.score) <= set(SIGNALS)
    assert {*weights.in_scope.terms, *weights.first.terms} <= {*SIGNALS, *RIVALRY}


def test_the_shipped_thresholds_are_shares_that_fall_as_the_risk_grows() -> None:
    weights = shipped()
    found = [row.confidence for row in weights.thresholds]
    assert tuple(row.risk for row in weights.thresholds) == RISKS
    assert found == sorted(found, reverse=True)
    assert all(0 <= threshold <= 1 for threshold in (*found, weights.suggest))


def test_the_shipped_thresholds_rest_on_answers_that_keep_the_risk() -> None:
    broken = [row for row in shipped().thresholds if not row.wrong <= row.risk * row.answered <= row.asked]
    assert broken == []


@pytest.mark.parametrize("part", ["in_scope", "first"])
def test_what_speaks_for_a_passage_never_speaks_against_it(part: str) -> None:
    terms = getattr(shipped(), part).terms
    assert {name for name, term in terms.items() if (term.weight < 0) != (name in AGAINST)} == set()


def test_no_signal_speaks_against_a_passage_where_all_is_usual() -> None:
    assert {name: weight for name, weight in shipped().score.items() if weight.always < 0} == {}
