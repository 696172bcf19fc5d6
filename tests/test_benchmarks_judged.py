from math import log2, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.judged import RANKING, Judged, first_ones, judged, ranked
from benchmarks.sets import EvaluationSet, Question
from benchmarks.systems import Found
from faq import Content
from tests.conftest import PIZZERIA

SET = EvaluationSet("ovens", Content(PIZZERIA), (), rows={"b#1": "b", "b#2": "b"})


def figures(values: dict[str, np.ndarray]) -> dict[str, list[float]]:
    return {name: [round(float(value), 4) for value in column] for name, column in values.items()}


def test_an_order_is_measured_as_the_textbook_says() -> None:
    third = 1 / log2(4)
    two_right = (1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3))
    orders = [("a", "x"), ("x", "y", "a"), ("x", "a", "y", "b"), ("x",), ()]
    right = [frozenset("a"), frozenset("a"), frozenset("ab"), frozenset("a"), frozenset("a")]
    assert figures(ranked(orders, right)) == {
        "hit@1": [1, 0, 0, 0, 0],
        "hit@5": [1, 1, 1, 0, 0],
        "MRR": [1, 0.3333, 0.5, 0, 0],
        "MAP": [1, 0.3333, 0.5, 0, 0],
        "P@5": [0.2, 0.2, 0.4, 0, 0],
        "nDCG@10": [1, third, round(two_right, 4), 0, 0],
    }


def test_questions_out_of_scope_have_no_order_to_measure() -> None:
    found = ranked([("a",), ("b",)], [frozenset(), frozenset("b")])
    assert [figures(found)["hit@1"][1], np.isnan(found["hit@1"][0])] == [1.0, True]
    assert all(np.isnan(values).all() for values in ranked([("a",), ()], [frozenset(), frozenset()]).values())


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), min_size=1, max_size=8))
def test_the_perfect_order_is_worth_one(right: list[frozenset[str]]) -> None:
    found = ranked([tuple(sorted(names)) for names in right], right)
    for name in ("hit@1", "hit@5", "MRR", "MAP", "nDCG@10"):
        assert found[name].tolist() == pytest.approx([1.0] * len(right))


@given(st.lists(st.tuples(st.permutations("abcdef"), st.frozensets(st.sampled_from("abcdefgh"))), min_size=1))
def test_every_measure_lies_between_nothing_and_one(asked: list[tuple[list[str], frozenset[str]]]) -> None:
    found = ranked([order for order, _ in asked], [right for _, right in asked])
    assert list(found) == list(RANKING)
    for values in found.values():
        known = values[~np.isnan(values)]
        assert len(known) == sum(bool(right) for _, right in asked)
        assert ((known >= 0) & (known <= 1 + 1e-9)).all()


def test_an_article_ranks_by_its_best_section() -> None:
    assert first_ones(["b", "a", "b", "c", "a"]) == ("b", "a", "c")
    question = Question("Which?", frozenset(["b#1", "b#2"]))
    told = judged([Found(("a", "b#2", "b#1"), 0.5)], [question], SET, bounded=True)
    assert (told.ranking["MRR"].tolist(), told.ranking["MAP"].tolist()) == ([0.5], [0.5])
    assert told.ranking["P@5"].tolist() == [0.2]


def test_what_was_found_is_held_against_the_truth() -> None:
    asked = [Question("1", frozenset("a")), Question("2", frozenset()), Question("3", frozenset("a"))]
    found = [Found(("a",), 0.9), Found(("a",), 0.2), Found((), 0.0)]
    told = judged(found, asked, SET, bounded=False)
    assert (told.bounded, told.confidence.tolist()) == (False, [0.9, 0.2, 0.0])
    assert (told.in_scope.tolist(), told.right.tolist()) == ([True, False, True], [True, False, False])


def test_questions_are_taken_in_the_shape_of_their_places() -> None:
    flags = np.array([True, False, True])
    told = Judged(True, np.array([0.1, 0.2, 0.3]), flags, ~flags, {"MRR": np.array([1.0, nan, 0.5])})
    taken = told.taken(np.array([[2, 2, 0], [1, 0, 0]]))
    assert taken.confidence.tolist() == [[0.3, 0.3, 0.1], [0.2, 0.1, 0.1]]
    assert taken.in_scope.tolist() == [[True, True, True], [False, True, True]]
    assert taken.right.tolist() == (~taken.in_scope).tolist()
    assert taken.ranking["MRR"][0].tolist() == [0.5, 0.5, 1.0]
