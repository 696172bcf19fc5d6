import re

from playwright.sync_api import expect

from tests.browser.conftest import Open


def test_the_list_is_searched_while_one_types_and_the_search_can_be_shared(open_page: Open) -> None:
    page = open_page("/browse")
    page.get_by_role("searchbox").press_sequentially("subnet mask", delay=20)
    expect(page.get_by_test_id("stExpander").first).to_contain_text("What is a subnet mask?")
    expect(page).to_have_url(re.compile(r"find=subnet(\+|%20)mask"))
    again = open_page(page.url.partition("/browse")[1] + page.url.partition("/browse")[2])
    expect(again.get_by_role("searchbox")).to_have_value("subnet mask")
    expect(again.get_by_test_id("stExpander").first).to_contain_text("What is a subnet mask?")


def test_an_entry_has_an_address_and_back_leads_to_the_list(open_page: Open) -> None:
    page = open_page("/browse?find=subnet+mask")
    page.get_by_text("What is a subnet mask?").first.click()
    page.get_by_role("link", name="Open this entry").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is a subnet mask?")
    expect(page).to_have_url(re.compile(r"/browse\?id=subnet-mask$"))
    expect(page).to_have_title(re.compile("What is a subnet mask"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Browse")
    expect(page.get_by_role("searchbox")).to_have_value("subnet mask")


def test_an_id_at_the_root_opens_the_entry(open_page: Open) -> None:
    page = open_page("/?id=subnet-mask")
    expect(page.get_by_role("heading", level=1)).to_have_text("What is a subnet mask?")
    expect(page).to_have_url(re.compile(r"/browse\?id=subnet-mask$"))


def test_a_question_in_the_address_is_asked_once_and_leaves_the_address_bar(open_page: Open) -> None:
    page = open_page("/?q=what+is+a+subnet+mask")
    expect(page.get_by_test_id("stChatMessage")).to_have_count(2)
    expect(page).to_have_url(re.compile("/$"))


def test_an_unknown_id_shows_the_list(open_page: Open) -> None:
    page = open_page("/browse?id=no-such-entry")
    expect(page.get_by_text("There is no entry with this address")).to_be_visible()
    expect(page.get_by_test_id("stExpander").first).to_be_visible()


def test_related_entries_lead_on_and_back(open_page: Open) -> None:
    page = open_page("/browse?id=subnet-mask")
    related = page.locator(".st-key-links-related a").first
    name = related.inner_text()
    related.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is a subnet mask?")


def test_an_article_is_read_as_a_whole_and_by_section(open_page: Open) -> None:
    page = open_page("/browse?id=osi-and-tcpip")
    sections = page.get_by_role("heading", level=2)
    expect(sections.nth(3)).to_be_visible()
    page.get_by_role("link", name="Link to this section").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("How a web request travels"))
    page.get_by_role("link", name="Read the whole article").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The OSI and TCP/IP layers at work")


def test_the_contents_of_an_article_scroll_to_the_section(open_page: Open) -> None:
    page = open_page("/browse?id=osi-and-tcpip")
    heading = page.get_by_role("heading", level=2).nth(4)
    page.get_by_role("link", name=heading.inner_text()).first.click()
    expect(heading).to_be_in_viewport()
    assert "#" in page.url


def test_turning_a_page_begins_at_its_top_and_is_told(open_page: Open) -> None:
    page = open_page("/browse")
    page.get_by_test_id("stPagination").get_by_text("2", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="page 2 of")).to_have_count(1)
    expect(page.get_by_test_id("stExpander").first).to_be_in_viewport()
