"""From a question that nothing answers to its answer: visitor, maintainer, and the files between them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from authoring.comparing.told import told
from faq import load
from retrieval import Assistant
from retrieval.built import built
from tests.browser.conftest import Open
from tests.browser.running import free_port, started, wait_for
from tests.browser.screenshots import ask, settled
from tests.browser.test_everywhere import OVERFLOW, serious
from tests.conftest import PIZZERIA
from tests.repository import committed, git, repository

PASSWORD = "quattro stagioni"
UNKNOWN = "can my hamster come along"
OTHER = "do hamsters eat crusts"
GOLD = """\
question,passage
when is the oven lit,hours
opening hours today,hours
do you bring pizza to my home,delivery
coeliac dough,gluten
a pizza without cheese,vegan
book a table,reserve
may my dog come in,dog
the wifi password please,wifi
pizza hawaii,pineapple
how tall is the tower,-
who painted the ceiling,-
"""
SECONDS = 60_000
"""Milliseconds that a preview may take on a busy machine."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the pizzeria's content in its folder `faq`."""
    made = repository(tmp_path_factory.mktemp("shop"))
    (made / "faq" / "entries").mkdir(parents=True)
    entries = [
        f"## {each.heading} {{#{each.id}}}\n\nAlso asked:\n\n- {each.phrasings[1]}\n\n{each.answer}\n"
        for each in PIZZERIA
    ]
    (made / "faq" / "entries" / "pizzeria.md").write_text(
        "\n".join(["# Pizzeria\n", *entries]), encoding="utf-8"
    )
    (made / "faq" / "gold.csv").write_text(GOLD, encoding="utf-8")
    committed(made)
    return made


@pytest.fixture(scope="module")
def address(browser: Browser, shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app that answers from the shop, with a password."""
    port, place = free_port(), tmp_path_factory.mktemp("server")
    settings = {
        "FAQ_CONTENT": str(shop / "faq"),
        "FAQ_PASSWORD": PASSWORD,
        "FAQ_INDEX": str(place / "indexes"),
    }
    with started(["serve.py", f"--port={port}"], place, **settings) as (process, log):
        wait_for(f"http://127.0.0.1:{port}/readyz", process, log)
        yield f"http://127.0.0.1:{port}"
        assert "Traceback" not in (said := log.read_text(errors="replace")), said


def replies(assistant: Assistant, shop: Path) -> dict[str, tuple[str, str]]:
    """The outcome and the entry of each gold question of a copy."""
    asked = {gold.question: told(assistant.ask(gold.question)) for gold in load(shop / "faq").gold}
    return {question: (each.outcome, each.shown) for question, each in asked.items()}


def asked_all(shop: Path) -> dict[str, tuple[str, str]]:
    """The same, of a fresh assistant."""
    return replies(Assistant(built(shop / "faq")), shop)


def voted_down(open_page: Open, question: str) -> None:
    """A visitor asks, finds nothing, and says so."""
    visitor = open_page("/")
    ask(visitor, question)
    down = visitor.get_by_test_id("stFeedback").get_by_role("radio").nth(1)
    down.click()
    expect(down).to_be_checked()
    settled(visitor)


def inbox(open_page: Open, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Page:
    """The inbox, behind the door."""
    page = open_page("/maintain", width, scheme)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_text("as of")).to_be_visible(timeout=SECONDS)
    return page


def look(page: Page, question: str) -> None:
    """Open the group of a question."""
    settled(page)
    page.get_by_test_id("stExpander").get_by_text(question).click()
    expect(page.get_by_text("Asked now")).to_be_visible()
    settled(page)


def added(page: Page, question: str, entry: str) -> None:
    """The question as another way to ask an entry, tried."""
    look(page, question)
    page.get_by_role("radio", name="Another way to ask").click()
    settled(page)
    choice = page.get_by_role("combobox", name="Ask for this entry")
    choice.click()
    choice.fill(entry)
    page.get_by_role("option", name=entry).click()
    expect(choice).to_have_value(entry)
    settled(page)
    page.get_by_role("button", name="Add to the changes").click()
    expect(page.get_by_text("1 change waits")).to_be_visible()
    expect(page.get_by_role("button", name="Apply now")).to_be_disabled()
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text(f"afterwards, the answer is “{entry}”").first).to_be_visible(timeout=SECONDS)


def test_a_question_that_nothing_answers_becomes_a_patch_that_answers_it(
    open_page: Open, shop: Path, tmp_path: Path
) -> None:
    voted_down(open_page, UNKNOWN)
    page = inbox(open_page)
    added(page, UNKNOWN, "May I bring my dog?")
    expect(page.get_by_text("every reply stays as it is")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the patch").click()
    expect(page.get_by_text("You have the patch.")).to_be_visible()
    expect(page.get_by_text("Nothing waits in this period.")).to_be_visible()
    patch, copy = tmp_path / taken.value.suggested_filename, tmp_path / "copy"
    taken.value.save_as(patch)
    assert git(tmp_path, "clone", "--quiet", str(shop), str(copy)).returncode == 0
    applied = git(copy, "apply", "--whitespace=error", str(patch))
    assert (applied.returncode, applied.stderr) == (0, "")
    assistant = Assistant(built(copy / "faq"))
    assert replies(assistant, copy) == asked_all(shop)
    reply = assistant.ask(UNKNOWN)
    assert (reply.outcome, reply.hits[0].passage.id) == ("answer", "dog")


def test_what_is_applied_here_is_answered_within_seconds(open_page: Open, shop: Path) -> None:
    before = asked_all(shop)
    voted_down(open_page, OTHER)
    page = inbox(open_page)
    page.get_by_role("button", name="Read again").click()
    added(page, OTHER, "Is there gluten-free dough?")
    page.get_by_role("button", name="Apply now").click()
    expect(page.get_by_text("The changes are written.")).to_be_visible()
    assert f"- {OTHER}\n" in (shop / "faq" / "entries" / "pizzeria.md").read_text(encoding="utf-8")
    assert asked_all(shop) == before
    visitor = open_page("/")
    for _ in range(40):
        ask(visitor, OTHER)
        if "buckwheat" in (answer := visitor.get_by_test_id("stChatMessage").last.inner_text()):
            break
    assert "buckwheat" in answer
    assert git(shop, "checkout", "--quiet", ".").returncode == 0


@pytest.mark.parametrize(
    ("width", "scheme", "question"),
    [(1280, "light", f"birthday {'W' * 90}"), (390, "dark", "credit *cards* [x](y)")],
    ids=["wide", "narrow"],
)
def test_the_inbox_fits_and_axe_finds_nothing_serious(
    open_page: Open, axe: str, width: int, scheme: Literal["light", "dark"], question: str
) -> None:
    ask(open_page("/"), question)
    page = inbox(open_page, width, scheme)
    page.get_by_role("button", name="Read again").click()
    look(page, question)
    page.get_by_role("radio", name="New entry").click()
    page.get_by_role("textbox", name="Answer").fill("Below it.")
    settled(page)
    before = serious(page, axe), page.evaluate(OVERFLOW)
    page.get_by_role("button", name="Add to the changes").click()
    expect(page.get_by_text("1 change waits")).to_be_visible()
    settled(page)
    assert (before, serious(page, axe), page.evaluate(OVERFLOW)) == (([], [0, 0]), [], [0, 0])
