import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq import Content
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.query import query_of
from retrieval.rank import USUAL_ASKING, circumstances, effective, ranking
from retrieval.signals import SIGNALS, Signals, signals
from retrieval.weights import Weight
from tests.conftest import PIZZERIA, found, passage, ranked

EIGHT = "may my dog eat the pizza with me"


def told(waiter: Assistant, question: str) -> Signals:
    return signals(found(question, waiter.index), waiter.index)


@pytest.mark.parametrize("signal", SIGNALS)
def test_the_order_is_by_the_weighted_signals_and_then_by_the_corpus(waiter: Assistant, signal: str) -> None:
    known = told(waiter, "pizza dog oven reserve")
    order = ranking(known, {signal: Weight(1.0, 0.0, 0.0)}).order
    column = known.table[:, list(SIGNALS).index(signal)]
    pairs = list(zip((-column).round(5).tolist(), known.passages.tolist(), strict=True))
    assert [pairs[place] for place in order] == sorted(pairs)


def test_without_weights_the_order_is_that_of_the_corpus(waiter: Assistant) -> None:
    known = told(waiter, "pizza dog oven reserve")
    level = ranking(known, {})
    assert known.passages[level.order].tolist() == sorted(known.passages.tolist())
    assert set(level.scores.tolist()) == {0.0}


@pytest.mark.parametrize("asked", PIZZERIA, ids=[asked.id for asked in PIZZERIA])
def test_an_authors_own_words_come_first_even_if_every_signal_speaks_against(
    waiter: Assistant, asked: object
) -> None:
    own = next(p for p in PIZZERIA if p is asked)
    for phrasing in own.phrasings:
        known = told(waiter, phrasing)
        best = ranking(known, dict.fromkeys(SIGNALS, Weight(-1.0, 0.0, 0.0))).order[0]
        assert waiter.passages[known.passages[best]] is own


@given(st.lists(st.floats(-3, 3, width=32), min_size=3, max_size=3), st.integers(1, 12))
@settings(deadline=None, max_examples=60)
def test_a_score_is_the_sum_of_weights_times_circumstances_times_signals(
    waiter: Assistant, parts: list[float], words: int
) -> None:
    known = told(waiter, " ".join(["pizza", *["dog"] * (words - 1)]))
    always, longer, asking = parts
    weight = (
        always + longer * (math.log(1 + words) - math.log(1 + 8)) + asking * (known.asking - USUAL_ASKING)
    )
    scores = ranking(known, {"bm25": Weight(*parts)}).scores
    expected = weight * known.table[:, list(SIGNALS).index("bm25")]
    assert scores.tolist() == pytest.approx(expected.tolist(), abs=1e-4)


def test_in_a_question_of_usual_length_nothing_changes_for_its_length(waiter: Assistant) -> None:
    assert len(query_of(EIGHT, waiter.index).words) == 8
    usual, short, long = (circumstances(told(waiter, q)) for q in (EIGHT, "dog", f"{EIGHT} {EIGHT}"))
    assert (usual[0], usual[1]) == (1.0, 0.0)
    assert short[1] < 0 < long[1]
    assert usual[2] == short[2] == long[2] == pytest.approx(1 - USUAL_ASKING)


def test_the_headings_that_are_questions_change_the_weights() -> None:
    asking = passage("asking", "Which wine?", answer="Red.", language="eo")
    naming = passage("naming", "Wine list", answer="Long.", language="eo")
    index = index_of(Content((asking, naming)))
    known = signals(found("wine", index), index)
    assert circumstances(known)[2] == pytest.approx(0.5 - USUAL_ASKING)
    assert circumstances(replace(known, asking=0.0))[2] == pytest.approx(-USUAL_ASKING)


def test_a_signal_without_a_weight_counts_nothing(waiter: Assistant) -> None:
    weights = effective(told(waiter, EIGHT), {"fuzzy": Weight(2.0, 5.0, 0.0)})
    assert dict(zip(SIGNALS, weights.tolist(), strict=True)) == {
        name: 2.0 if name == "fuzzy" else 0.0 for name in SIGNALS
    }


def test_a_ranking_names_every_candidate_once(waiter: Assistant) -> None:
    whole = ranked("pizza dog oven reserve table", waiter.index)
    assert sorted(whole.order.tolist()) == list(range(len(whole.scores)))
    assert np.all(np.diff(whole.scores[whole.order].round(5)) <= 0)
