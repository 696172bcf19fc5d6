from pathlib import Path
from typing import Any

import pytest

from faq import load
from retrieval import store, workshop
from retrieval.amending import amended
from retrieval.amendment import Amendment
from retrieval.fingerprint import index_fingerprint
from retrieval.index import Index
from retrieval.workshop import Workshop

ROWS = 60


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "LARGE", 10)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "indexes"


def write(menu: Path, **answers: str) -> None:
    """A menu, some answers of which are given; of one that is empty, not even the question stands there."""
    told = {f"dish{number}": f"Number {number}." for number in range(ROWS)} | answers
    rows = [f"{name},What is {name}?,{answer},eo" for name, answer in told.items() if answer]
    (menu / "entries" / "menu.csv").write_text(
        "\n".join(["id,question,answer,language", *rows, ""]), encoding="utf-8"
    )


def stored(made: Workshop, menu: Path, place: Path) -> Index:
    """The index of the present menu, built whole."""
    told = made.made(menu, place, "", "", quick=False)
    return store.load(place / told["index"])


def quickly(made: Workshop, menu: Path, place: Path, before: Index) -> dict[str, Any]:
    base = before.amends or before
    return made.made(menu, place, before.fingerprint, base.fingerprint, quick=True)


def test_a_few_changes_amend_the_stored_index(menu: Path, place: Path) -> None:
    write(menu)
    made = Workshop()
    index = stored(made, menu, place)
    made.prepare(menu, place, index.fingerprint)
    for answer in ("Raw.", "", "Fried."):
        write(menu, dish3=answer)
        told = quickly(made, menu, place, index)
        index = amended(index.amends or index, Amendment.read(told["amendment"]))
        assert tuple(index.passages) == load(menu).passages
    assert [path.name for path in place.iterdir()] == [index.amends.fingerprint if index.amends else ""]


def test_many_changes_make_a_new_index(menu: Path, place: Path) -> None:
    write(menu)
    made = Workshop()
    index = stored(made, menu, place)
    write(menu, **{f"dish{number}": "" for number in range(5)})
    told = quickly(made, menu, place, index)
    assert tuple(store.load(place / told["index"]).passages) == load(menu).passages


def test_a_small_content_is_indexed_anew(menu: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "LARGE", ROWS + 1)
    write(menu)
    made = Workshop()
    index = stored(made, menu, place)
    write(menu, dish3="Raw.")
    assert "index" in quickly(made, menu, place, index)


def test_what_does_not_have_to_be_quick_is_built_whole(menu: Path, place: Path) -> None:
    write(menu)
    made = Workshop()
    index = stored(made, menu, place)
    write(menu, dish3="Raw.")
    told = made.made(menu, place, index.fingerprint, index.fingerprint, quick=False)
    assert told == {"index": index_fingerprint(menu)}


def test_a_file_that_breaks_stays_as_the_last_edit_left_it(menu: Path, place: Path) -> None:
    write(menu)
    made = Workshop()
    index = stored(made, menu, place)
    write(menu, dish3="Raw.")
    edited = amended(index, Amendment.read(quickly(made, menu, place, index)["amendment"]))
    (menu / "entries" / "menu.csv").write_text('question,answer\n"', encoding="utf-8")
    told = quickly(made, menu, place, edited)
    broken = amended(index, Amendment.read(told["amendment"]))
    assert [p.answer for p in broken.passages if p.id == "dish3"] == ["Raw."]
    assert len(broken.passages) == ROWS
    assert [problem.loses for problem in broken.content.problems] == [True]
    assert len({index.fingerprint, edited.fingerprint, broken.fingerprint}) == 3


def test_a_workshop_that_was_just_opened_amends_too(menu: Path, place: Path) -> None:
    write(menu)
    index = stored(Workshop(), menu, place)
    write(menu, dish3="Raw.")
    told = quickly(Workshop(), menu, place, index)
    assert [p.id for p in Amendment.read(told["amendment"]).added] == ["dish3"]


def test_without_the_stored_index_a_new_one_is_built(menu: Path, place: Path) -> None:
    write(menu)
    made = Workshop()
    made.prepare(menu, place, "gone")
    assert made.made(menu, place, "gone", "gone", quick=True) == {"index": index_fingerprint(menu)}
