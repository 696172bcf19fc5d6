from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.asked import BY_MEANING, BY_WORDS, OUTCOMES, US, Asked, asked, drawn, outcomes
from benchmarks.peers import PEERS
from benchmarks.sets import EvaluationSet, Question, read_set
from benchmarks.systems import Found, ours
from retrieval.logit import Logit
from retrieval.weights import shipped, shipped_with_meaning
from tests.folders import pizzeria
from tests.meaning import Concepts, opened_as

SOME = {name: PEERS[name] for name in ("bm25", "token_set_ratio")}


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> EvaluationSet:
    return read_set(pizzeria(tmp_path_factory.mktemp("sets") / "pizzeria"), "eo")


@pytest.fixture(scope="module")
def said(evaluation: EvaluationSet) -> Asked:
    return asked(evaluation, most=100, peers=SOME)


def test_all_systems_get_the_same_questions(said: Asked, evaluation: EvaluationSet) -> None:
    assert list(said.told) == [US, *SOME]
    for told in said.told.values():
        assert told.in_scope.tolist() == [True, True, True, True, True, False]
        assert told.right[:5].all()
        assert not told.right[5]
    assert [told.bounded for told in said.told.values()] == [True, False, True]


def test_misspelt_questions_are_asked_beside_the_same_clean_ones(said: Asked) -> None:
    assert list(said.clean) == list(said.misspelt) == [US, *SOME]
    for system, clean in said.clean.items():
        assert (clean.right.tolist(), said.misspelt[system].right.size) == ([True] * 5, 5)
    assert not said.misspelt["bm25"].right[4]  # it knows nothing of `ptes`


def test_a_sample_of_the_questions_is_asked_misspelt_too(evaluation: EvaluationSet, tmp_path: Path) -> None:
    few = asked(evaluation, most=3, seed=1, peers={})
    again = asked(evaluation, most=3, seed=1, peers={})
    questions = drawn(evaluation.questions, 3, seed=1)
    assert few.told[US].confidence.tolist() == again.told[US].confidence.tolist()
    assert few.told[US].in_scope.tolist() == [bool(question.passages) for question in questions]
    assert few.clean[US].right.size == sum(question.id != "q6" for question in questions)


def test_a_set_without_misspelt_questions_has_none(evaluation: EvaluationSet) -> None:
    plain = asked(replace(evaluation, misspelt=()), most=100, peers={})
    assert (dict(plain.clean), dict(plain.misspelt)) == ({}, {})


def test_other_weights_can_be_measured(evaluation: EvaluationSet) -> None:
    weights = replace(shipped(), in_scope=Logit(99.0, {}), first=Logit(99.0, {}))
    assert asked(evaluation, 100, weights=weights, peers={}).told[US].confidence[:5].min() > 0.99


def test_a_draw_takes_each_question_once() -> None:
    questions = [Question(str(number), frozenset()) for number in range(50)]
    some = drawn(questions, 20, seed=0)
    assert len(set(some)) == 20
    assert some == drawn(questions, 20, seed=0) != drawn(questions, 20, seed=1)
    assert drawn(questions, 50, seed=0) == tuple(questions)


def test_the_outcomes_are_shares_of_all_questions(evaluation: EvaluationSet, said: Asked) -> None:
    us = ours(evaluation.content)
    answer, suggest = us.assistant.usual.answer_threshold, shipped().suggest
    found = [Found(("dog",), sure) for sure in (1.0, answer, (answer + suggest) / 2, suggest / 2)]
    found.append(Found((), 0.0))
    right = np.array([True, False, True, True, False])
    told = outcomes(us, found, replace(said.told[US], right=right))
    assert told == dict(zip(OUTCOMES, (0.2, 0.2, 0.2, 0.4), strict=True))


def test_an_assistant_with_a_model_is_beside_its_parts(evaluation: EvaluationSet) -> None:
    with opened_as(Concepts()):
        both = asked(evaluation, most=100, peers={}).told
    alone = asked(evaluation, most=100, peers={}).told
    assert list(both) == [US, BY_WORDS, BY_MEANING]
    assert both[BY_WORDS].confidence.tolist() == alone[US].confidence.tolist()
    assert both[BY_MEANING].right[:5].sum() >= 4
    assert both[BY_MEANING].bounded


def test_other_weights_can_be_measured_with_meaning(evaluation: EvaluationSet) -> None:
    weights = replace(shipped_with_meaning(), in_scope=Logit(99.0, {}), first=Logit(99.0, {}))
    with opened_as(Concepts()):
        told = asked(evaluation, 100, meaning_weights=weights, peers={}).told
    assert told[US].confidence.min() > 0.99
    assert told[BY_WORDS].confidence.min() < 0.99
