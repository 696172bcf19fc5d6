from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.systems import MOST, Found, Ours, Scored, ours
from faq import Content
from retrieval import Assistant
from retrieval.calibration import AS_SHIPPED
from retrieval.logit import Logit
from retrieval.risk import Threshold
from retrieval.weights import shipped
from tests.conftest import WEIGHTS, pizzeria

CONTENT = Content(pizzeria("eo"))
QUESTIONS = ["May I bring my dog?", "dog and oven and cheese", "pets", "is the food vegan", "xylophone", ""]


@pytest.fixture(scope="module")
def us() -> Ours:
    return ours(CONTENT)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_assistant_is_measured_as_visitors_get_it(us: Ours, question: str) -> None:
    reply, found = us.assistant.ask(question), us.ask(question)
    assert found.ids[: len(reply.hits)] == tuple(hit.passage.id for hit in reply.hits)
    assert (found.confidence, us.outcome(found)) == (reply.confidence, reply.outcome)


def test_all_candidates_are_told_and_not_only_the_hits_of_a_reply(us: Ours) -> None:
    found = us.ask("do i bring the oven to the dog at the table with the pizza and the food")
    assert len(set(found.ids)) == len(found.ids) > 5


def test_other_weights_can_be_measured(us: Ours) -> None:
    sure = replace(shipped(), in_scope=Logit(99.0, {}), first=Logit(99.0, {}))
    assert ours(CONTENT, sure).assistant.weights == sure
    assert ours(CONTENT, sure).ask("the dog eats").confidence > us.ask("the dog eats").confidence


def test_finding_nothing_abstains_whatever_the_threshold(us: Ours) -> None:
    bold = replace(shipped(), thresholds=(Threshold(0.5, 0.0, 9, 9, 0),), suggest=0.0)
    assert us.ask("xylophone") == Found((), 0.0)
    bolder = Ours(Assistant(replace(us.assistant.index, calibration=AS_SHIPPED), bold))
    assert bolder.outcome(Found(("dog",), 0.0)) == "answer"
    assert bolder.outcome(Found((), 0.0)) == "abstain"


def test_the_thresholds_are_those_that_the_content_taught(us: Ours) -> None:
    taught = replace(AS_SHIPPED, thresholds=(Threshold(0.5, 0.7, 9, 9, 0),))
    known = Ours(Assistant(replace(us.assistant.index, calibration=taught), WEIGHTS))
    assert known.outcome(Found(("dog",), 0.7)) == "answer"
    assert known.outcome(Found(("dog",), 0.69)) == "suggest"


def test_equal_scores_keep_the_order_of_the_corpus_and_zeros_are_not_found() -> None:
    scored = Scored(tuple("abcde"), lambda question: np.array([0.5, 0, 2, 0.5, 2.0]), bounded=False)
    assert scored.ask("anything") == Found(("c", "e", "a", "d"), 2.0)


def test_nothing_that_scores_is_nothing_found() -> None:
    assert Scored(("a", "b"), lambda question: np.zeros(2), bounded=True).ask("") == Found((), 0.0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=150))
@settings(max_examples=50)
def test_what_is_found_is_capped_and_the_best_score_is_the_confidence(scores: list[float]) -> None:
    ids = tuple(map(str, range(len(scores))))
    found = Scored(ids, lambda question: np.array(scores), bounded=True).ask("")
    assert len(found.ids) == min(MOST, sum(score > 0 for score in scores))
    assert found.confidence == max(scores)
    values = [scores[int(name)] for name in found.ids]
    assert values == sorted(values, reverse=True)
