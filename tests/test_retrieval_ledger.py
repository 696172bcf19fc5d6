from collections.abc import Sequence
from dataclasses import replace

import pytest

from faq import Content, Passage
from retrieval.amending import amended
from retrieval.amendment import Amendment
from retrieval.build import index_of
from retrieval.index import Index
from retrieval.ledger import Ledger
from tests.conftest import passage

DISHES = tuple(
    passage(f"d{n}", f"What is dish {n}?", answer=f"Number {n}.", language="eo", line=n) for n in range(60)
)


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(Content(DISHES), "first")


def amendment(index: Index, passages: Sequence[Passage], *earlier: Sequence[Passage]) -> Amendment | None:
    """What the ledger of an index says of a content, once it looked at others."""
    ledger = Ledger.of(index)
    for each in (*earlier, passages):
        ledger = ledger.compared(Content(tuple(each)))
    return ledger.amendment(Content(tuple(passages)), "second")


def answered(dish: Passage, answer: str) -> Passage:
    return replace(dish, answer=answer, text=answer)


def test_without_a_change_nothing_is_to_be_done(index: Index) -> None:
    assert amendment(index, DISHES) == Amendment("second", (), (), (), (), Content(()))


def test_a_changed_passage_goes_where_it_was(index: Index) -> None:
    new = answered(DISHES[7], "Another one.")
    found = amendment(index, (*DISHES[:7], new, *DISHES[8:]))
    assert found == Amendment("second", (7,), (7,), (new,), (), Content(()))


def test_passages_that_were_only_read_again_are_the_same(index: Index) -> None:
    found = amendment(index, [replace(dish) for dish in DISHES])
    assert found == Amendment("second", (), (), (), (), Content(()))


def test_a_passage_on_another_line_stays(index: Index) -> None:
    lower = [replace(dish, source=replace(dish.source, line=dish.source.line + 1)) for dish in DISHES[4:]]
    found = amendment(index, (*DISHES[:3], *lower))
    assert found == Amendment("second", (3,), (), (), tuple((n, n + 1) for n in range(4, 60)), Content(()))
    assert tuple(amended(index, found).passages) == (*DISHES[:3], *lower)


def test_a_passage_that_changes_back_is_the_one_of_before(index: Index) -> None:
    new = answered(DISHES[7], "Another one.")
    edited = (*DISHES[:7], new, *DISHES[8:])
    assert amendment(index, DISHES, DISHES, edited) == Amendment("second", (), (), (), (), Content(()))


def test_a_passage_that_moved_is_taken_out_and_put_in(index: Index) -> None:
    found = amendment(index, (*DISHES[:3], *DISHES[4:], DISHES[3]))
    assert found == Amendment("second", (3,), (60,), (DISHES[3],), (), Content(()))


@pytest.mark.parametrize(("kept", "enough"), [(57, True), (56, False)])
def test_if_too_much_changed_the_index_is_to_be_built_anew(index: Index, kept: int, enough: bool) -> None:
    assert (amendment(index, DISHES[:kept]) is not None) == enough


def test_other_synonyms_need_another_index(index: Index) -> None:
    content = Content(DISHES, synonyms=(("dish", "plate"),))
    assert Ledger.of(index).compared(content).amendment(content, "second") is None


def test_an_amendment_survives_being_told(index: Index) -> None:
    content = Content(
        (*DISHES[1:], passage("tea", "Tea?", answer="Yes.")), smalltalk=DISHES[:1], formerly={"cup": "tea"}
    )
    told = Ledger.of(index).compared(content).amendment(content, "second")
    assert told is not None
    assert Amendment.read(told.told()) == told
