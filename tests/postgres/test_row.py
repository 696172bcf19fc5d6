"""What a candidate is judged by goes into bytes and comes back, whichever passages are asked for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.postgres.row import Judged, packed, unpacked
from retrieval.rows import Said
from tests.test_retrieval_rows import PASSAGES, rows

TEXTS = st.text(st.characters(codec=None), max_size=5)
"""Lone surrogates, line ends and zeros among them."""


def judged(passages: list[list[list[int]]], texts: list[str], chosen: list[int]) -> Judged:
    """What some passages are judged by; each phrasing has a wording and sorted terms of its own."""
    said = rows(passages).said(np.array(chosen, np.int32))
    names = [(texts[number % len(texts)], str(number)) for number in said.phrasings.tolist()]
    return Judged(said, [f"{text}{name}" for text, name in names], [f"{name}{text}" for text, name in names])


def told(some: Judged) -> dict[str, object]:
    """All that they say, as a test can compare it."""
    arrays = {name: getattr(some.said, name).tolist() for name in Said.__dataclass_fields__}
    return {**arrays, "wordings": list(some.wordings), "sorted_terms": list(some.sorted_terms)}


@given(PASSAGES, st.lists(TEXTS, min_size=1, max_size=5), st.data())
@settings(deadline=None, max_examples=200)
def test_rows_of_any_passages_in_any_order_say_what_was_packed(
    passages: list[list[list[int]]], texts: list[str], data: st.DataObject
) -> None:
    numbers = list(range(len(passages)))
    made = list(packed(judged(passages, texts, numbers)))
    chosen = data.draw(st.lists(st.sampled_from(numbers), min_size=1, max_size=9))
    assert told(unpacked([made[number] for number in chosen])) == told(judged(passages, texts, chosen))


@pytest.mark.parametrize("terms", [np.uint16, np.int32, np.uint32])
def test_signals_reckon_with_numbers_of_the_same_kinds(terms: type[np.integer]) -> None:
    said = rows([[[1, 2], [3]], [[4], [], [5, 5]]], terms=terms, ptr=np.uint32).said(
        np.array([1, 0], np.int32)
    )
    back = unpacked(list(packed(Judged(said, ["a", "b", "c"], ["", "", ""])))).said
    kinds = {name: getattr(said, name).dtype for name in Said.__dataclass_fields__ if name != "terms"}
    assert {name: getattr(back, name).dtype for name in kinds} == kinds


def test_an_infinite_length_and_the_greatest_numbers_survive() -> None:
    said = rows([[[2**31 - 1], [0]]]).said(np.array([0], np.int32))
    said.text_lengths[:] = np.inf
    said.text_sizes[:] = 2**31 - 1
    (row,) = packed(Judged(said, ["a"], [""]))
    back = unpacked([row]).said
    assert (back.terms.tolist(), back.text_lengths.tolist()) == ([2**31 - 1, 0], [np.inf])
    assert back.text_sizes.tolist() == [2**31 - 1]


def test_the_bytes_are_those_that_the_module_describes() -> None:
    said = rows([[[7, 8], [9]]]).said(np.array([0], np.int32))
    (row,) = packed(Judged(said, ["né"], ["n"]))
    numbers = [2, 3, 0, 100, *_bits(200), 2, 1, *_bits(0, 1), 7, 8, 9, 2, 1]
    assert row == np.array(numbers, "<i4").tobytes() + "nén".encode()


def _bits(*lengths: float) -> list[int]:
    return np.array(lengths, "<f4").view("<i4").tolist()
