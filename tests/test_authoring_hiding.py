import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authoring.hidden.hiding import FOLDS, folds, hideable, nothing_hidden, ways_of
from faq import Content
from retrieval.text import words
from tests.conftest import passage, pizzeria
from tests.planted import town

TOWN = town(random.Random(1), 40)


def bar(sizes: list[int]) -> Content:
    """A menu of drinks, each with so many phrasings of its own."""
    return Content(
        tuple(
            passage(f"drink-{number}", *(f"drink {number} way {way}" for way in range(size)), answer="Cold.")
            for number, size in enumerate(sizes)
        )
    )


MENUS = st.lists(st.integers(1, 30), min_size=1, max_size=12).map(bar)


@given(MENUS)
def test_every_phrasing_but_an_only_one_is_hidden_once(content: Content) -> None:
    hidden = Counter((q.passages, q.question) for fold in folds(content) for q in fold.questions)
    able = [((p.id,), way) for p in content.passages for way in p.phrasings if len(p.phrasings) > 1]
    assert hidden == Counter(able)
    assert hideable(content) == len(able)


@given(MENUS)
def test_what_is_hidden_is_gone_and_all_else_is_there(content: Content) -> None:
    for fold in folds(content):
        asked = Counter(question.passages[0] for question in fold.questions)
        rest = fold.rest(content).passages
        assert [p.id for p in rest] == [p.id for p in content.passages]
        for before, after in zip(content.passages, rest, strict=True):
            assert 0 < len(after.phrasings) == len(before.phrasings) - asked[before.id]
            assert not {q.question for q in fold.questions} & set(after.phrasings)


@given(MENUS)
def test_no_more_folds_are_made_than_may_be_and_a_fold_takes_a_small_share(content: Content) -> None:
    made = folds(content)
    assert len(made) <= FOLDS
    for fold in made:
        asked = Counter(question.passages[0] for question in fold.questions)
        sizes = {p.id: len(p.phrasings) for p in content.passages}
        assert all(count <= -(-sizes[name] // FOLDS) or count == 1 for name, count in asked.items())


@given(MENUS, st.integers(0, 60))
def test_a_bounded_number_is_spread_over_all_passages(content: Content, most: int) -> None:
    asked = Counter(q.passages[0] for fold in folds(content, most) for q in fold.questions)
    able = {p.id: len(p.phrasings) for p in content.passages if len(p.phrasings) > 1}
    assert asked.total() == min(most, sum(able.values()))
    fewest = min((asked[name] for name, size in able.items() if asked[name] < size), default=10**9)
    assert all(count <= fewest + 1 for count in asked.values())


def test_the_same_is_hidden_again_and_something_else_by_another_seed() -> None:
    assert folds(TOWN, most=50) == folds(TOWN, most=50)
    assert folds(TOWN, most=50) != folds(TOWN, most=50, seed=1)


def test_a_heading_is_hidden_as_any_other_phrasing() -> None:
    asked = {question.question for fold in folds(TOWN) for question in fold.questions}
    assert {p.heading for p in TOWN.passages} <= asked


def test_spellings_of_one_wording_are_hidden_together() -> None:
    told = passage("dog", "May I bring my dog?", "may I bring my dog", "pets", answer="Yes.")
    hidden = [fold.hidden["dog"] for fold in folds(Content((told,)))]
    assert hidden == [frozenset(told.phrasings[:2]), frozenset({"pets"})]


def test_a_wording_that_two_passages_share_is_not_hidden() -> None:
    one = passage("hours", "When do you open?", "opening hours", "open from", answer="At noon.")
    other = passage("late", "How late?", "Opening hours!", answer="Until ten.")
    asked = {question.question for fold in folds(Content((one, other))) for question in fold.questions}
    assert asked == {"When do you open?", "open from", "How late?"}


def test_with_nothing_hidden_everything_is_asked_once() -> None:
    fold = nothing_hidden(Content(pizzeria("en")))
    assert fold.rest(Content(pizzeria("en"))).passages == pizzeria("en")
    assert [q.question for q in fold.questions] == [way for p in pizzeria("en") for way in p.phrasings]


@pytest.mark.parametrize("mark", ["?", "...", "!?"])
def test_a_phrasing_without_a_word_is_never_asked(mark: str) -> None:
    told = passage("dog", "May I bring my dog?", mark, answer="Yes.")
    assert list(ways_of(told)) == [" ".join(words(told.heading))]
    assert folds(Content((told,))) == ()
