from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.sparse import csr_array
from sklearn.cluster import AgglomerativeClustering

from authoring.inbox import clusters as module
from authoring.inbox.clusters import clusters

SEEDS = some.integers(0, 10_000)


def rows(seed: int, count: int, terms: int = 12) -> Any:
    """Rows of a few weighted terms, of length 1; now and then one without any."""
    chance = np.random.default_rng(seed)
    table = chance.random((count, terms)) * (chance.random((count, terms)) < 0.2)
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    return csr_array((table / np.where(lengths, lengths, 1)).astype(np.float32))


def partition(numbers: Any) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(numbers == number).tolist()) for number in set(numbers.tolist())}


def linkage(likeness: float) -> AgglomerativeClustering:
    """Average linkage of scikit-learn, which must find the same clusters."""
    return AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - likeness
    )


def textbook(table: Any, likeness: float) -> set[frozenset[int]]:
    """The clusters of all rows at once."""
    apart = np.clip(1 - (table @ table.T).toarray(), 0, None)
    np.fill_diagonal(apart, 0)
    return partition(linkage(likeness).fit_predict(apart))


@settings(deadline=None, max_examples=60)
@given(SEEDS, some.integers(2, 60), some.sampled_from([0.2, 0.45, 0.7]), some.sampled_from([1, 500]))
def test_clustering_part_by_part_is_clustering_all_at_once(
    seed: int, count: int, likeness: float, batch: int
) -> None:
    table = rows(seed, count)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BATCH", batch)
        assert partition(clusters(table, likeness)) == textbook(table, likeness)


def test_two_that_are_just_as_alike_as_the_threshold_stay_two() -> None:
    table = csr_array(np.array([[1, 0], [0.5, np.sqrt(0.75)]], np.float32))
    assert textbook(table, 0.5) == {frozenset({0}), frozenset({1})}
    assert clusters(table, 0.5).tolist() == [0, 1]
    assert clusters(table, 0.499).tolist() == [0, 0]


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_the_size_of_batches_and_strips_changes_nothing(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    table = rows(1, 300, 40)
    whole = clusters(table, most=200).tolist()
    monkeypatch.setattr(module, "BATCH", size)
    monkeypatch.setattr(module, "STRIP", size)
    assert clusters(table, most=200).tolist() == whole


@settings(deadline=None, max_examples=40)
@given(SEEDS, some.integers(1, 40), some.integers(0, 40))
def test_rows_behind_the_first_join_the_nearest_cluster_or_stay_alone(
    seed: int, most: int, more: int
) -> None:
    table = rows(seed, most + more, 200)
    numbers = clusters(table, 0.3, most)
    assert numbers[:most].tolist() == clusters(table[:most], 0.3).tolist()
    first, dense = numbers[:most], table.toarray()
    for place in range(most, most + more):
        means = [
            dense[:most][first == number].mean(axis=0) @ dense[place] for number in range(first.max() + 1)
        ]
        nearest = int(np.argmax(means))
        alone = numbers[place] > first.max()
        assert means[nearest] < 0.3 + 1e-6 if alone else np.isclose(means[numbers[place]], means[nearest])


def test_clusters_are_numbered_as_they_come_up() -> None:
    table = csr_array(np.eye(3, dtype=np.float32)[[2, 0, 2, 1, 0]])
    assert clusters(table).tolist() == [0, 1, 0, 2, 1]
    assert clusters(table, most=2).tolist() == [0, 1, 0, 2, 1]


def test_rows_without_a_term_stay_alone() -> None:
    assert clusters(csr_array((3, 2), dtype=np.float32)).tolist() == [0, 1, 2]
