import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from retrieval.rows import Rows, maxima, sums
from tests.conftest import floats

SEEDS = st.integers(0, 10_000)


def some(seed: int) -> tuple[npt.NDArray[np.float32], Rows, np.random.Generator]:
    """A dense matrix with many zeros and a few empty rows, the same as `Rows`, and a source of chance."""
    chance = np.random.default_rng(seed)
    shape = chance.integers(1, 12, 2)
    dense = np.where(chance.random(shape) < 0.4, chance.integers(1, 9, shape), 0).astype(np.float32)
    sparse = csr_array(dense)
    rows = Rows(sparse.indptr.astype(np.int32), sparse.indices.astype(np.int32), sparse.data)
    return dense, rows, chance


@given(SEEDS)
@settings(deadline=None)
def test_inner_products_are_those_of_the_dense_matrix(seed: int) -> None:
    dense, rows, chance = some(seed)
    chosen = chance.integers(0, len(dense), chance.integers(1, 9)).astype(np.int32)
    query = floats(chance.integers(0, 5, dense.shape[1]))
    assert len(rows) == len(dense)
    assert rows.dots(chosen, query).tolist() == (dense[chosen] @ query).tolist()


@given(SEEDS)
@settings(deadline=None)
def test_overlaps_add_the_weights_of_the_terms_that_are_there(seed: int) -> None:
    dense, rows, chance = some(seed)
    chosen = chance.permutation(len(dense)).astype(np.int32)
    weights = floats(chance.integers(0, 5, dense.shape[1]))
    assert rows.gathered(chosen).overlaps(weights).tolist() == ((dense[chosen] > 0) @ weights).tolist()


@given(st.lists(st.lists(st.integers(-50, 50), max_size=6), min_size=1, max_size=8))
@settings(deadline=None)
def test_sums_of_stretches_are_those_of_python(stretches: list[list[int]]) -> None:
    values = floats([value for stretch in stretches for value in stretch])
    begins = np.cumsum([0, *map(len, stretches[:-1])]).astype(np.int32)
    assert sums(values, begins).tolist() == list(map(sum, stretches))


@given(st.lists(st.lists(st.integers(-50, 50), min_size=1, max_size=6), min_size=1, max_size=8))
@settings(deadline=None)
def test_maxima_of_stretches_are_those_of_python(stretches: list[list[int]]) -> None:
    values = floats([value for stretch in stretches for value in stretch])
    begins = np.cumsum([0, *map(len, stretches[:-1])]).astype(np.int32)
    assert maxima(values, begins).tolist() == list(map(max, stretches))
