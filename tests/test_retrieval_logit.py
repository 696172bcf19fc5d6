import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.logit import Logit, Term, log_odds, probability

SHARE = st.floats(-100, 100)
NAMES = ("crust", "sauce", "cheese")
FEATURES = st.fixed_dictionaries(dict.fromkeys((*NAMES, "pineapple"), SHARE))
LOGIT = st.builds(
    Logit, SHARE, st.dictionaries(st.sampled_from(NAMES), st.builds(Term, SHARE, SHARE), max_size=3)
)


@given(LOGIT, FEATURES)
def test_the_contributions_are_what_the_odds_have_beyond_the_bias(
    logit: Logit, features: dict[str, float]
) -> None:
    contributions = logit.contributions(features)
    assert contributions.keys() == logit.terms.keys()
    assert sum(contributions.values()) == pytest.approx(logit.odds(features) - logit.bias, abs=1e-6)


@given(LOGIT)
def test_what_is_usual_contributes_nothing(logit: Logit) -> None:
    usual = {name: term.usual for name, term in logit.terms.items()}
    assert set(logit.contributions(usual).values()) <= {0.0}
    assert logit.odds(usual) == logit.bias


def test_a_term_counts_for_each_unit_above_what_is_usual() -> None:
    logit = Logit(1.0, {"crust": Term(2.0, 0.5), "sauce": Term(-4.0, 0.25)})
    features = {"crust": 1.0, "sauce": 1.0, "pineapple": 99.0}
    assert logit.contributions(features) == {"crust": 1.0, "sauce": -3.0}
    assert logit.odds(features) == -1.0


@given(st.floats(1e-8, 1 - 1e-8))
def test_log_odds_are_the_inverse_of_the_probability(share: float) -> None:
    assert probability(log_odds(share)) == pytest.approx(share, rel=1e-6)


@given(st.floats(-18, 18))
def test_a_probability_is_the_inverse_of_the_log_odds(odds: float) -> None:
    assert log_odds(probability(odds)) == pytest.approx(odds, abs=1e-5)
    assert probability(odds) + probability(-odds) == pytest.approx(1.0)


@pytest.mark.parametrize("odds", [-math.inf, -1e300, -31.0, 31.0, 1e300, math.inf])
def test_a_probability_of_any_odds_is_a_share(odds: float) -> None:
    assert probability(odds) == pytest.approx(float(odds > 0), abs=1e-12)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_log_odds_of_certainty_are_finite(share: float) -> None:
    assert abs(log_odds(share)) == pytest.approx(20.7, abs=0.1)
