from threading import Thread

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.postings import DENSE_SHARE, FEW, FULL, Postings, largest, postings

Matrix = npt.NDArray[np.uint8]
RARE, MIXED, COMMON = (
    [0.0005, 0.001, 0.01, 0.05],
    [0.0005, 0.01, 0.05, 0.3, 0.9],
    [0.2, 0.5, 0.9, 1.0],
)


def matrix(passages: int, filled: list[float], seed: int, most: int = 3) -> Matrix:
    """A column for each share of filled cells; few different values, so that ties are many."""
    chance = np.random.default_rng(seed)
    shape = (passages, len(filled))
    return np.where(chance.random(shape) < filled, chance.integers(1, most + 1, shape), 0).astype(np.uint8)


def filed(dense: Matrix) -> Postings:
    """The same matrix, by its cells."""
    passages, terms = (places.astype(np.int32) for places in dense.nonzero())
    return postings(passages, terms, dense[passages, terms], (dense.shape[0], dense.shape[1]))


def obvious(dense: Matrix, terms: list[int], weights: list[int], most: int) -> list[tuple[int, int]]:
    """Every passage scored, all sorted, ties in the order of the corpus."""
    scores = dense[:, terms].astype(np.int64) @ np.array(weights, np.int64)
    order = np.argsort(-scores, kind="stable")
    return [(int(number), int(scores[number])) for number in order[:most] if scores[number] > 0]


def found(index: Postings, terms: list[int], weights: list[int], most: int) -> list[tuple[int, int]]:
    numbers, scores = index.best(terms, weights, most)
    return list(zip(numbers.tolist(), scores.tolist(), strict=True))


@given(
    passages=st.one_of(st.integers(1, 2_000), st.integers(FEW - 5, FEW + 5)),
    filled=st.sampled_from([RARE, MIXED, COMMON]),
    most=st.integers(1, 7),
    asked=st.dictionaries(st.integers(0, 3), st.integers(0, 4_000), max_size=4),
    seed=st.integers(0, 1_000),
)
@settings(deadline=None, max_examples=200)
def test_the_best_are_those_of_a_full_sort(
    passages: int, filled: list[float], most: int, asked: dict[int, int], seed: int
) -> None:
    dense = matrix(passages, filled, seed)
    terms, weights = list(asked), list(asked.values())
    assert found(filed(dense), terms, weights, most) == obvious(dense, terms, weights, most)


@pytest.mark.parametrize("most", [1, 3, 50])
@pytest.mark.parametrize("filled", [RARE, MIXED, COMMON, [0.0005], [0.05], [0.07], [1.0]], ids=str)
@pytest.mark.parametrize("levels", [1, 3, FULL])
def test_blocks_of_very_many_passages_lose_none_of_the_best(
    most: int, filled: list[float], levels: int
) -> None:
    dense = matrix(30_000 + 37, filled, seed=most, most=levels)
    index, terms = filed(dense), list(range(len(filled)))
    for weights in (
        [1] * len(terms),
        [3_000, 900, 40, 7, 1][: len(terms)],
        [1, 7, 40, 900, 9][-len(terms) :],
    ):
        assert found(index, terms, weights, most) == obvious(dense, terms, weights, most)


@pytest.mark.parametrize("place", [0, 63, 29_951, 29_952, 30_036])
def test_the_only_passage_of_a_term_is_found_wherever_it_stands(place: int) -> None:
    dense = matrix(30_037, [0.0, 0.9], seed=1, most=1)
    dense[place, 0] = FULL
    assert found(filed(dense), [0, 1], [2, 1], 1) == obvious(dense, [0, 1], [2, 1], 1)
    assert found(filed(dense), [0], [2], 9) == [(place, 2 * FULL)]


def test_the_best_may_stand_behind_the_last_whole_block() -> None:
    dense = np.zeros((30_037, 1), np.uint8)
    dense[[5, 1_000, 20_000, 30_020, 30_036], 0] = [1, 2, 1, 3, FULL]
    assert found(filed(dense), [0], [1], 3) == [(30_036, FULL), (30_020, 3), (1_000, 2)]


@given(passages=st.integers(1, 400), filled=st.lists(st.floats(0, 1), min_size=1, max_size=6))
@settings(deadline=None, max_examples=100)
def test_the_whole_gives_back_every_cell(passages: int, filled: list[float]) -> None:
    dense = matrix(passages, filled, seed=passages, most=FULL)
    again = np.zeros_like(dense)
    columns = list(filed(dense).whole())
    for term, (places, impacts) in enumerate(columns):
        assert places.tolist() == sorted(set(places.tolist()))
        again[places, term] = impacts
    assert (len(columns), again.tolist()) == (len(filled), dense.tolist())


@pytest.mark.parametrize("passages", [1, 2, 16, 32, 160])
def test_a_term_is_dense_when_it_stands_in_more_than_its_share_and_in_several_passages(passages: int) -> None:
    share = max(1, int(DENSE_SHARE * passages))
    dense = np.zeros((passages, 2), np.uint8)
    dense[:share, 0] = 1
    dense[: share + 1, 1] = 2
    index = filed(dense)
    assert index.dense_terms.tolist() == ([1] if passages > 1 else [])
    assert index.passages == passages
    assert [len(places) for places, _ in index.whole()] == [share, min(share + 1, passages)]


def test_more_are_wanted_than_there_are() -> None:
    dense = np.array([[1, 0], [0, 0], [2, 0]], np.uint8)
    assert found(filed(dense), [0], [1], 50) == [(2, 2), (0, 1)]


@pytest.mark.parametrize("passages", [1, 300, 30_000])
def test_no_term_and_terms_without_weight_find_nothing(passages: int) -> None:
    index = filed(matrix(passages, [0.01, 0.9, 0.0], seed=1))
    assert found(index, [], [], 5) == found(index, [0, 1], [0, 0], 5) == found(index, [2], [7], 5) == []


def test_a_vocabulary_without_terms_finds_nothing() -> None:
    assert found(filed(np.zeros((3, 0), np.uint8)), [], [], 5) == []


@pytest.mark.parametrize("more", [0, FEW])
def test_one_question_leaves_nothing_behind_for_the_next(more: int) -> None:
    last = np.repeat(np.array([[0, 0, 0]], np.uint8), more, axis=0)
    index = filed(np.concatenate([np.array([[1, 0, 1], [0, 1, 1]], np.uint8), last]))
    assert index.dense_terms.tolist() == [2][more:]
    first = found(index, [0], [1], 5)
    assert found(index, [1, 2], [1, 1], 5) == [(1, 2), (0, 1)]
    assert found(index, [0], [1], 5) == first == [(0, 1)]


def test_threads_do_not_disturb_each_other() -> None:
    dense = matrix(20_000, [0.01, 0.02, 0.03, 0.05, 0.2, 0.3, 0.5, 0.9], seed=3)
    index, wrong = filed(dense), []

    def ask(term: int) -> None:
        terms, weights = [term, (term + 3) % 8], [2, 1]
        expected = obvious(dense, terms, weights, 5)
        if any(found(index, terms, weights, 5) != expected for _ in range(30)):
            wrong.append(term)

    threads = [Thread(target=ask, args=(term,)) for term in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)), max_size=40), st.integers(1, 12))
@settings(deadline=None, max_examples=200)
def test_the_largest_are_the_first_of_all_sorted(told: list[tuple[int, int]], most: int) -> None:
    scores = np.array([score for score, _ in told], np.int32)
    places = np.cumsum([step for _, step in told]).astype(np.int32)
    pairs = sorted(zip((-scores).tolist(), places.tolist(), strict=True))[:most]
    chosen, best = largest(places, scores, most)
    assert (chosen.tolist(), best.tolist()) == (
        [place for score, place in pairs if score],
        [-score for score, _ in pairs if score],
    )


def test_a_question_that_fails_leaves_nothing_to_the_next_one() -> None:
    dense = matrix(FEW + 1, [0.01, 0.02, 0.05], seed=3)
    index = filed(dense)
    with pytest.raises(IndexError):
        index.best([0, 1, 99], [1, 1, 1], 5)
    assert found(index, [0, 1, 2], [1, 2, 3], 5) == obvious(dense, [0, 1, 2], [1, 2, 3], 5)
