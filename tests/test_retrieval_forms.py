import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.forms import LEAST, SHORTEST, Forms, forms
from tests.conftest import PIZZERIA

WORD = st.one_of(st.text("abc", min_size=1, max_size=9), st.text("aé-1", max_size=6))
KNOWN = sorted({word.lower() for p in PIZZERIA for said in (*p.phrasings, p.text) for word in said.split()})


def three(word: str) -> set[str]:
    """Every three letters in a row, the borders being spaces."""
    padded = f" {word} "
    return {padded[place : place + 3] for place in range(len(word))}


def obvious(word: str, words: list[str]) -> dict[int, float]:
    """Every word compared by the Dice coefficient."""
    if len(word) < SHORTEST or not word.isalpha():
        return {}
    likeness = {
        number: 2 * len(three(word) & three(other)) / (len(three(word)) + len(three(other)))
        for number, other in enumerate(words)
        if len(other) >= SHORTEST and other.isalpha()
    }
    return {number: share for number, share in likeness.items() if share >= LEAST}


def near(known: Forms, word: str) -> dict[int, float]:
    numbers, likeness = known.near(word)
    assert numbers.tolist() == sorted(numbers.tolist())
    return dict(zip(numbers.tolist(), likeness.tolist(), strict=True))


@given(st.lists(WORD, unique=True, max_size=20), WORD)
@settings(deadline=None, max_examples=400)
def test_the_near_words_are_those_of_a_search_over_all_words(words: list[str], word: str) -> None:
    assert near(forms(words), word) == pytest.approx(obvious(word, words))


@pytest.mark.parametrize("word", KNOWN)
def test_the_near_words_of_the_pizzeria_are_those_of_a_search_over_all_words(word: str) -> None:
    assert near(forms(KNOWN), word) == pytest.approx(obvious(word, KNOWN))


@given(st.lists(st.text(string.ascii_lowercase, min_size=SHORTEST, max_size=12), unique=True, min_size=1))
@settings(deadline=None, max_examples=100)
def test_a_word_is_its_own_nearest_form(words: list[str]) -> None:
    known = forms(words)
    for number, word in enumerate(words):
        found = near(known, word)
        assert found[number] == max(found.values()) == 1.0


@pytest.mark.parametrize("word", ["", "dog", "cat6", "=llm", "555-0123", "wi-fi"])
def test_numbers_names_of_groups_and_short_words_have_no_form(word: str) -> None:
    known = forms([word, "dogs"])
    assert near(known, word) == {}
    assert set(near(known, "dogs")) == {1}


def test_other_forms_and_compounds_are_near_and_strangers_are_not() -> None:
    known = forms(["delivery", "deliveries", "oven", "stoneoven", "pigeon"])
    assert set(near(known, "delivery")) == {0, 1}
    assert set(near(known, "stoneovens")) == {3}


def test_no_words_have_no_forms() -> None:
    assert near(forms([]), "pizza") == {}
