import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy.sparse import csr_array
from sklearn.preprocessing import normalize

from authoring.inbox import vectors as module
from authoring.inbox.vectors import vectors
from retrieval import Assistant


def test_a_term_weighs_by_how_rare_it_is_in_the_content_and_among_the_questions(waiter: Assistant) -> None:
    index = waiter.index
    (row,) = vectors(["do dogs xylophone"], index).toarray()
    numbers = index.vocabulary.numbers
    idf = [index.vocabulary.idf[numbers["~do"]], index.vocabulary.idf[numbers["dog"]], index.absent_idf]
    weights = np.array([0.3, 1, 1]) * np.sqrt(np.array(idf) / index.absent_idf * (1 / (np.log(2) + 1)))
    assert row == pytest.approx(weights / np.linalg.norm(weights), rel=1e-5)


def test_questions_have_length_one_or_no_words(waiter: Assistant) -> None:
    table = vectors(["dogs and dogs", "", "!?", "pizza"], waiter.index).toarray()
    assert np.linalg.norm(table, axis=1).tolist() == pytest.approx([1, 0, 0, 1])


@given(some.integers(0, 10_000))
def test_rows_are_made_as_long_as_scikit_learn_makes_them(seed: int) -> None:
    chance = np.random.default_rng(seed)
    table = chance.random((9, 7), np.float32) * (chance.random((9, 7)) < 0.4)
    expected = normalize(csr_array(table)).toarray()
    assert module._normalised(csr_array(table)).toarray().tolist() == expected.tolist()


def test_a_slip_weighs_as_what_was_meant(waiter: Assistant) -> None:
    table = vectors(["refund please"] * 3 + ["refnud please", "dgos", "dogs"], waiter.index)
    likeness = (table @ table.T).toarray()
    assert likeness[0, 3] == pytest.approx(1)
    assert likeness[4, 5] == 0  # too short a word to tell
