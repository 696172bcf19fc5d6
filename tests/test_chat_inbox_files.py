import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import chat.desk
from chat.desk import Desk
from chat.inbox import office
from chat.inbox.files import names, reach, repository, root
from chat.inbox.office import Office
from faq import CONTENT, Site
from faq.site import ROOT
from tests.inboxes import (
    PASSWORD,
    Here,
    asks,
    at_rest,
    chosen,
    desk_of,
    groups,
    opened,
    press,
    well,
    widget,
    words,
)
from tests.repository import repository as made


@pytest.fixture
def desk(menu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with desk_of(menu, tmp_path, monkeypatch) as found:
        yield found


def seated(desk: Desk, clerk: Here, monkeypatch: pytest.MonkeyPatch, **other: object) -> Desk:
    """The same desk but for something, with the clerk."""
    found = replace(desk, **other)  # type: ignore[arg-type]
    monkeypatch.setattr(chat.desk, "_desks", [found])
    monkeypatch.setattr(office, "_offices", [Office(found, clerk)])
    return found


def clerk() -> Here:
    found = office.office().clerk
    assert isinstance(found, Here)
    return found


def test_a_folder_that_can_be_written_is_in_reach(desk: Desk) -> None:
    assert reach(desk) == "write"


def test_a_folder_that_is_not_there_is_out_of_reach(desk: Desk, tmp_path: Path) -> None:
    assert reach(replace(desk, site=Site(content=tmp_path / "none"))) == "none"


def test_files_that_nothing_is_answered_from_are_out_of_reach(desk: Desk) -> None:
    assert reach(replace(desk, follows=True)) == "none"


def test_what_cannot_be_written_is_handed_out_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    key = asks(desk, "zebra")
    page = chosen(opened(), key, "Another way to ask")
    press(page, "Add to the changes")
    assert "The content files cannot be written from here." in words(page)
    assert "Apply now" not in [each.label for each in page.button]
    assert [each.label for each in page.download_button] == ["Download the patch"]


def test_where_no_file_can_be_edited_it_is_said_and_marked_only(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seated(desk, clerk(), monkeypatch, follows=True)
    key = asks(desk, "zebra")
    page = chosen(opened(), key, "Answered")
    assert "This app reads no content files" in words(page)
    page.selectbox(key=widget("entry", key)).set_value("calzone")
    press(page, "Mark as answered")
    assert [(each.kind, each.passage) for each in desk.journal.decisions()] == [("added", "calzone")]


def test_the_forge_is_offered_where_it_is_known(
    desk: Desk, menu: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(menu.parent)
    site = Site(content=menu, repository_url="https://github.com/me/shop")
    found = seated(desk, clerk(), monkeypatch, site=site)
    key = asks(found, "zebra")
    page = press(chosen(opened(), key, "Another way to ask"), "Add to the changes")
    (link,) = page.get("link_button")
    assert link.proto.url == "https://github.com/me/shop/edit/main/menu/entries/menu.csv"
    assert "Exchange the lines shown below" in words(page)
    press(page, "I have committed it")
    assert [each.kind for each in found.journal.decisions()] == ["added"]


def test_what_cannot_be_grouped_stands_alone(desk: Desk, menu: Path) -> None:
    desk.assistant.ask("calzone")
    (menu / "entries" / "menu.csv").unlink()
    asks(desk, "zebra crossing", times=2)
    asks(desk, "the zebra crossing")
    page = opened()
    assert groups(page) == ["zebra crossing [2]", "the zebra crossing [1]"]
    assert "Each wording stands for itself." in words(page)


def test_the_clerk_gets_ready_as_soon_as_a_maintainer_is_let_in(desk: Desk) -> None:
    page = opened(password="margherita")
    at_rest()
    assert clerk().ordered == []
    page.session_state["view"] = "Health"
    page.text_input(key="password").set_value(PASSWORD)
    well(page.button[0].click().run())
    at_rest()
    assert clerk().ordered[0] == "ready"


def test_the_clerk_gets_ready_again_when_the_journal_is_read_again(desk: Desk) -> None:
    page = opened()
    at_rest()
    before = clerk().ordered.count("ready")
    press(page, "Read again")
    at_rest()
    assert clerk().ordered.count("ready") == before + 1


def test_nothing_to_answer_from_keeps_no_maintainer_out(desk: Desk, menu: Path) -> None:
    (menu / "entries" / "menu.csv").unlink()
    page = opened()
    at_rest()
    assert "no content here" in words(page)


def test_the_files_for_a_new_entry_are_those_of_entries(menu: Path) -> None:
    assert names(menu) == ["menu.csv"]


def test_a_patch_is_for_the_repository_that_holds_the_content(tmp_path: Path) -> None:
    made(tmp_path / "shop")
    (tmp_path / "shop" / "docs" / "faq").mkdir(parents=True)
    assert root(tmp_path / "shop" / "docs" / "faq") == "docs/faq"
    assert repository(tmp_path / "shop" / "docs" / "faq") == (tmp_path / "shop").resolve()


def test_content_in_no_repository_is_one_itself(tmp_path: Path) -> None:
    assert (root(tmp_path), repository(tmp_path)) == ("", tmp_path.resolve())


def test_the_shipped_content_lies_in_the_folder_faq() -> None:
    assert (root(CONTENT), repository(CONTENT)) == ("faq", ROOT.resolve())
