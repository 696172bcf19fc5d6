import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import chat.desk
from chat import door, pages
from chat.desk import Desk
from chat.gate import FREE, Gate
from chat.inbox import office
from faq import Site
from journal import Journal
from retrieval import Holder
from retrieval.stored import built_here
from tests.inboxes import Here, at_rest

PASSWORD = "quattro stagioni"
MOMENTS = count()
"""A clock for the holder, on which a second passes at each look."""


@pytest.fixture
def desk(menu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with a small menu, a password, and a clerk in this process."""
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "indexes"))
    made = Desk(
        Site(content=menu),
        Holder(menu, build=built_here, clock=lambda: float(next(MOMENTS))),
        Journal(f"sqlite:///{tmp_path / 'votes.sqlite'}"),
        Gate(PASSWORD),
    )
    monkeypatch.setattr(chat.desk, "_desks", [made])
    monkeypatch.setattr(office, "_offices", [office.Office(made, Here(menu, tmp_path / "clerk"))])
    yield made
    at_rest()


@pytest.fixture
def page(desk: Desk) -> Iterator[AppTest]:
    def drawn() -> None:
        from chat import maintain

        maintain.draw()

    opened = AppTest.from_function(drawn, default_timeout=60)
    yield opened.run()
    assert not opened.exception


def enter(page: AppTest, password: str = PASSWORD) -> AppTest:
    """Open the door, and look at the health."""
    page.session_state.view = "Health"
    page.text_input(key="password").set_value(password)
    return page.button[0].click().run()


def words(page: AppTest) -> str:
    drawn = (page.markdown, page.success, page.warning, page.error, page.subheader, page.caption)
    return "\n".join(str(element.value) for kind in drawn for element in kind)


def broken(menu: Path, desk: Desk) -> None:
    """Break the menu, and let the holder read it."""
    (menu / "entries" / "menu.csv").write_text("question,answer\nWhich wine?,\n", encoding="utf-8")
    desk.holder.look()
    desk.holder.look()
    for thread in threading.enumerate():
        if thread.name == "faq-index":
            thread.join()


def test_nothing_is_told_without_the_password(page: AppTest) -> None:
    assert words(page) == ""
    assert words(enter(page, "margherita")) == "This is not the password."
    assert "entries" not in words(page)


def test_the_password_shows_the_state_of_the_content(page: AppTest) -> None:
    enter(page)
    assert "2 entries and 0 article sections, as of" in words(page)
    assert "No problem found in the content files." in words(page)


def test_a_broken_edit_is_told_here_with_its_line_and_remedy(page: AppTest, menu: Path, desk: Desk) -> None:
    desk.assistant.ask("calzone")
    broken(menu, desk)
    told = words(enter(page))
    assert "'Which wine?' has no answer" in told
    assert "Write it in the column 'answer'." in told
    assert "menu.csv:2" in told.replace("\\", "")
    assert "2 entries" in told


def test_visitors_are_told_nothing_of_a_broken_edit(menu: Path, desk: Desk) -> None:
    desk.assistant.ask("calzone")
    broken(menu, desk)
    visited = AppTest.from_file(Path(__file__).parent.parent / "app.py", default_timeout=60).run()
    visited.chat_input(key="prompt").set_value("How is a calzone folded?").run()
    shown = "\n".join(str(element.value) for element in (*visited.markdown, *visited.text, *visited.caption))
    assert "In half" in shown
    assert "has no answer" not in shown
    assert not visited.error
    assert not visited.warning


def test_too_many_wrong_passwords_have_to_wait(page: AppTest) -> None:
    for _ in range(FREE):
        enter(page, "guess")
    assert words(page) == "Too many wrong passwords. Try again in 1 minute."
    assert words(enter(page)).startswith("Too many wrong passwords.")


def test_leaving_asks_for_the_password_again(page: AppTest) -> None:
    enter(page).button[0].click().run()
    assert words(page) == ""
    assert page.text_input(key="password").value == ""


def test_after_a_pause_the_password_is_asked_for_again(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(page)
    monkeypatch.setattr(door, "IDLE_SECONDS", -1)
    assert words(page.run()) == ""


def test_content_that_is_all_gone_is_told(page: AppTest, menu: Path, desk: Desk) -> None:
    (menu / "entries" / "menu.csv").unlink()
    told = words(enter(page))
    assert "There is nothing to answer from." in told
    assert "Put your files into its folder 'entries'." in told


def test_a_site_without_a_password_has_no_such_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(pages.hidden()) == 1
    monkeypatch.setattr(chat.desk, "_desks", [Desk(desk.site, desk.holder, desk.journal)])
    assert pages.hidden() == []
