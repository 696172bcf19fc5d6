import numpy as np
import pytest

from benchmarks.samples import hidden, sample, samples
from benchmarks.sets import EvaluationSet, Question
from faq import Content
from retrieval.build import index_of
from retrieval.signals import SIGNALS
from tests.conftest import pizzeria

CONTENT = Content(pizzeria("eo"))
ASKED = tuple(Question(text, frozenset([p.id])) for p in CONTENT.passages for text in p.phrasings)


def test_a_sample_holds_the_signals_of_every_candidate_and_the_truth() -> None:
    index = index_of(CONTENT)
    found = sample(Question("the dog and the oven", frozenset(["dog"])), index)
    assert found.ranked is not None
    ids = [index.passages[number].id for number in found.ranked.found.passages]
    assert found.right.tolist() == [name == "dog" for name in ids]
    assert found.ranked.signals.table.shape == (len(ids), len(SIGNALS))
    assert (found.in_scope, found.ranked.scores.tolist()) == (True, [0.0] * len(ids))


@pytest.mark.parametrize(("passages", "in_scope"), [(frozenset(["dog"]), True), (frozenset[str](), False)])
def test_a_question_that_finds_nothing_is_a_sample_too(passages: frozenset[str], in_scope: bool) -> None:
    found = sample(Question("xylophone", passages), index_of(CONTENT))
    assert (found.ranked, found.right.tolist(), found.in_scope) == (None, [], in_scope)


def test_a_large_set_is_drawn_from_with_a_fixed_seed() -> None:
    whole = EvaluationSet("pizzeria", CONTENT, ASKED)
    drawn = [found.right.tolist() for found in samples(whole, most=5)]
    assert (len(drawn), drawn) == (5, [found.right.tolist() for found in samples(whole, most=5)])
    assert len(list(samples(whole, most=99))) == len(ASKED)
    assert drawn != [found.right.tolist() for found in samples(whole, most=5, seed=3)]


def test_a_corpus_asks_itself_what_was_hidden_from_it() -> None:
    made = hidden(CONTENT, share=0.5, seed=2)
    kept = {passage.id: passage for passage in made.content.passages}
    whole = {passage.id: passage for passage in CONTENT.passages}
    assert 0 < len(kept) < len(whole)
    for question in made.questions:
        (owner,) = (p for p in CONTENT.passages if question.text in p.phrasings)
        assert question.passages == (frozenset([owner.id]) if owner.id in kept else frozenset())
        assert owner.id not in kept or question.text not in kept[owner.id].phrasings
    for name, passage in kept.items():
        assert passage.phrasings[0] == whole[name].phrasings[0]
    assert made == hidden(CONTENT, share=0.5, seed=2)


def test_right_is_a_mask_over_the_candidates() -> None:
    for found in samples(EvaluationSet("pizzeria", CONTENT, ASKED), most=99):
        assert found.right.dtype == np.bool_
        assert found.right.sum() == 1
