"""What holds for every page: it fits a phone, and axe-core finds nothing serious."""

from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.screenshots import SECTION, ask, settled
from tests.questions import question_for

pytestmark = pytest.mark.parametrize("address", ["serve.py"], indirect=True)  # both draw the same pages

PATHS = [
    "/browse",
    "/browse?find=subnet",
    "/browse?id=subnet-mask",
    "/browse?id=osi-and-tcpip",
    "/browse?id=x",
]
OVERFLOW = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
    .map(e => e.scrollWidth - e.clientWidth)"""


def conversation(page: Page) -> None:
    """One turn of every kind."""
    for question in (
        "what is a subnett mask",
        SECTION,
        question_for("suggest"),
        question_for("abstain"),
        "xyzzyplugh",
        "hello",
        "W" * 400,
    ):
        ask(page, question)


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_a_phone(open_page: Open, path: str) -> None:
    page = open_page(path, width=390)
    settled(page)
    assert page.evaluate(OVERFLOW) == [0, 0]


def test_no_turn_is_wider_than_a_phone(open_page: Open) -> None:
    page = open_page(width=390)
    conversation(page)
    assert page.evaluate(OVERFLOW) == [0, 0]


def serious(page: Page, axe: str) -> list[tuple[str, str]]:
    """Rule and place of everything serious outside Streamlit's own colours for code."""
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (rule["id"], str(node["html"])[:200])
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
        if "token" not in node["html"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["/", *PATHS])
def test_axe_finds_nothing_serious_on_a_page(
    open_page: Open, axe: str, path: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(path, width, scheme)
    settled(page)
    assert serious(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious_in_a_conversation(
    open_page: Open, axe: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = open_page("/", width, scheme)
    conversation(page)
    settled(page)
    assert serious(page, axe) == []


def test_the_dark_scheme_is_followed(open_page: Open) -> None:
    colour = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    dark = open_page("/", scheme="dark").evaluate(colour)
    light = open_page("/", scheme="light").evaluate(colour)
    assert (light, dark != light) == ("rgb(255, 255, 255)", True)
