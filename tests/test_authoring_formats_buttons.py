import pytest
from hypothesis import given

from authoring.formats.buttons import appended
from faq.markdown import plain_text
from tests.structured import PHRASES


@pytest.mark.parametrize(
    ("button", "line"),
    [
        (("Menu", "https://a.org/(menu)"), "- [Menu](<https://a.org/(menu)>)"),
        (("", "tel:123"), "- [tel:123](<tel:123>)"),
        (("Menu", "javascript:alert(1)"), "- Menu: javascript:alert(1)"),
        (("Order [now]", "order"), "- Order \\[now\\]: order"),
        (("Yes", "Yes"), "- Yes"),
    ],
)
def test_a_button_is_a_link_where_it_leads_to_an_address_else_a_line(
    button: tuple[str, str], line: str
) -> None:
    assert appended("So.", [button]) == f"So.\n\n{line}"


def test_below_html_buttons_are_html() -> None:
    assert appended("<p>So.</p>", [("A & B", "https://a.org/?x=1&y=2"), ("<i>", "")]) == (
        '<p>So.</p>\n<ul><li><a href="https://a.org/?x=1&amp;y=2">A &amp; B</a></li><li>&lt;i&gt;</li></ul>'
    )


def test_an_answer_without_buttons_stays_as_it_is() -> None:
    assert appended("So. ", []) == "So. "


@given(PHRASES)
def test_the_text_of_a_link_is_read_as_it_was_written(text: str) -> None:
    assert plain_text(appended("So.", [(text, "https://a.org")])).split("\n")[1:] == [text]
