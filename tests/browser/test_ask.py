from playwright.sync_api import expect

from chat.ask import MOST_FRESH
from tests.browser.conftest import Open
from tests.browser.screenshots import SECTION, ask, settled
from tests.questions import question_for

LIVE = """[...document.querySelectorAll("*")].map((one) => one.shadowRoot ?? one)
    .map((one) => one.querySelector("[role=status][aria-live]")).find((one) => one)"""
"""The live region, also where it stands in the shadow."""


def test_a_question_gets_its_answer_with_a_source(open_page: Open) -> None:
    page = open_page()
    ask(page, "what is a subnet mask")
    answer = page.get_by_test_id("stChatMessage").last
    expect(answer).to_contain_text("faq/entries/subnetting.md:")
    expect(answer.get_by_role("link", name="Open this entry")).to_be_visible()


def test_the_new_question_stands_at_the_top_and_the_focus_stays_in_the_box(open_page: Open) -> None:
    page = open_page()
    for question in ("what is a subnet mask", "what does temperature do?"):
        ask(page, question)
        settled(page)
    box = page.get_by_test_id("stChatMessage").nth(2).bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 150
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_focused()


def test_a_long_conversation_keeps_every_turn_and_the_focus(open_page: Open) -> None:
    page = open_page()
    settled(page)
    page.evaluate(f"{LIVE}.dataset.first = 'yes'")  # screen readers follow only the region that they know
    for _ in range(MOST_FRESH + 2):
        ask(page, "what is a subnet mask")
        settled(page)
        expect(page.get_by_test_id("stChatInputTextArea")).to_be_focused()
        assert page.evaluate(f"[{LIVE}.dataset.first, {LIVE}.textContent]") == [
            "yes",
            "Answer: What is a subnet mask?",
        ]
        box = page.get_by_test_id("stChatMessage").nth(-2).bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= 300
    cards = page.get_by_test_id("stChatMessage").filter(has_text="Source: faq/entries/subnetting.md")
    expect(cards).to_have_count(MOST_FRESH + 2)
    expect(page.get_by_text("Related")).to_have_count(1)


def test_earlier_turns_stay_as_they_are_and_can_still_be_judged_and_chosen_from(open_page: Open) -> None:
    page = open_page()
    for question in ("what is a subnet mask", question_for("suggest"), "hello"):
        ask(page, question)
    turns = page.get_by_test_id("stChatMessage")
    for place in (1, 3):
        turns.nth(place).get_by_test_id("stFeedback").locator("button").first.click()
        expect(turns.nth(place).get_by_text("Thank you.")).to_be_visible()
    ask(page, "what is tcp?")
    expect(page.get_by_text("Thank you.")).to_have_count(2)
    offered = turns.nth(3).locator("[class*=st-key-choices]").get_by_role("button").first
    title = offered.inner_text().split("\n")[-1]
    offered.click()
    expect(turns).to_have_count(10)
    expect(turns.nth(8)).to_contain_text(title)


def test_an_earlier_answer_leads_to_its_entry_in_another_tab(open_page: Open) -> None:
    page = open_page()
    ask(page, "what is a subnet mask")
    ask(page, "hello")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open this entry").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("What is a subnet mask?")
    expect(page.get_by_test_id("stChatMessage")).to_have_count(4)


def test_what_is_new_is_told_to_screen_readers(open_page: Open) -> None:
    page = open_page()
    region = page.get_by_role("status").filter(has_text="Answer: What is a subnet mask?")
    expect(region).to_have_count(0)
    ask(page, "what is a subnet mask")
    expect(region).to_have_count(1)
    assert region.get_attribute("aria-live") == "polite"


def test_the_sentences_of_a_section_that_answer_are_marked(open_page: Open) -> None:
    page = open_page()
    ask(page, SECTION)
    answer = page.get_by_test_id("stChatMessage").last
    expect(answer).to_contain_text("From the article")
    expect(answer.locator("li span[style*=background], li span[class*=background]").first).to_be_visible()
    expect(answer).not_to_contain_text("blue-background")


def test_a_suggestion_opens_its_entry(open_page: Open) -> None:
    page = open_page()
    ask(page, question_for("suggest"))
    choice = page.get_by_test_id("stChatMessage").last.get_by_role("button").first
    name = choice.inner_text().split("\n")[-1]
    choice.click()
    expect(page.get_by_test_id("stChatMessage")).to_have_count(4)
    expect(page.get_by_test_id("stChatMessage").nth(2)).to_contain_text(name)
    expect(page.get_by_test_id("stChatMessage").last).to_contain_text("Source: ")


def test_no_answer_leads_to_the_list(open_page: Open) -> None:
    page = open_page()
    ask(page, question_for("abstain"))
    page.get_by_role("link", name="Browse all entries").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Browse")
    page.get_by_role("link", name="Ask", exact=True).click()
    expect(page.get_by_test_id("stChatMessage")).to_have_count(2)


def test_a_thumb_is_thanked_and_can_be_taken_back(open_page: Open) -> None:
    page = open_page()
    ask(page, "what is a subnet mask")
    up = page.get_by_role("radio", name="Thumbs up")
    up.click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    up.click()
    expect(page.get_by_text("Thank you.")).to_have_count(0)


def test_a_thumb_is_still_up_after_a_look_at_another_page(open_page: Open) -> None:
    page = open_page()
    ask(page, "what is a subnet mask")
    page.get_by_role("radio", name="Thumbs up").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    page.get_by_role("link", name="Browse", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Browse")
    page.get_by_role("link", name="Ask", exact=True).click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    expect(page.get_by_role("radio", name="Thumbs up")).to_be_checked()


def test_a_new_chat_brings_the_starters_back(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="What is a foundation model?").click()
    expect(page.get_by_test_id("stChatMessage")).to_have_count(2)
    page.get_by_role("button", name="New chat").click()
    expect(page.get_by_test_id("stChatMessage")).to_have_count(0)
    expect(page.get_by_role("button", name="What is a foundation model?")).to_be_visible()


def test_a_new_chat_after_many_questions_shows_the_starters_alone(open_page: Open) -> None:
    page = open_page()
    for _ in range(MOST_FRESH + 1):
        ask(page, "hello")
    page.get_by_role("button", name="New chat").click()
    expect(page.get_by_test_id("stChatMessage")).to_have_count(0)
    expect(page.get_by_role("button", name="What is a foundation model?")).to_be_visible()
    ask(page, "hello")
    expect(page.get_by_test_id("stChatMessage")).to_have_count(2)


def test_what_a_visitor_types_does_nothing_and_loads_nothing(open_page: Open) -> None:
    page = open_page()
    page.on("dialog", lambda dialog: (_ for _ in ()).throw(AssertionError(dialog.message)))
    typed = "<img src=x onerror=alert(1)> ![x](https://evil.example/p.png) $\\rule{9em}{9em}$ :red[y]"
    ask(page, typed)
    expect(page.get_by_test_id("stChatMessage").first).to_contain_text(typed)
    assert page.locator("[data-testid=stChatMessage] img").count() == 0


def test_everything_can_be_done_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    focused = "document.activeElement.matches('button') ? document.activeElement.innerText : ''"
    for _ in range(30):
        page.keyboard.press("Tab")
        if "What is a foundation model?" in page.evaluate(focused):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stChatMessage")).to_have_count(2)
    settled(page)
    page.get_by_test_id("stChatInputTextArea").focus()
    page.keyboard.type("what is a subnet mask")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stChatMessage")).to_have_count(4)
    settled(page)
    page.get_by_test_id("stChatInputTextArea").focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if "Thumbs" in (page.evaluate("document.activeElement.ariaLabel || ''") or ""):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Thank you.")).to_be_visible()
