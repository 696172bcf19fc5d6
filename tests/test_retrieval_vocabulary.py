import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from retrieval.vocabulary import UNITS, Vocabulary, odds, repeated
from tests.conftest import floats

TERMS = st.lists(st.sampled_from("abcdefgh"), max_size=12)


def vocabulary(*terms: str) -> Vocabulary:
    """Terms whose odds are 0, 1, 2 and so on."""
    plain = floats([1] * len(terms))
    return Vocabulary(terms, 0, plain, floats(range(len(terms))), plain)


@given(st.lists(st.sampled_from(["a", "b", "c", "pizza", ""]), max_size=20))
@settings(deadline=None)
def test_the_known_terms_are_counted_in_the_order_in_which_they_are_met(terms: list[str]) -> None:
    counts = Counter(term for term in terms if term in ("c", "b", "a"))
    known = vocabulary("c", "b", "a").known(iter(terms))
    assert known.numbers.tolist() == ["cba".index(term) for term in counts]
    assert known.counts.tolist() == list(counts.values())
    assert known.numbers.dtype == known.counts.dtype == np.int32


def test_words_that_it_lacks_are_not_in_it() -> None:
    known = vocabulary("mask", "subnet")
    assert ("mask" in known, "pizza" in known, len(known)) == (True, False, 2)


@given(st.lists(st.floats(0, 16, width=32), min_size=1, max_size=9))
@settings(deadline=None)
def test_a_weight_in_a_search_is_a_whole_number_of_units_and_never_nothing(weights: list[float]) -> None:
    plain = floats([1] * len(weights))
    known = Vocabulary(tuple(map(str, range(len(weights)))), 0, plain, floats(weights), plain)
    units = known.units(np.arange(len(weights), dtype=np.int32)[::-1])
    assert units.tolist() == [max(1, round(weight * UNITS)) for weight in weights[::-1]]


@given(st.lists(TERMS.filter(bool), min_size=1, max_size=8), TERMS)
@settings(deadline=None, max_examples=80)
def test_counts_and_idf_make_the_vector_of_scikit_learn(corpus: list[list[str]], asked: list[str]) -> None:
    fitted = TfidfVectorizer(analyzer=list, sublinear_tf=True, norm=None).fit(corpus)
    terms = tuple(map(str, fitted.get_feature_names_out()))
    plain = floats([1] * len(terms))
    known = Vocabulary(terms, 0, fitted.idf_.astype(np.float32), plain, plain).known(asked)
    vector = np.zeros(len(terms))
    vector[known.numbers] = repeated(known.counts) * fitted.idf_[known.numbers]
    assert vector == pytest.approx(fitted.transform([asked]).toarray()[0], abs=1e-5)


@pytest.mark.parametrize("count", [0, 1, 2, 9, 63, 64, 5_000])
def test_a_word_said_very_often_weighs_as_if_said_63_times(count: int) -> None:
    expected = 1 + math.log(min(count, 63)) if count else 0.0
    assert repeated(np.array([[count]])).tolist() == [[pytest.approx(expected)]]


@given(st.lists(TERMS.filter(bool), min_size=1, max_size=8))
@settings(deadline=None, max_examples=80)
def test_odds_are_the_idf_of_bm25(corpus: list[list[str]]) -> None:
    held = [sum(term in text for text in corpus) for term in "abcdefgh"]
    expected = [math.log(1 + (len(corpus) - df + 0.5) / (df + 0.5)) for df in held]
    assert odds(np.array(held, np.float64), len(corpus)).tolist() == pytest.approx(expected, abs=1e-5)
    assert odds(np.zeros(0), len(corpus)).tolist() == []
