"""Who is inside, and for how long: through a page with a button behind the door."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

import chat.desk
from chat import door
from chat.desk import Desk
from chat.gate import FREE, Gate
from faq import Site
from journal import Journal
from retrieval import Holder

PASSWORD = "quattro stagioni"


@pytest.fixture
def desk(menu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with a password; nothing is asked."""
    made = Desk(
        Site(content=menu), Holder(menu), Journal(f"sqlite:///{tmp_path / 'votes.sqlite'}"), Gate(PASSWORD)
    )
    monkeypatch.setattr(chat.desk, "_desks", [made])
    return made


def drawn() -> None:
    """A page: the door, and behind it a button that counts how often it did something."""
    import streamlit as st

    from chat import door

    def press() -> None:
        st.session_state.done = st.session_state.get("done", 0) + 1

    if door.is_open():
        st.button("Press", key="press", on_click=door.behind(press))
    else:
        door.draw()


def opened() -> AppTest:
    return AppTest.from_function(drawn, default_timeout=60).run()


@pytest.fixture
def page(desk: Desk) -> Iterator[AppTest]:
    visited = opened()
    yield visited
    assert not visited.exception


def enter(page: AppTest, password: str = PASSWORD) -> AppTest:
    page.text_input(key="password").set_value(password)
    return page.button[0].click().run()


def is_inside(page: AppTest) -> bool:
    return [button.label for button in page.button] == ["Press"]


def idle(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let some time pass, for the door only."""
    now = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: now() + seconds)


def done(page: AppTest) -> Any:
    return page.session_state.to_dict().get("done", 0)


def test_inside_a_button_does_what_it_says(page: AppTest) -> None:
    enter(page).button(key="press").click().run()
    assert (is_inside(page), done(page)) == (True, 1)


def test_a_page_that_was_left_open_too_long_does_nothing_when_it_is_clicked(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(page)
    idle(monkeypatch, door.IDLE_SECONDS + 1)
    page.button(key="press").click().run()
    assert (is_inside(page), done(page)) == (False, 0)


def test_each_click_begins_the_pause_anew(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(page)
    for times in (1, 2, 3):
        idle(monkeypatch, door.IDLE_SECONDS - 60)
        page.button(key="press").click().run()
        assert (is_inside(page), done(page)) == (True, times)


def test_whoever_is_inside_lets_nobody_else_in(page: AppTest) -> None:
    enter(page)
    assert not is_inside(opened())


def test_no_link_opens_the_door(page: AppTest) -> None:
    for name in ("maintaining", "password", "refused"):
        page.query_params[name] = PASSWORD
    assert not is_inside(page.run())


def test_no_state_that_a_browser_makes_up_opens_the_door(desk: Desk) -> None:
    forged = opened()
    made_up = forged._tree.get_widget_states()
    made_up.widgets.append(WidgetState(id="maintaining", double_value=1e300))
    forged._run(made_up)
    assert not is_inside(forged)
    assert PASSWORD not in str(forged.exception)


def test_where_the_password_is_taken_away_nobody_stays_inside(
    page: AppTest, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(page)
    monkeypatch.setattr(chat.desk, "_desks", [Desk(desk.site, desk.holder, desk.journal)])
    page.button(key="press").click().run()
    assert (is_inside(page), done(page)) == (False, 0)


def test_what_other_conversations_guessed_is_waited_for_by_all(page: AppTest) -> None:
    for _ in range(FREE):
        enter(opened(), "guess")
    assert not is_inside(enter(page))
    assert page.error[0].value == "Too many wrong passwords. Try again in 1 minute."


def test_the_password_that_was_typed_is_not_kept(page: AppTest) -> None:
    for password in ("guess", PASSWORD):
        enter(page, password)
        assert password not in str(page.session_state)


def test_what_a_maintainer_will_need_is_begun_when_they_are_let_in_and_not_before(desk: Desk) -> None:
    def drawn() -> None:
        import streamlit as st

        from chat import door

        def begin() -> None:
            st.session_state.begun = st.session_state.get("begun", 0) + 1

        door.draw(begin)

    visited = AppTest.from_function(drawn, default_timeout=60).run()
    begun = [
        enter(visited, password).session_state.to_dict().get("begun", 0) for password in ("guess", PASSWORD)
    ]
    assert begun == [0, 1]
