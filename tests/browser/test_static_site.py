"""The exported web site in a real browser, served from a folder as GitHub Pages does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from authoring.site import site_of
from faq import CONTENT, Site

SITE = Site(
    title="Networks and AI",
    contact="Write to [the help desk](mailto:help@faq.example).",
    privacy_url="https://faq.example/privacy",
    repository_url="https://github.com/me/faq",
)
PATHS = ["", "?find=subnet+mask", "t/networking/", "q/ipv4-vs-ipv6/", "a/osi-and-tcpip/", "404.html"]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
Open = Callable[..., Page]


class _Pages(SimpleHTTPRequestHandler):
    """Serves a folder as GitHub Pages does: with `404.html` where there is nothing."""

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "faq" / "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, in a folder of its server."""
    folder = tmp_path_factory.mktemp("pages")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, directory=str(folder)))
    url = f"http://127.0.0.1:{server.server_port}/faq/"
    for name, told in site_of(CONTENT, SITE, url).files:
        file = folder / "faq" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(told)
    Thread(target=server.serve_forever, daemon=True).start()
    yield url
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a path; no page may say a word on the console or ask another host."""
    wrong: list[str] = []

    def requested(request: Request) -> None:
        if not request.url.startswith(address):
            wrong.append(request.url)

    with ExitStack() as contexts:

        def opened(
            path: str = "",
            width: int = 1280,
            scheme: Literal["light", "dark"] = "light",
            script: bool = True,
        ) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
            )
            contexts.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda message: wrong.append(message.text))
            page.on("request", requested)
            page.goto(address + path)
            page.get_by_role("heading", level=1).wait_for()
            return page

        yield opened
    assert wrong == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(
    open_page: Open, axe: str, path: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(path, width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    if "find" in path:
        expect(page.locator("#results_ li").first).to_be_visible()
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    wrong = [(rule["id"], node["html"][:200]) for rule in found["violations"] for node in rule["nodes"]]
    assert wrong == []


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_a_small_phone(open_page: Open, path: str) -> None:
    page = open_page(path, width=320)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate(OVERFLOW) == 0


def test_the_search_narrows_while_one_types_and_can_be_shared(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("searchbox").press_sequentially("subnet mask", delay=20)
    first = page.locator("#results_ li").first
    expect(first).to_contain_text("What is a subnet mask?")
    expect(first.locator("mark").first).to_have_text("subnet")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ matches$"))
    expect(page.get_by_role("heading", name="AI basics")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"\?find=subnet\+mask$"))
    again = open_page("?" + page.url.partition("?")[2])
    expect(again.get_by_role("searchbox")).to_have_value("subnet mask")
    again.locator("#results_").get_by_role("link", name="What is a subnet mask?").click()
    expect(again.get_by_role("heading", level=1)).to_have_text("What is a subnet mask?")


def test_an_empty_search_shows_everything_again(open_page: Open) -> None:
    page = open_page("?find=subnet")
    expect(page.get_by_role("heading", name="AI basics")).to_be_hidden()
    page.get_by_role("searchbox").fill("")
    expect(page.get_by_role("heading", name="AI basics")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("")
    assert "find" not in page.url


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("xyzzyplugh", "Nothing matches. Try fewer or other words."),
        ("what is the subnet xyzzyplugh", "Nothing holds all of these words. This comes nearest:"),
        ("???", ""),
    ],
)
def test_the_search_says_what_it_did_not_find(open_page: Open, typed: str, told: str) -> None:
    page = open_page()
    page.get_by_role("searchbox").fill(typed)
    expect(page.get_by_role("status")).to_have_text(told)


def test_an_entry_found_by_another_way_to_ask_shows_that_way(open_page: Open) -> None:
    page = open_page("?find=house+number+of+a+machine")
    expect(page.locator("#results_ li").first).to_contain_text("Also asked: house number of a machine")


def test_a_search_elsewhere_leads_to_the_start_page(open_page: Open) -> None:
    page = open_page("q/subnet-mask/")
    page.get_by_role("searchbox").fill("temperature")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("#results_ li").first).to_contain_text("emperature")


def test_without_a_script_every_question_is_linked_and_nothing_promises_a_search(open_page: Open) -> None:
    page = open_page(script=False)
    expect(page.get_by_role("searchbox")).to_be_hidden()
    page.get_by_role("link", name="What is a subnet mask?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is a subnet mask?")
    page.get_by_role("link", name="All questions on Networking").click()
    page.get_by_text("What is a subnet mask?").click()
    expect(page.get_by_text("The short way to write")).to_be_visible()


def test_the_contents_of_an_article_lead_to_its_sections(open_page: Open) -> None:
    page = open_page("a/osi-and-tcpip/")
    heading = page.locator("section > h2").nth(4)
    page.get_by_role("navigation", name="In this article").get_by_role("link").nth(4).click()
    expect(heading).to_be_in_viewport()


def test_the_id_of_a_section_leads_into_its_article(open_page: Open) -> None:
    page = open_page("q/osi-web-request-down/")
    expect(page).to_have_url(re.compile("/a/osi-and-tcpip/#osi-web-request-down$"))


def test_a_link_to_an_answer_in_a_topic_opens_it(open_page: Open) -> None:
    page = open_page("t/networking/#subnet-mask")
    expect(page.get_by_text("The short way to write")).to_be_visible()


def test_the_keyboard_reaches_the_text_first_and_every_table_that_scrolls(open_page: Open) -> None:
    page = open_page("q/ipv4-vs-ipv6/", width=320)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".table")).to_be_focused()


def test_the_dark_scheme_is_followed(open_page: Open) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    colours = [open_page(scheme=scheme).evaluate(colour) for scheme in ("light", "dark")]
    assert colours == ["rgb(255, 255, 255)", "rgb(14, 17, 23)"]


def test_paper_shows_every_answer_and_nothing_to_press(open_page: Open) -> None:
    page = open_page("t/networking/")
    page.emulate_media(media="print")
    expect(page.get_by_text("The short way to write")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_hidden()


def test_a_missing_address_shows_a_styled_page_with_a_way_back(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        answer = page.goto(f"{address}q/no/such/entry/")
        assert answer is not None
        assert answer.status == 404
        assert page.evaluate("getComputedStyle(document.querySelector('.top .wide')).display") == "flex"
        page.get_by_role("link", name="Here is everything there is to read.").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(SITE.title)
