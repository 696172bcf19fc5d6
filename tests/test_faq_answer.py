from hypothesis import given, settings
from hypothesis import strategies as some

from faq.answer import Answer, answer_of
from faq.dialect import findings
from faq.markdown import links, plain_text

PIECES = ["a", "b c", " ", "  ", "\t", "\n", "\n\n", "# x", "- i", "1. n", "===", "|-|", "| a |", "> q",
          "```", "~~~",
          "<b>", "<http://a.b>", "&amp;", "&#x202e;", "\\", "[a](#b)", "[a]", "[a]: c", "![i](j)",
          "**b**", "    c",
          "\\rule", "\u202e", "\x1b", "- ```"]  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(some.lists(some.sampled_from(PIECES), max_size=10).map("".join) | some.text(max_size=30))
def test_an_answer_read_once_is_the_answer_read_three_times(markdown: str) -> None:
    targets = tuple(target for _, target in links(markdown))
    assert answer_of(markdown) == Answer(plain_text(markdown), targets, tuple(findings(markdown)))


def test_white_space_below_open_code_is_no_line_of_it() -> None:
    assert answer_of("```\na\n  ").text == plain_text("```\na\n  ") == "a"
