from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.calibration import AS_SHIPPED, WORD_FOR_WORD
from retrieval.logit import Term, log_odds, probability

ODDS = st.floats(-25, 25)
TAUGHT = replace(AS_SHIPPED, shift=0.5, slope=2.0, terms={"bm25": Term(3.0, 0.25)}, questions=99)


@given(ODDS)
def test_as_shipped_changes_nothing(odds: float) -> None:
    assert AS_SHIPPED.read(odds, {"bm25": 0.5}, word_for_word=False) == probability(odds)


@given(ODDS, st.floats(0, 1))
def test_shift_slope_and_terms_are_on_the_log_odds(odds: float, held: float) -> None:
    sure = TAUGHT.read(odds, {"bm25": held, "letters": 0.5}, word_for_word=False)
    assert sure == probability(0.5 + 2.0 * odds + 3.0 * (held - 0.25))


@given(ODDS, ODDS)
def test_what_was_surer_stays_surer(one: float, other: float) -> None:
    low, high = sorted((one, other))
    read = [TAUGHT.read(odds, {"bm25": 0.5}, word_for_word=False) for odds in (low, high)]
    assert read == sorted(read)


@given(ODDS)
def test_an_authors_own_words_are_at_least_nearly_certain(odds: float) -> None:
    plain = TAUGHT.read(odds, {"bm25": 0.5}, word_for_word=False)
    assert TAUGHT.read(odds, {"bm25": 0.5}, word_for_word=True) == max(plain, WORD_FOR_WORD)


def test_without_a_hit_no_feature_counts() -> None:
    assert TAUGHT.read(log_odds(0.0), {}, word_for_word=False) == pytest.approx(0.0, abs=1e-9)


def test_a_contribution_is_told_for_each_term() -> None:
    assert TAUGHT.contributions({"bm25": 0.75, "letters": 1.0}) == {"bm25": 1.5}
    assert AS_SHIPPED.contributions({"bm25": 0.75}) == {}
