import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from retrieval.vocabulary import Vocabulary
from tests.conftest import floats

TERMS = st.lists(st.sampled_from("abcdefgh"), max_size=12)


@given(st.lists(TERMS.filter(bool), min_size=1, max_size=8), TERMS)
@settings(deadline=None, max_examples=80)
def test_a_vector_is_what_scikit_learn_makes_of_the_text(corpus: list[list[str]], asked: list[str]) -> None:
    fitted = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit(corpus)
    terms = tuple(map(str, fitted.get_feature_names_out()))
    vocabulary = Vocabulary(terms, fitted.idf_.astype(np.float32), np.ones(len(terms), np.float32))
    numbers, weights = vocabulary.vector(asked)
    expected = fitted.transform([asked]).toarray()[0]
    np.testing.assert_allclose(vocabulary.dense(numbers, weights), expected, atol=1e-6)


def test_words_that_it_lacks_count_for_nothing() -> None:
    vocabulary = Vocabulary(("mask", "subnet"), floats([1, 2]), floats([1, 1]))
    numbers, weights = vocabulary.vector(["pizza"])
    assert (numbers, weights.tolist()) == ([], [])
    assert ("mask" in vocabulary, "pizza" in vocabulary, len(vocabulary)) == (True, False, 2)


@given(st.lists(TERMS.filter(bool), min_size=1, max_size=8))
@settings(deadline=None, max_examples=80)
def test_odds_are_the_idf_of_bm25(corpus: list[list[str]]) -> None:
    fitted = TfidfVectorizer(analyzer=list, dtype=np.float32).fit(corpus)
    terms = tuple(map(str, fitted.get_feature_names_out()))
    vocabulary = Vocabulary(terms, fitted.idf_.astype(np.float32), np.ones(len(terms), np.float32))
    held = [sum(term in text for text in corpus) for term in terms]
    expected = [math.log(1 + (len(corpus) - df + 0.5) / (df + 0.5)) for df in held]
    numbers = list(range(len(terms)))
    assert vocabulary.odds(numbers, len(corpus)).tolist() == pytest.approx(expected, abs=1e-5)
    assert vocabulary.odds([], len(corpus)).tolist() == []
