"""Pictures of every page and outcome: `python -m tests.browser.screenshots OUT_DIR`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect

from tests.browser.running import app, browser
from tests.questions import question_for

WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SECTION = "How does a browser request become bits on the cable?"


def ask(page: Page, question: str) -> None:
    """Type a question and wait for its turn."""
    turns = page.get_by_test_id("stChatMessage")
    before = turns.count()
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")
    expect(turns).to_have_count(before + 2)
    settled(page)


def settled(page: Page) -> None:
    """Wait until Streamlit's run is over."""
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.wait_for_timeout(300)  # fonts and scrolling; a picture is no test


def ended(scene: Callable[[Page, str], None]) -> Callable[[Page, str], None]:
    """A scene, scrolled to its end."""

    def end(page: Page, address: str) -> None:
        scene(page, address)
        page.evaluate("(m => m.scrollTo(0, m.scrollHeight))(document.querySelector('[data-testid=stMain]'))")
        page.wait_for_timeout(200)

    return end


def opened(path: str) -> Callable[[Page, str], None]:
    """The page at a path."""

    def scene(page: Page, address: str) -> None:
        page.goto(address + path)
        page.get_by_role("heading", level=1).first.wait_for()
        settled(page)

    return scene


def asked(*questions: str) -> Callable[[Page, str], None]:
    """The conversation after some questions."""

    def scene(page: Page, address: str) -> None:
        page.goto(address)
        for question in questions:
            ask(page, question)

    return scene


def scenes() -> dict[str, Callable[[Page, str], None]]:
    """Name to what is to be seen."""
    return {
        "01-welcome": opened("/"),
        "02-answer": asked("what is a subnett mask"),
        "03-article-section": asked(SECTION),
        "04-suggest": asked(question_for("suggest")),
        "05-abstain": asked(question_for("abstain")),
        "06-small-talk": asked("hello"),
        "07-browse": opened("/browse"),
        "08-browse-search": opened("/browse?find=subnet+mask"),
        "09-entry": opened("/browse?id=subnet-mask"),
        "10-article": opened("/browse?id=osi-and-tcpip"),
        "11-unknown": opened("/browse?id=no-such-entry"),
        "02-answer-end": ended(asked("what is a subnett mask")),
        "07-browse-end": ended(opened("/browse")),
        "09-entry-end": ended(opened("/browse?id=subnet-mask")),
        "10-article-end": ended(opened("/browse?id=osi-and-tcpip")),
        "13-article-section-page": opened("/browse?id=osi-web-request-down"),
        "12-second-question": asked("what is a subnet mask", "what does temperature do?"),
    }


def take(opened_browser: Browser, address: str, folder: Path, only: str = "") -> None:
    """Write one picture for each scene, width and scheme; `-full` shows what lies below the window."""
    for name, scene in scenes().items():
        for width, (across, down) in WIDTHS.items():
            for scheme in SCHEMES:
                if only not in ("", name):
                    continue
                context = opened_browser.new_context(
                    viewport={"width": across, "height": down}, color_scheme=scheme
                )
                page = context.new_page()
                scene(page, address)
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
                context.close()


def main(arguments: list[str]) -> int:
    """Take all pictures, or those whose name holds the second argument."""
    if not arguments:
        print("usage: python -m tests.browser.screenshots OUT_DIR [NAME]", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with app("serve.py") as address, browser() as opened_browser:
        take(opened_browser, address, folder, "".join(arguments[1:]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
