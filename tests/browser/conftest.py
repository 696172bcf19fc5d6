"""A page of the running app in a real browser; it fails on script errors and on any foreign request."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from retrieval import Holder
from tests.browser import running

REQUIRED = os.environ.get("REQUIRE_BROWSER") == "1"
Open = Callable[..., Page]

expect.set_options(timeout=20_000)  # milliseconds; the machine may be busy


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if running.ROOT / "tests" / "browser" in item.path.parents:
            item.add_marker("browser")


def absent(reason: str) -> None:
    """Skip, or fail where a browser is required."""
    if REQUIRED:
        pytest.fail(f"{reason} (REQUIRE_BROWSER=1)")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not running.chromium():
        absent("no Chromium found: install it, or name it in the variable CHROMIUM")
    with running.browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def axe() -> str:
    file = Path(os.environ.get("AXE", running.ROOT / "node_modules" / "axe-core" / "axe.min.js"))
    if not file.is_file():
        absent("axe-core is missing: `npm i --no-save axe-core`, or name axe.min.js in the variable AXE")
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="session", params=["app.py", "serve.py"])
def address(request: pytest.FixtureRequest, browser: Browser) -> Iterator[str]:
    Holder().assistant()  # stores the index, so that no test waits for its making
    with running.app(request.param) as started:
        yield started


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a path of the app; every page that was opened is watched until the test ends."""
    wrong: list[str] = []

    def watched(page: Page) -> None:
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", requested)
        page.on("console", said)

    def requested(request: Request) -> None:
        if not local(request.url):
            wrong.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if "Content Security" in message.text:
            wrong.append(message.text)

    def local(url: str) -> bool:
        return url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:"))

    with ExitStack() as contexts:

        def opened(path: str = "/", width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Page:
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            contexts.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(20_000)
            watched(page)
            page.goto(address + path)
            page.get_by_role("heading", level=1).first.wait_for()
            return page

        yield opened
        assert not wrong, wrong
