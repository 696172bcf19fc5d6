"""The running app while its content is edited: visitors read on, and the maintainer learns what is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

import pytest
from playwright.sync_api import Browser, Page, expect

from journal import Journal, Outcome, hour
from tests.browser.conftest import Open
from tests.browser.running import free_port, started, wait_for
from tests.browser.screenshots import ask, settled
from tests.browser.test_everywhere import OVERFLOW, serious
from tests.conftest import MENU
from tests.journal.records import ANSWERED, VOTE

PASSWORD = "quattro stagioni"
LOOKS = 40
"""Questions asked at most until an edit must have arrived."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("menu")
    (made / "entries").mkdir()
    return made


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the app keeps its journal, in which visitors asked and voted already."""
    made = tmp_path_factory.mktemp("server")
    journal, now = Journal(f"sqlite:///{made / 'votes.sqlite'}"), hour(datetime.now(UTC))
    for number, outcome in enumerate(get_args(Outcome) * 8):
        asked = replace(ANSWERED, time=now, answer=f"a{number}", outcome=outcome, passage="calzone")
        journal.asked(asked)
        journal.voted(replace(VOTE, time=now, answer=f"a{number}", rating="up" if number % 3 else "down"))
    journal.close(20)
    return made


@pytest.fixture(scope="module")
def address(browser: Browser, folder: Path, place: Path) -> Iterator[str]:
    """An app of its own with a small content and a password."""
    write(folder, MENU)
    port = free_port()
    settings = {
        "FAQ_CONTENT": str(folder),
        "FAQ_PASSWORD": PASSWORD,
        "FAQ_INDEX": str(place / "indexes"),
    }
    with started(["serve.py", f"--port={port}"], place, **settings) as (process, log):
        wait_for(f"http://127.0.0.1:{port}/readyz", process, log)
        yield f"http://127.0.0.1:{port}"


def write(folder: Path, text: str) -> None:
    (folder / "entries" / "menu.csv").write_text(text, encoding="utf-8")


def enter(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Open").click()


def health(page: Page) -> None:
    """Enter, and look at the health."""
    enter(page)
    page.get_by_role("radio", name="Health").click()
    page.get_by_text("article sections").wait_for()


def told(page: Page) -> str:
    """The answer to one more question."""
    ask(page, "How is a calzone folded?")
    return page.get_by_test_id("stChatMessage").last.inner_text()


def until(page: Page, text: str) -> str:
    """Ask until an answer holds a text."""
    return next((answer for _ in range(LOOKS) if text in (answer := told(page))), "")


def test_an_edit_reaches_visitors_and_a_broken_one_only_its_maintainer(open_page: Open, folder: Path) -> None:
    visitor, maintainer = open_page("/"), open_page("/maintain")
    assert "In half." in told(visitor)
    write(folder, MENU.replace("In half.", "Twice."))
    assert "Twice." in until(visitor, "Twice.")
    write(folder, MENU.replace("How is a calzone folded?", ""))
    health(maintainer)
    problem = maintainer.get_by_text("a row without a question")
    for _ in range(LOOKS):
        if problem.count():
            break
        maintainer.wait_for_timeout(250)
        maintainer.reload()
        health(maintainer)
    expect(problem).to_be_visible()
    assert "Twice." in told(visitor)
    write(folder, MENU)


def test_the_page_says_nothing_to_those_who_guess(open_page: Open) -> None:
    page = open_page("/maintain")
    enter(page, "margherita")
    expect(page.get_by_text("This is not the password.")).to_be_visible()
    expect(page.get_by_text("entries and")).to_have_count(0)


def figures(page: Page) -> None:
    page.get_by_role("radio", name="Figures").click()
    page.get_by_text("By chance").wait_for()
    page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first.wait_for()


def examined(page: Page) -> None:
    page.get_by_role("radio", name="Health").click()
    page.get_by_text("each hidden in turn").wait_for()


def tried(page: Page) -> None:
    page.get_by_role("radio", name="Try").click()
    page.get_by_label("Question", exact=True).fill("calzone folded at home, and what about claznoe?")
    page.get_by_role("button", name="Try", exact=True).click()
    page.get_by_text("The confidence in the first one").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("view", [figures, examined, tried])
def test_axe_finds_nothing_serious_in_a_view_that_fits_its_window(
    open_page: Open,
    axe: str,
    view: Callable[[Page], None],
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    page = open_page("/maintain", width, scheme)
    enter(page)
    view(page)
    settled(page)
    assert (serious(page, axe), page.evaluate(OVERFLOW)) == ([], [0, 0])


def test_the_figures_can_be_taken_away(open_page: Open) -> None:
    page = open_page("/maintain")
    enter(page)
    figures(page)
    with page.expect_download() as begun:
        page.get_by_role("button", name="Votes (CSV)").click()
    lines = begun.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "time,outcome,passage,hash,confidence,rating,comment"
    assert len(lines) == 41


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious_before_and_behind_the_door(
    open_page: Open, axe: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = open_page("/maintain", width, scheme)
    settled(page)
    before = serious(page, axe)
    enter(page)
    page.get_by_role("button", name="Leave").wait_for()
    settled(page)
    assert (before, serious(page, axe)) == ([], [])
