from dataclasses import replace
from types import MappingProxyType

from faq import Content, Passage, Problem, Source
from retrieval.keeping import kept
from tests.conftest import passage


def at(path: str, line: int, name: str, answer: str = "Yes.") -> Passage:
    return replace(passage(name, f"{name}?", answer=answer), source=Source(path, line))


def wrong(path: str, loses: bool = True) -> Problem:
    return Problem(Source(path, 1), "wrong", "mend it", loses=loses)


HAM, OLIVE = at("entries/a.md", 3, "ham"), at("entries/a.md", 9, "olive")
WINE = at("entries/b.md", 3, "wine")
BEFORE = Content((HAM, OLIVE, WINE), formerly=MappingProxyType({"oil": "olive"}))


def test_a_file_that_loses_a_passage_to_a_problem_stays_as_it_was() -> None:
    now = Content((replace(HAM, answer="No."), WINE), problems=(wrong("entries/a.md"),))
    assert kept(now, BEFORE) == replace(now, passages=(HAM, OLIVE, WINE), formerly={"oil": "olive"})


def test_other_files_are_as_they_are_now() -> None:
    now = Content((HAM, replace(WINE, answer="White.")), problems=(wrong("entries/a.md"),))
    assert [p.answer for p in kept(now, BEFORE).passages] == ["Yes.", "Yes.", "White."]


def test_a_passage_that_its_author_took_away_stays_away() -> None:
    for problems in ((), (wrong("entries/a.md", loses=False),), (wrong("entries/b.md"),)):
        now = Content((HAM, WINE), problems=problems)
        assert kept(now, BEFORE) is now


def test_a_problem_that_hides_nothing_known_keeps_nothing() -> None:
    now = Content((HAM, OLIVE, WINE, at("entries/a.md", 20, "new")), problems=(wrong("entries/a.md"),))
    assert kept(now, BEFORE) is now


def test_a_folder_that_cannot_be_read_keeps_its_files() -> None:
    now = Content((), problems=(wrong("entries"),))
    assert kept(now, BEFORE).passages == BEFORE.passages


def test_an_id_that_moved_to_another_file_is_not_there_twice() -> None:
    moved = at("entries/b.md", 9, "olive", "Green.")
    now = Content((WINE, moved), problems=(wrong("entries/a.md"),))
    assert kept(now, BEFORE).passages == (HAM, WINE, moved)


def test_small_talk_that_cannot_be_read_stays_as_it_was() -> None:
    hello = at("smalltalk.md", 3, "hello")
    now = Content((HAM, OLIVE, WINE), problems=(wrong("smalltalk.md"),))
    assert kept(now, replace(BEFORE, smalltalk=(hello,))).smalltalk == (hello,)
    assert kept(replace(now, problems=()), replace(BEFORE, smalltalk=(hello,))).smalltalk == ()
