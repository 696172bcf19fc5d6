import json
from types import MappingProxyType
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq import Passage, Source
from retrieval.lines import as_lines
from retrieval.passages import Passages, passage_line, passage_lines, passage_read
from tests.conftest import PIZZERIA

ANY = st.text(st.characters(codec=None), max_size=9)
SEVERAL = st.lists(ANY, max_size=3).map(tuple)
FIELDS: Final = MappingProxyType(
    {
        name: SEVERAL if name in ("phrasings", "tags", "see_also") else ANY
        for name in Passage.__dataclass_fields__
    }
)
PASSAGE = st.builds(Passage, **{**FIELDS, "source": st.builds(Source, ANY, st.integers(0, 10**9))})
ENDS = st.one_of(st.none(), st.integers(-10, 10))


def kept(passages: tuple[Passage, ...]) -> Passages:
    return Passages(as_lines(map(passage_line, passages)))


@given(PASSAGE)
@settings(deadline=None, max_examples=200)
def test_any_passage_comes_back_from_its_line(asked: Passage) -> None:
    line = passage_line(asked)
    assert passage_read(line) == asked
    assert (line.isascii(), len(line.splitlines())) == (True, 1)


@given(st.lists(PASSAGE, max_size=4).map(tuple))
@settings(deadline=None, max_examples=100)
def test_passages_come_back_in_their_order(passages: tuple[Passage, ...]) -> None:
    found = kept(passages)
    assert tuple(found) == passages
    assert (len(found), tuple(reversed(found))) == (len(passages), passages[::-1])
    assert list(passage_lines(found)) == list(passage_lines(passages)) == list(map(passage_line, passages))


@given(ENDS, ENDS, st.sampled_from([None, 1, 3, -1]))
@settings(deadline=None, max_examples=60)
def test_slices_and_places_from_the_end_are_those_of_a_tuple(
    begin: int | None, end: int | None, step: int | None
) -> None:
    found = kept(PIZZERIA)
    assert found[begin:end:step] == PIZZERIA[begin:end:step]
    assert [found[-place] for place in range(1, 9)] == list(PIZZERIA[::-1])


@pytest.mark.parametrize("place", [8, -9])
def test_a_place_beyond_the_ends_is_no_place(place: int) -> None:
    with pytest.raises(IndexError):
        kept(PIZZERIA)[place]


def test_a_passage_is_read_when_it_is_asked_for_and_is_then_the_same_one() -> None:
    lines = [passage_line(PIZZERIA[0]), "no passage at all", passage_line(PIZZERIA[2])]
    found = Passages(as_lines(lines))
    assert found[2] is found[-1] is found.at(2)
    assert found.texts.read == [None] * 3
    with pytest.raises(json.JSONDecodeError):
        found[1]


def test_passages_are_equal_to_whatever_holds_the_same_ones() -> None:
    found = kept(PIZZERIA)
    assert found == PIZZERIA == found
    assert found == kept(PIZZERIA) == list(PIZZERIA)
    assert found != kept(PIZZERIA[::-1])
    assert found != PIZZERIA[:-1]
    assert found != 8
