import string

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.forms import LEAST, MOST, SHORTEST, STEPS, Forms, Near, forms
from tests.conftest import PIZZERIA

WORD = st.one_of(
    st.text("abc", min_size=1, max_size=9),
    st.text("aé-1", max_size=6),
    st.text("ab", min_size=4).map("~{}".format),
)
KNOWN = sorted({word.lower() for p in PIZZERIA for said in (*p.phrasings, p.text) for word in said.split()})


def three(word: str) -> set[str]:
    """Every three letters in a row, the borders being spaces."""
    padded = f" {word} "
    return {padded[place : place + 3] for place in range(len(word))}


def obvious(word: str, words: list[str]) -> dict[int, float]:
    """Every word compared by the Dice coefficient, the likest first, a stop word without its mark."""
    plain = [other.removeprefix("~") for other in words]
    word = word.removeprefix("~")
    if len(word) < SHORTEST or not word.isalpha():
        return {}
    likeness = {
        number: 2 * len(three(word) & three(other)) / (len(three(word)) + len(three(other)))
        for number, other in enumerate(plain)
        if len(other) >= SHORTEST and other.isalpha()
    }
    near = [number for number, share in likeness.items() if share >= LEAST]
    return {number: likeness[number] for number in sorted(near, key=lambda n: (-likeness[n], n))}


def checked(found: Near, expected: dict[int, float]) -> None:
    """Whether near words are the first of those expected."""
    numbers, likeness = found
    assert numbers == list(expected)[:MOST]
    assert likeness == pytest.approx([STEPS * expected[number] for number in numbers], abs=0.501)


@given(st.lists(WORD, unique=True, max_size=30), WORD)
@settings(deadline=None, max_examples=400)
def test_the_near_words_are_those_of_a_search_over_all_words(words: list[str], word: str) -> None:
    checked(forms(words).near(word), obvious(word, words))


@given(st.lists(WORD, unique=True, max_size=30))
@settings(deadline=None, max_examples=300)
def test_the_forms_kept_for_each_word_are_those_of_a_search_over_all_others(words: list[str]) -> None:
    known = forms(words)
    for number, word in enumerate(words):
        others = {other: share for other, share in obvious(word, words).items() if other != number}
        checked(known.of(number), others)


@pytest.mark.parametrize("word", KNOWN)
def test_the_near_words_of_the_pizzeria_are_those_of_a_search_over_all_words(word: str) -> None:
    checked(forms(KNOWN).near(word), obvious(word, KNOWN))


def test_only_the_likest_of_very_many_forms_are_kept_and_of_equal_ones_the_first() -> None:
    words = ["deliver", *(f"deliver{letter}" for letter in string.ascii_lowercase), "delivering"]
    known = forms(words)
    assert known.of(0)[0] == list(range(1, MOST + 1))
    assert known.near("deliver")[0] == list(range(MOST))
    for number, word in enumerate(words):
        others = {other: share for other, share in obvious(word, words).items() if other != number}
        checked(known.of(number), others)


def test_words_of_a_large_vocabulary_are_compared_with_all_others() -> None:
    chance = np.random.default_rng(5)
    words = sorted({"".join(chance.choice(list("abcdef"), 7)) for _ in range(4_500)})
    known = forms(words)
    for number in (0, 1_999, 2_000, 3_999, 4_000, len(words) - 1):
        others = {other: share for other, share in obvious(words[number], words).items() if other != number}
        checked(known.of(number), others)


@given(st.lists(st.text(string.ascii_lowercase, min_size=SHORTEST, max_size=12), unique=True, min_size=1))
@settings(deadline=None, max_examples=100)
def test_a_word_is_its_own_nearest_form_and_not_kept_as_one(words: list[str]) -> None:
    known = forms(words)
    for number, word in enumerate(words):
        numbers, likeness = known.near(word)
        assert dict(zip(numbers, likeness, strict=True))[number] == likeness[0] == STEPS
        assert number not in known.of(number)[0]


@pytest.mark.parametrize("word", ["", "dog", "~who", "cat6", "=llm", "555-0123", "wi-fi"])
def test_numbers_names_of_groups_and_short_words_have_no_form(word: str) -> None:
    known = forms([word, "dogs"])
    assert known.near(word) == known.of(0) == known.of(1) == ([], [])
    assert known.near("dogs") == ([1], [STEPS])


def test_a_stop_word_has_forms_like_any_other() -> None:
    known = forms(["~where", "whereas", "oven"])
    assert (known.of(0)[0], known.of(1)[0], known.near("~wheres")[0]) == ([1], [0], [0, 1])


def test_other_forms_and_compounds_are_near_and_strangers_are_not() -> None:
    known = forms(["delivery", "deliveries", "oven", "stoneoven", "pigeon"])
    assert known.near("delivery")[0] == [0, 1]
    assert known.near("stoneovens")[0] == [3]


def test_no_words_have_no_forms() -> None:
    known: Forms = forms([])
    assert known.near("pizza") == ([], [])
    assert known.near_ptr.tolist() == [0]
