import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.rows import Rows, Said, maxima
from tests.conftest import floats

PIECE = st.lists(st.integers(0, 9), max_size=5)
PASSAGES = st.lists(st.lists(PIECE, min_size=2, max_size=5), min_size=1, max_size=8)
"""Each passage by its pieces: one phrasing at least, and then the text."""


def rows(
    passages: list[list[list[int]]],
    terms: npt.DTypeLike = np.int32,
    ptr: npt.DTypeLike = np.int64,
) -> Rows:
    """The same, one after another; every length is another number."""
    pieces = [piece for passage in passages for piece in passage]
    return Rows(
        terms=np.array([term for piece in pieces for term in piece], terms),
        ptr=np.cumsum([0, *map(len, pieces)]).astype(ptr),
        first=np.cumsum([0, *(len(passage) - 1 for passage in passages)]).astype(np.int32),
        text_sizes=np.arange(len(passages), dtype=np.int32) + 100,
        lengths=floats(range(len(pieces))),
        text_lengths=floats(range(len(passages))) + 200,
    )


def obvious(passages: list[list[list[int]]], chosen: list[int]) -> dict[str, list[float]]:
    """Passage after passage, piece after piece."""
    told: dict[str, list[float]] = {name: [] for name in Said.__dataclass_fields__}
    numbers = iter(range(9_999))
    pieces = [[next(numbers) for _ in passage] for passage in passages]
    phrasings = [[number - place for number in own[:-1]] for place, own in enumerate(pieces)]
    for owner, number in enumerate(chosen):
        told["first"].append(len(told["sizes"]))
        for place, piece in enumerate(passages[number]):
            told["begins"].append(len(told["terms"]))
            told["terms"] += piece
            told["sizes"].append(len(piece))
            told["owners"].append(owner)
            told["is_phrasing"].append(place < len(passages[number]) - 1)
            told["lengths"].append(pieces[number][place])
        told["texts"].append(len(told["sizes"]) - 1)
        told["text_sizes"].append(100 + number)
        told["text_lengths"].append(200 + number)
        told["phrasings"] += phrasings[number]
    return told


@given(PASSAGES, st.data())
@settings(deadline=None, max_examples=200)
def test_what_passages_say_is_what_a_loop_over_their_pieces_finds(
    passages: list[list[list[int]]], data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.integers(0, len(passages) - 1), min_size=1, unique=True))
    said = rows(passages).said(np.array(chosen, np.int32))
    expected = obvious(passages, chosen)
    assert {name: getattr(said, name).tolist() for name in expected} == expected


@pytest.mark.parametrize("terms", [np.uint16, np.int32])
@pytest.mark.parametrize("ptr", [np.uint32, np.int64])
def test_arrays_in_half_the_room_say_the_same(terms: npt.DTypeLike, ptr: npt.DTypeLike) -> None:
    passages = [[[1, 2], [], [3]], [[4], [5, 6, 7]]]
    said = rows(passages, terms, ptr).said(np.array([1, 0], np.int32))
    assert {name: getattr(said, name).tolist() for name in Said.__dataclass_fields__} == obvious(
        passages, [1, 0]
    )


@given(st.lists(st.lists(st.integers(-50, 50), min_size=1, max_size=6), min_size=1, max_size=8))
@settings(deadline=None)
def test_maxima_of_stretches_are_those_of_python(stretches: list[list[int]]) -> None:
    values = floats([value for stretch in stretches for value in stretch])
    begins = np.cumsum([0, *map(len, stretches[:-1])])
    assert maxima(values, begins).tolist() == list(map(max, stretches))
