import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from retrieval.meaning.vectors import BLOCK, Vectors, blank, digests_of, floats, quantised
from retrieval.records import Floats

NUMBERS = st.floats(-1, 1, width=32)


def of_length_one(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)


def kept(rows: Floats) -> Vectors:
    return quantised("model", rows, digests_of(map(str, range(len(rows)))))


ROWS = arrays.arrays(np.float32, st.tuples(st.integers(1, 40), st.just(16)), elements=NUMBERS).map(
    of_length_one
)


@settings(deadline=None)
@given(ROWS)
def test_a_byte_a_component_moves_no_cosine_by_more_than_its_steps_can(rows: Floats) -> None:
    expected = rows @ rows.T
    found = np.array([kept(rows).cosines(row) for row in rows])
    step = np.abs(rows).max(axis=1) / 254
    assert (np.abs(found - expected.T) <= step * np.sqrt(rows.shape[1]) + 1e-5).all()


@pytest.mark.parametrize("count", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_every_vector_is_compared_whatever_the_blocks(count: int) -> None:
    chance = np.random.default_rng(count)
    rows = of_length_one(chance.standard_normal((count, 24)).astype(np.float32))
    asked = of_length_one(chance.standard_normal((1, 24)).astype(np.float32))[0]
    found = kept(rows).cosines(asked)
    assert found.shape == (count,)
    np.testing.assert_allclose(found, floats(kept(rows)) @ asked, atol=1e-5)


def test_a_text_that_says_nothing_is_like_nothing() -> None:
    asked = np.eye(8, dtype=np.float32)[0]
    assert kept(np.zeros((1, 8), np.float32)).cosines(asked).tolist() == [0]
    assert blank("model", 8, digests_of(["", "a"])).cosines(asked).tolist() == [0, 0]


def test_the_same_texts_have_the_same_digests_and_others_have_others() -> None:
    one, again, other = digests_of(["a", "a", "b"]).tolist()
    assert one == again != other
    assert digests_of(["\ud800"]).shape == (1,), "half a character is a text too"
    assert digests_of([]).shape == (0,)
