from authoring.hidden.covering import covered
from faq import Content
from tests.conftest import passage


def covered_in(*entries: tuple[str, ...]) -> dict[str, str]:
    """Which of entries named a, b, c covers which, given their phrasings."""
    named = zip("abc", entries, strict=False)
    return covered(Content(tuple(passage(name, *ways, answer="Ask us.") for name, ways in named)))


WHOLE = ("How do I renew my library card at the desk?", "extend the reader's ticket by phone", "lost my card")


def test_an_entry_that_asks_in_fewer_words_is_covered() -> None:
    assert covered_in(WHOLE, ("renew a library card", "extend my reader's ticket")) == {"b": "a"}


def test_one_phrasing_of_its_own_in_three_does_not_help() -> None:
    assert covered_in(WHOLE, ("renew a library card", "extend the ticket", "open an account")) == {"b": "a"}


def test_half_of_its_phrasings_do() -> None:
    own = ("open an account", "where is the atrium")
    assert covered_in(WHOLE, ("renew a library card", "extend the ticket", *own)) == {}


def test_a_word_of_its_own_in_each_phrasing_tells_two_entries_apart() -> None:
    tcp = ("What is TCP?", "TCP meaning", "how does TCP work")
    assert covered_in(tcp, tuple(way.replace("TCP", "UDP") for way in tcp)) == {}


def test_what_is_asked_in_one_way_is_covered_by_nothing() -> None:
    assert covered_in(WHOLE, ("renew a library card",)) == {}


def test_entries_that_ask_the_same_cover_each_other() -> None:
    assert covered_in(WHOLE, tuple(way.upper() for way in WHOLE)) == {"a": "b", "b": "a"}


def test_nothing_covers_an_empty_content_or_words_without_meaning() -> None:
    assert (covered_in(), covered_in(("what is it?", "is it"), ("is it the", "what"))) == ({}, {})
