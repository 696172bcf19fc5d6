import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.lines import Lines, as_lines

TEXTS = st.lists(st.text(st.characters(codec=None), max_size=9), max_size=8)
ENDS = st.one_of(st.none(), st.integers(-10, 10))


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_any_texts_come_back_as_they_were(texts: list[str]) -> None:
    lines = as_lines(iter(texts))
    assert list(lines) == [lines.decoded(place) for place in range(len(texts))] == texts
    assert (len(lines), list(reversed(lines))) == (len(texts), texts[::-1])
    again = Lines(lines.bytes, lines.ptr.astype(np.uint32))
    assert [again[place] for place in range(len(again))] == texts


@pytest.mark.parametrize("text", ["", "\n", "\r\n", "\0", "\ud800", "é\udfff", "\u2028", "\U0001f600" * 3])
def test_line_ends_and_lone_surrogates_are_letters_like_any_other(text: str) -> None:
    assert list(as_lines(["before", text, "behind"])) == ["before", text, "behind"]


@given(TEXTS, ENDS, ENDS, st.sampled_from([None, 1, 2, -1, -3]))
@settings(deadline=None, max_examples=200)
def test_slices_and_places_from_the_end_are_those_of_a_tuple(
    texts: list[str], begin: int | None, end: int | None, step: int | None
) -> None:
    lines = as_lines(texts)
    assert lines[begin:end:step] == tuple(texts)[begin:end:step]
    assert [lines[-place] for place in range(1, len(texts) + 1)] == texts[::-1]


@pytest.mark.parametrize("place", [2, -3])
def test_a_place_beyond_the_ends_is_no_place(place: int) -> None:
    with pytest.raises(IndexError):
        as_lines(["one", "two"])[place]


@given(TEXTS.filter(bool), st.data())
@settings(deadline=None, max_examples=100)
def test_some_texts_are_given_in_the_order_asked_for(texts: list[str], data: st.DataObject) -> None:
    lines = as_lines(texts)
    for _ in range(2):
        places = data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=9))
        assert lines.some(places) == [texts[place] for place in places]


def test_a_text_is_made_a_string_when_it_is_asked_for_and_only_once() -> None:
    lines = as_lines(["one", "two", "three", "four"])
    assert lines.read == [None] * 4
    first = lines[-1]
    assert lines[3] is first
    assert lines.some([1, 3]) == ["two", "four"]
    assert lines.decoded(2) == "three"
    assert lines.read == [None, "two", None, "four"]


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=100)
def test_lines_are_equal_to_whatever_holds_the_same_texts(texts: list[str], others: list[str]) -> None:
    lines = as_lines(texts)
    assert lines == tuple(texts) == lines
    assert lines == as_lines(texts)
    assert (lines == as_lines(others)) == (texts == others)
    assert lines != [*texts, ""]
    assert lines != 7


def test_texts_that_are_lines_stay_as_they_are() -> None:
    lines = as_lines(["one"])
    assert as_lines(lines) is lines
