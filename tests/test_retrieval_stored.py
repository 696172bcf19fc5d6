import logging
from pathlib import Path

import pytest

from retrieval import Assistant, store
from retrieval.fingerprint import index_fingerprint
from retrieval.order import Order
from retrieval.stored import built_here, index_place, last_good, remember, stored, stored_index
from tests.conftest import MENU


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "indexes"))
    return tmp_path / "indexes"


def test_a_damaged_index_is_built_anew_and_replaced(
    menu: Path, place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = stored_index(menu)
    folder = place / index_fingerprint(menu)
    (folder / "content.json").write_text("{}", encoding="ascii")
    with caplog.at_level(logging.WARNING):
        again = stored_index(menu)
    assert [record.message for record in caplog.records] == [
        f"{folder}: not a sound index: content.json is damaged; it will be built anew"
    ]
    assert again.passages == first.passages == store.load(folder).passages


def test_a_sound_index_is_not_built_again(menu: Path, place: Path) -> None:
    assert stored(menu, place) is None
    stored_index(menu)
    again = stored(menu, place)
    assert again is not None
    assert [p.id for p in again.passages] == ["margherita", "calzone"]


def test_another_content_is_another_index(menu: Path, place: Path) -> None:
    before = index_fingerprint(menu)
    (menu / "entries" / "menu.csv").write_text(MENU.replace("In half.", "Twice."), encoding="utf-8")
    assert index_fingerprint(menu) != before
    assert stored_index(menu).passages[1].answer == "Twice. The filling stays a secret."


def test_an_unwritable_place_still_answers_and_says_so(
    menu: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "file"
    file.write_text("in the way", encoding="ascii")
    with caplog.at_level(logging.WARNING):
        index = built_here(Order(menu, file / "indexes"))
    assert Assistant(index).ask("calzone").hits[0].passage.id == "calzone"
    (record,) = caplog.records
    assert record.message.startswith(f"{file}/indexes: the index cannot be stored: ")
    assert record.message.endswith("; it will be built at every start")


def test_the_place_can_be_named_by_the_deployer(place: Path) -> None:
    assert index_place() == place


def test_the_last_good_index_is_remembered_for_each_content_folder(menu: Path, place: Path) -> None:
    index = stored_index(menu)
    remember(menu, place, "files", index)
    found = last_good(menu, place)
    assert found is not None
    assert (found.files, found.index.passages, found.is_quick) == ("files", index.passages, True)
    assert last_good(menu.parent, place) is None


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"files": "f", "index": "../.."}', '{"index": "none"}'])
def test_a_damaged_note_of_the_last_good_index_is_no_note(menu: Path, place: Path, note: str) -> None:
    remember(menu, place, "files", stored_index(menu))
    (file,) = place.glob("last-*.json")
    file.write_text(note, encoding="ascii")
    assert last_good(menu, place) is None


def test_a_place_that_cannot_be_written_is_no_trouble(menu: Path, tmp_path: Path) -> None:
    index = built_here(Order(menu, tmp_path / "indexes"))
    remember(menu, tmp_path / "nowhere", "files", index)
    assert last_good(menu, tmp_path / "nowhere") is None
