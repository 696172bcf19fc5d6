from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import Assistant
from retrieval.calibration import AS_SHIPPED, WORD_FOR_WORD
from retrieval.confidence import (
    AGAINST,
    ALONE,
    RIVALRY,
    RIVALS,
    First,
    features,
    judgement,
    outcome,
    repairs,
    score,
    shortness,
    spread,
    strangeness,
)
from retrieval.logit import Logit, Term
from retrieval.records import Outcome
from retrieval.signals import SIGNALS
from tests.conftest import WEIGHTS, ranked


@pytest.fixture(scope="session")
def vegan(waiter: Assistant) -> First:
    """The best candidate for a short question, among its rivals."""
    best = ranked("vegan pizza", waiter.index)
    told = dict(zip(SIGNALS, map(float, best.signals.table[best.order[0]]), strict=True))
    return First(best, best.scores[best.order].tolist(), told)


@pytest.mark.parametrize(
    ("sure", "decided"),
    [(0.0, "abstain"), (0.2999, "abstain"), (0.3, "suggest"), (0.5999, "suggest"), (0.6, "answer")],
)
def test_a_tie_with_a_threshold_goes_to_the_bolder_outcome(sure: float, decided: Outcome) -> None:
    assert outcome(sure, answer=0.6, suggest=0.3) == decided


@pytest.mark.parametrize("sure", [0.1, 0.3])
def test_what_is_sure_enough_for_an_answer_is_answered_even_below_the_suggestions(sure: float) -> None:
    assert outcome(sure, answer=0.1, suggest=0.3) == "answer"


@pytest.mark.parametrize("bias", [-1e9, -1.0, 0.0, 1.0, 1e9])
def test_a_judgement_is_made_of_probabilities_whatever_the_weights(waiter: Assistant, bias: float) -> None:
    judged = judgement(
        ranked("vegan pizza", waiter.index),
        replace(WEIGHTS, in_scope=Logit(bias, {}), first=Logit(0.0, {})),
    )
    assert judged.in_scope == pytest.approx(1 / (1 + np.exp(-np.clip(bias, -30, 30))))
    assert judged.first == 0.5
    assert judged.confidence == pytest.approx(judged.in_scope * judged.first, abs=1e-8)


def test_more_of_a_good_feature_makes_surer(waiter: Assistant) -> None:
    asked = ranked("vegan pizza", waiter.index)
    sure = [
        judgement(asked, replace(WEIGHTS, first=Logit(0.0, {"bm25": Term(weight, 0.0)}))).confidence
        for weight in (-1.0, 0.0, 1.0)
    ]
    assert sure == sorted(set(sure))


def test_an_authors_own_words_are_nearly_certain_whatever_the_weights(waiter: Assistant) -> None:
    never = replace(WEIGHTS, in_scope=Logit(-9.0, {}), first=Logit(-9.0, {}))
    word_for_word, otherwise = (
        judgement(ranked(asked, waiter.index), never) for asked in ("PETS, welcome!", "pets are welcome")
    )
    assert (word_for_word.word_for_word, word_for_word.confidence) == (True, WORD_FOR_WORD)
    assert not otherwise.word_for_word
    assert otherwise.confidence < 0.001


def test_the_calibration_of_the_content_has_the_last_word(waiter: Assistant) -> None:
    asked = ranked("vegan pizza", waiter.index)
    plain = judgement(asked, WEIGHTS)
    shifted, flat = (
        judgement(asked, WEIGHTS, read)
        for read in (replace(AS_SHIPPED, shift=1.0), replace(AS_SHIPPED, slope=0.0))
    )
    assert shifted.confidence / (1 - shifted.confidence) == pytest.approx(
        np.e * plain.confidence / (1 - plain.confidence)
    )
    assert (shifted.in_scope, shifted.first) == (plain.in_scope, plain.first)
    assert flat.confidence == 0.5


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=100)
def test_every_feature_is_finite_and_nearly_every_one_a_share(waiter: Assistant, typed: str) -> None:
    known = features(ranked(f"pizza {typed}", waiter.index))
    assert tuple(known) == (*SIGNALS, *RIVALRY)
    assert all(np.isfinite(value) for value in known.values())
    shares = known.keys() - {"score", "spread"}
    assert {name: known[name] for name in shares if not 0 <= known[name] <= 1} == {}
    assert known["spread"] <= 2 * ALONE


def test_what_speaks_against_is_known_by_name() -> None:
    assert set(RIVALRY) >= AGAINST
    assert not set(SIGNALS) & set(RIVALRY)


@pytest.mark.parametrize(
    ("scores", "behind"),
    [
        ([4.0], 2 * ALONE),
        ([4.0, 3.0], 1.0),
        ([4.0, 3.0, 1.0], 2.0),
        ([4.0, *[3.0] * (RIVALS - 1), 3.0 - RIVALS, *[-9.0] * 9], 2.0),
        ([99.0, 0.0], 2 * ALONE),
        ([2.0, 2.0], 0.0),
    ],
)
def test_the_spread_is_the_lead_over_the_mean_of_the_next_few(
    vegan: First, scores: list[float], behind: float
) -> None:
    first = replace(vegan, scores=scores)
    assert (spread(first), score(first)) == pytest.approx((behind, scores[0] / 10))


@pytest.mark.parametrize(
    ("feature", "question", "value"),
    [
        (shortness, "vegan pizza", 1 / 3),
        (shortness, "pizza, pizza, pizza", 1 / 2),
        (strangeness, "pizza", 0.0),
        (strangeness, "pizza xylophone", 0.5),
        (strangeness, "pizza qa qb qc qd qe qf qg qh", 8 / 9),
        (repairs, "pizza", 0.0),
        (repairs, "pizza glutn", 1 / 3),
    ],
)
def test_a_short_a_strange_and_a_misspelt_question_are_noticed(
    waiter: Assistant, feature: Callable[[First], float], question: str, value: float
) -> None:
    best = ranked(question, waiter.index)
    assert feature(First(best, best.scores.tolist(), {})) == pytest.approx(value)


def test_the_very_question_gets_full_marks_where_marks_can_be_full(waiter: Assistant) -> None:
    known = features(ranked("Does pineapple belong on pizza?", waiter.index))
    whole = ("fuzzy", "wording", "shared_words", "said_phrasing", "forms_asked", "forms_said")
    assert {name: round(known[name], 5) for name in (*whole, "turning_held")} == dict.fromkeys(
        (*whole, "turning_held"), 1.0
    )
