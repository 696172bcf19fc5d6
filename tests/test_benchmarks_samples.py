import numpy as np
import pytest

from benchmarks.samples import sample, samples
from benchmarks.sets import EvaluationSet, Question
from faq import Content
from retrieval.build import index_of
from retrieval.signals import MEANING, SIGNALS
from tests.conftest import found, pizzeria
from tests.meaning import Concepts, opened_as

CONTENT = Content(pizzeria("eo"))
ASKED = tuple(Question(text, frozenset([p.id])) for p in CONTENT.passages for text in p.phrasings)


def test_a_sample_holds_the_signals_of_every_candidate_and_the_truth() -> None:
    index = index_of(CONTENT)
    made = sample(Question("the dog and the oven", frozenset(["dog"])), index)
    numbers = found("the dog and the oven", index).passages
    assert made.told is not None
    assert made.told.passages.tolist() == numbers.tolist()
    assert made.right.tolist() == [index.passages[number].id == "dog" for number in numbers]
    assert (made.told.table.shape, made.in_scope) == ((len(numbers), len(SIGNALS)), True)


@pytest.mark.parametrize(("passages", "in_scope"), [(frozenset(["dog"]), True), (frozenset[str](), False)])
def test_a_question_that_finds_nothing_is_a_sample_too(passages: frozenset[str], in_scope: bool) -> None:
    made = sample(Question("xylophone", passages), index_of(CONTENT))
    assert (made.told, made.right.tolist(), made.in_scope) == (None, [], in_scope)


def test_a_large_set_is_drawn_from_with_a_fixed_seed() -> None:
    whole = EvaluationSet("pizzeria", CONTENT, ASKED)
    drawn = [made.right.tolist() for made in samples(whole, most=5)]
    assert (len(drawn), drawn) == (5, [made.right.tolist() for made in samples(whole, most=5)])
    assert len(list(samples(whole, most=99))) == len(ASKED)
    assert drawn != [made.right.tolist() for made in samples(whole, most=5, seed=3)]


def test_a_small_set_is_asked_in_its_order() -> None:
    whole = EvaluationSet("pizzeria", CONTENT, ASKED)
    index = index_of(CONTENT)
    expected = [sample(question, index).right.tolist() for question in ASKED]
    assert [made.right.tolist() for made in samples(whole, most=len(ASKED))] == expected


def test_right_is_a_mask_over_the_candidates() -> None:
    for made in samples(EvaluationSet("pizzeria", CONTENT, ASKED), most=99):
        assert made.right.dtype == np.bool_
        assert made.right.sum() == 1


def test_any_of_several_passages_is_right() -> None:
    made = sample(Question("the dog and the oven", frozenset(["dog", "hours"])), index_of(CONTENT))
    assert made.right.sum() == 2


def test_samples_with_meaning_hold_its_signals_too_and_each_question_is_read_once() -> None:
    whole, model = EvaluationSet("pizzeria", CONTENT, ASKED), Concepts()
    with opened_as(model):
        made = list(samples(whole, most=99, with_meaning=True))
    assert all(each.told and each.told.names == (*SIGNALS, *MEANING) for each in made)
    assert len(model.read) == len(set(model.read))


def test_a_language_that_the_model_does_not_know_has_no_samples_with_meaning() -> None:
    whole = EvaluationSet("pizzeria", CONTENT, ASKED)
    with opened_as(Concepts(languages=frozenset({"en"}))):
        assert list(samples(whole, most=99, with_meaning=True)) == []
        assert len(list(samples(whole, most=99))) == len(ASKED)
