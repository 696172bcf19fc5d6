import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.splice import Splice


@st.composite
def spliced(draw: st.DrawFn) -> tuple[list[str], list[str], list[int], list[int]]:
    """Texts before, new texts, which are gone, and where the new ones go."""
    before = draw(st.lists(st.text("ab", max_size=3), max_size=8))
    new = draw(st.lists(st.text("yz", max_size=3), max_size=5))
    gone = sorted(draw(st.sets(st.integers(0, len(before) - 1)))) if before else []
    places = sorted(draw(st.lists(st.integers(0, len(before)), min_size=len(new), max_size=len(new))))
    return before, new, gone, places


def expected(before: list[str], new: list[str], gone: list[int], places: list[int]) -> list[str]:
    """One after the other: before each present text the new ones that go there."""
    found = []
    for number in range(len(before) + 1):
        found += [text for text, place in zip(new, places, strict=True) if place == number]
        found += [before[number]] if number < len(before) and number not in gone else []
    return found


def bounds(texts: list[str]) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(list(map(len, texts)), dtype=np.int64)])


def letters(texts: list[str]) -> np.ndarray:
    return np.array(list("".join(texts)), "U1")


@given(spliced())
def test_what_belongs_to_each_goes_where_it_goes(
    case: tuple[list[str], list[str], list[int], list[int]],
) -> None:
    before, new, gone, places = case
    splice, wanted = Splice.of(len(before), gone, places), expected(*case)
    assert [(before + new)[number] for number in splice.order] == wanted
    assert splice.joined(np.array(before, "U3"), np.array(new, "U3")).tolist() == wanted
    begins = bounds(before), bounds(new)
    assert "".join(splice.joined(letters(before), letters(new), begins)) == "".join(wanted)
    parts = splice.parts(*begins)
    assert "".join(np.concatenate([letters(before), letters(new)])[parts.order]) == "".join(wanted)


@given(spliced())
def test_each_is_known_by_its_number_afterwards(
    case: tuple[list[str], list[str], list[int], list[int]],
) -> None:
    before, _, gone, places = case
    splice = Splice.of(len(before), gone, places)
    moved = splice.moved().tolist()
    assert [number for number, place in enumerate(moved) if place < 0] == gone
    assert [moved.index(place) for place in range(len(splice.order))] == splice.order.tolist()


def test_columns_are_joined_too() -> None:
    before, new = np.arange(6).reshape(2, 3), np.array([[10], [20]])
    assert Splice.of(3, [0], [2]).joined(before, new).tolist() == [[1, 10, 2], [4, 20, 5]]
