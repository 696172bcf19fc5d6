from collections.abc import Iterator

import pytest

from faq import Content, Passage
from retrieval.rehearsal import (
    ASKED_FOR,
    MOST_PASSAGES,
    MOST_QUESTIONS,
    PARTS,
    ROUNDS,
    Rehearsal,
    rehearsals,
)
from tests.conftest import passage, pizzeria


def dishes(count: int, phrasings: int) -> Content:
    """A menu of many dishes, each asked for in several ways."""
    return Content(
        tuple(
            passage(
                f"dish-{number}",
                *(f"way {way} to ask for dish {number}" for way in range(phrasings)),
                answer="Served hot.",
            )
            for number in range(count)
        ),
        synonyms=(("dish", "plate"),),
    )


def pairs(content: Content, **options: int) -> Iterator[tuple[Rehearsal, dict[str, Passage]]]:
    """Each rehearsal with the passages that stay, by id."""
    for played in rehearsals(content, **options):
        yield played, {p.id: p for p in played.content.passages}


MENU = dishes(20, phrasings=9)
WHOLE = {p.id: p for p in MENU.passages}


def test_a_hidden_phrasing_is_not_in_the_content_that_it_is_asked_of() -> None:
    for played, stay in pairs(MENU):
        kept = {phrasing for p in stay.values() for phrasing in p.phrasings}
        assert [question for question, _ in played.questions if question in kept] == []


def test_a_hidden_phrasing_is_answered_by_its_own_passage_which_stays() -> None:
    for played, stay in pairs(MENU):
        inside = [(question, wanted) for question, wanted in played.questions if wanted]
        assert len(inside) == len(stay) * (8 // PARTS)
        assert all(question in WHOLE[wanted].phrasings and wanted in stay for question, wanted in inside)


def test_what_is_asked_of_an_entry_that_goes_is_out_of_scope() -> None:
    for played, stay in pairs(MENU):
        gone = [p for p in MENU.passages if p.id not in stay]
        outside = [question for question, wanted in played.questions if not wanted]
        assert len(gone) == len(MENU.passages) // PARTS
        assert len(outside) == ASKED_FOR * len(gone)
        assert set(outside) <= {phrasing for p in gone for phrasing in p.phrasings}


def test_every_phrasing_is_either_hidden_or_there_and_the_heading_always_is() -> None:
    for played, stay in pairs(MENU):
        for name, kept in stay.items():
            hidden = {question for question, wanted in played.questions if wanted == name}
            assert kept.heading == WHOLE[name].heading
            assert sorted({*kept.phrasings, *hidden}) == sorted(WHOLE[name].phrasings)
            assert len(kept.phrasings) + len(hidden) == len(WHOLE[name].phrasings)


def test_nothing_else_of_the_content_changes() -> None:
    for played, stay in pairs(MENU):
        assert played.content.synonyms == MENU.synonyms
        assert [p for p in MENU.passages if p.id in stay and p.text != stay[p.id].text] == []
        assert list(stay) == [p.id for p in MENU.passages if p.id in stay]


def test_the_same_seed_hides_the_same_and_another_something_else() -> None:
    assert list(rehearsals(MENU, seed=3)) == list(rehearsals(MENU, seed=3))
    assert list(rehearsals(MENU, seed=3)) != list(rehearsals(MENU, seed=4))


def test_each_round_hides_something_else() -> None:
    first, second = (set(stay) for _, stay in pairs(MENU))
    assert (len(list(rehearsals(MENU))), first == second) == (ROUNDS, False)


@pytest.mark.parametrize("count", [MOST_PASSAGES, MOST_PASSAGES + 1, 2 * MOST_PASSAGES])
def test_a_large_content_costs_no_more_than_a_part_of_it(count: int) -> None:
    for played, stay in pairs(dishes(count, phrasings=9), rounds=1):
        inside = [wanted for _, wanted in played.questions if wanted]
        assert len(stay) == MOST_PASSAGES * (PARTS - 1) // PARTS
        assert len(inside) == MOST_QUESTIONS
        assert set(inside) <= set(stay)
        assert list(stay) == sorted(stay, key=lambda name: int(name.removeprefix("dish-")))


def test_entries_with_few_phrasings_hide_none_and_lose_none() -> None:
    for played, stay in pairs(Content(pizzeria("eo"))):
        assert [wanted for _, wanted in played.questions if wanted] == []
        assert len(played.questions) == ASKED_FOR * len(pizzeria("eo")) // PARTS
        assert {len(p.phrasings) for p in stay.values()} == {2}


def test_of_a_single_entry_nothing_or_all_is_there() -> None:
    sizes = [len(played.content.passages) for played in rehearsals(dishes(1, phrasings=1), rounds=PARTS)]
    assert sizes == [0, 1, 1, 1]
