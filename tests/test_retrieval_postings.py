from threading import Thread

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csc_array

from retrieval.postings import Postings
from tests.conftest import floats

Matrix = npt.NDArray[np.float32]


def matrix(passages: int, terms: int, filled: float, seed: int, most: int = 3) -> Matrix:
    """Small whole numbers, so that sums are exact and ties are many."""
    chance = np.random.default_rng(seed)
    shape = (passages, terms)
    return np.where(chance.random(shape) < filled, chance.integers(1, most + 1, shape), 0).astype(np.float32)


def postings(dense: Matrix) -> Postings:
    """The same matrix, by columns."""
    sparse = csc_array(dense)
    ptr, ids = (array.astype(np.int32) for array in (sparse.indptr, sparse.indices))
    return Postings(ptr, ids, sparse.data, len(dense))


def obvious(dense: Matrix, terms: list[int], weights: Matrix, most: int) -> list[tuple[int, float]]:
    """Every passage scored, all sorted, ties in the order of the corpus."""
    scores = dense[:, terms] @ weights
    order = np.argsort(-scores, kind="stable")
    return [(int(number), float(scores[number])) for number in order[:most] if scores[number] > 0]


def found(index: Postings, terms: list[int], weights: Matrix, most: int) -> list[tuple[int, float]]:
    numbers, scores = index.best(terms, weights, most)
    return list(zip(numbers.tolist(), scores.tolist(), strict=True))


@given(
    passages=st.integers(1, 2_000),
    filled=st.sampled_from([0.001, 0.02, 0.3, 0.9]),
    most=st.integers(1, 7),
    asked=st.dictionaries(st.integers(0, 4), st.integers(1, 3), max_size=5),
    seed=st.integers(0, 1_000),
)
@settings(deadline=None, max_examples=150)
def test_the_best_are_those_of_a_full_sort(
    passages: int, filled: float, most: int, asked: dict[int, int], seed: int
) -> None:
    dense = matrix(passages, 5, filled, seed)
    terms, weights = list(asked), floats(list(asked.values()))
    assert found(postings(dense), terms, weights, most) == obvious(dense, terms, weights, most)


@pytest.mark.parametrize("most", [1, 3, 50])
@pytest.mark.parametrize("filled", [0.0005, 0.01, 0.5, 1.0])
@pytest.mark.parametrize("levels", [1, 3, 1_000])
def test_blocks_of_very_many_passages_lose_none_of_the_best(most: int, filled: float, levels: int) -> None:
    dense = matrix(64 * 4 * 50 + 64 * 10 + 37, 3, filled, seed=most, most=levels)
    weights = floats([1, 2, 1])
    assert found(postings(dense), [0, 1, 2], weights, most) == obvious(dense, [0, 1, 2], weights, most)


def test_more_are_wanted_than_there_are() -> None:
    dense = floats([[1, 0], [0, 0], [2, 0]])
    assert found(postings(dense), [0], floats([1]), 50) == [(2, 2.0), (0, 1.0)]


def test_an_empty_query_finds_nothing() -> None:
    assert found(postings(matrix(300, 2, 0.5, seed=1)), [], floats([]), 5) == []


def test_one_question_leaves_nothing_behind_for_the_next() -> None:
    index = postings(floats([[1, 0], [0, 1]]))
    first = found(index, [0], floats([1]), 5)
    assert found(index, [1], floats([1]), 5) == [(1, 1.0)]
    assert found(index, [0], floats([1]), 5) == first == [(0, 1.0)]


def test_threads_do_not_disturb_each_other() -> None:
    dense = matrix(20_000, 8, 0.2, seed=3)
    index, wrong = postings(dense), []

    def ask(term: int) -> None:
        expected = obvious(dense, [term], floats([1]), 5)
        if any(found(index, [term], floats([1]), 5) != expected for _ in range(30)):
            wrong.append(term)

    threads = [Thread(target=ask, args=(term,)) for term in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
