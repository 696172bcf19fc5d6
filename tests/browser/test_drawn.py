"""What a real browser makes of answers that are traps, and of those that only look like some."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Page, expect

from tests.browser import running
from tests.drawn import CHANGED, KEPT

ANSWERS = (*CHANGED, *KEPT)
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
READ = """(element) => {
  const copy = element.cloneNode(true);
  for (const [what, mark] of [["del, s", "struck "], [".katex", "formula "], ["sup", "raised "]])
    for (const found of copy.querySelectorAll(what)) found.prepend(mark);
  for (const button of copy.querySelectorAll("button")) button.remove();
  return copy.textContent.replace(/\\s+/g, " ").trim();
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("drawn")
    port = running.free_port()
    script = str(Path(__file__).with_name("drawn_page.py"))
    command = [*running.PLAIN, "--server.headless=true", f"--server.port={port}"]
    command = [script if word == "app.py" else word for word in command]
    with running.started(command, folder, PYTHONPATH=str(running.ROOT)) as (process, log):
        running.wait_for(f"http://127.0.0.1:{port}/_stcore/health", process, log)
        opened = browser.new_page()
        opened.goto(f"http://127.0.0.1:{port}/")
        opened.locator(f".st-key-answer-{len(ANSWERS) - 1}").wait_for()
        expect(opened.locator("[data-testid=stSkeleton]")).to_have_count(0)
        expect(opened.locator(".katex").first).to_be_attached()
        yield opened
        opened.close()


def drawn(page: Page, answer: str) -> str:
    """What a visitor reads."""
    place = page.locator(f".st-key-answer-{ANSWERS.index(answer)} [data-testid=stMarkdownContainer]")
    return str(place.first.evaluate(READ))


def plain(page: Page, answer: str) -> str:
    """What Markdown alone says."""
    box = page.evaluate_handle(
        "html => { const box = document.createElement('div'); box.innerHTML = html; return box }",
        MARKDOWN.render(answer),
    )
    return str(box.evaluate(READ))


@pytest.mark.parametrize("answer", CHANGED)
def test_a_trap_is_drawn_otherwise_than_markdown_says(page: Page, answer: str) -> None:
    assert drawn(page, answer) != plain(page, answer)


@pytest.mark.parametrize("answer", KEPT)
def test_what_only_looks_like_a_trap_is_drawn_as_markdown_says(page: Page, answer: str) -> None:
    assert drawn(page, answer) == plain(page, answer)
