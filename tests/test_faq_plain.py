import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from faq.dialect import findings
from faq.markdown import links, plain_text
from faq.plain import plain

SAFE = ["a", "b c", "word ", " ", "\n", "\n\n", "12", "!", ":", "x: y", "]", ")", "(", "{", "}", "=",
        "-", "1.", "é",
        "\xa0", "\u2003", "\u3000", "\ufeff", "\u0301", "+", "#", ">", ".", "'", '"', "$", "%", "@", "^",
        "\u0661. x"]  # fmt: skip
SIGNS = ["  ", "\t", "# x", "## y", "- i", "* i", "+ i", "1. n", "2) n", "===", "---", "|", "|-|",
         "| a |", ":-:",
         "> q", "`", "```", "~~~", "~", "<", "<b>", "<http://a.b>", "&", "&amp;", "&#x202e;", "\\", "[",
         "[a](b)",
         "[a]: b", "![i](j)", "*b*", "_e_", "\x85", "\x1c", "\x0b", "\u2028", "\0", "\r", "\u202e",
         "\x1b", "    c",
         "123456789. x", "1234567890. x"]  # fmt: skip
PLAIN = some.lists(some.sampled_from(SAFE), max_size=14).map("".join)
MIXED = some.lists(some.sampled_from(SAFE + SIGNS), max_size=8).map("".join)


@settings(deadline=None, max_examples=400)
@given(PLAIN | MIXED | some.text(max_size=30))
def test_what_is_plain_is_read_as_the_parser_reads_it(text: str) -> None:
    if (words := plain(text)) is not None:
        assert words == plain_text(text)
        assert list(links(text)) == []
        assert list(findings(text)) == []


@pytest.mark.parametrize(
    "text",
    ["", "A word.", "Is 3 > 2? Yes - 1 + 1 = 2: #1 (a) {b} $c 50% d@e.org, 'f' \"g\"!",
     "one\ntwo\n\n\nthree\n",
     "2026 was good.", "größe 日本 🍕", "1234"],
)  # fmt: skip
def test_plain_prose_takes_no_parser(text: str) -> None:
    assert plain(text) == plain_text(text)


@pytest.mark.parametrize(
    "text",
    ["*a*", "a_b", "`a`", "[a](b)", "![a](b)", "<a", "a & b", "~~a~~", "a \\", "# a", "a\n- b", "a\n===",
     "> a", "+ a",
     "1. a", "a\n1) b", "a |", "a  \nb", "a\n b", "    a", "\ta", ": a", "a\x1b", "a\u202e", "a\r\nb",
     "\x7f", "\x85", "\u061c", "\u200e", "\u2028", "\u2066", "\u2069"],
)  # fmt: skip
def test_a_text_with_a_sign_is_left_to_the_parser(text: str) -> None:
    assert plain(text) is None
