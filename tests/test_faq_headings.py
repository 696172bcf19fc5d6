import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from faq.headings import Mark, marks
from faq.parser import is_open, tokens

LINES = some.sampled_from(
    ["# Title", "## Question? {#id}", "##", "#", "##\t", "### Small", "text", "", "", "   ", "```",
     "~~~", "````",
     "  ```", "    ```", "~~~~ x", "``` x", "\t```", "    ## code", "> ##", "> q", "> ```", "- ## item",
     "- x", "-",
     "- ```", "  ```x", "  - deep", "  # in", "   ## in {# id }", "\t## tab", "## tab\tx ##", "## a | b",
     "# | a |",
     "|-|", "---|---", "-|-", ":-:|:-:", "| a |", "a | b", "---", "===", "[a]: b", "[a]:", "'t",
     "[a]: b 't", "[a",
     "1. x", "  y", "## x#", "## # #", "##\xa0x", "#\x0b", "## a\r## b", "x\ry", "\0", "## \0x",
     "## x\u2028## y"]
)  # fmt: skip
TEXTS = some.lists(LINES, max_size=14).map("\n".join) | some.text("# `~\n-|>[]:{}a1.\t", max_size=60)


def parsed(text: str, first: int = 0) -> list[tuple[int, int, int, str]]:
    """The headings of a text by its tokens, read as a whole."""
    found = tokens("\n" * first + text)
    return [
        (token.map[0], token.map[1], int(token.tag[1]), " ".join(inline.content.split()))
        for token, inline in zip(found, found[1:], strict=False)
        if token.type == "heading_open" and token.markup in ("#", "##") and token.map and token.level == 0
    ]


def oracle(text: str) -> list[tuple[int, int, int, str]]:
    """The same, and those below a code fence that is never closed."""
    lines, found = text.split("\n"), tokens(text + "\n")
    headings = parsed(text + "\n")
    if found and is_open(found[-1]) and found[-1].map:
        inside = range(found[-1].map[0], len(lines))
        after = next((place for place in inside if lines[place].startswith("## ")), len(lines))
        headings += parsed("\n".join(lines[after:]), after)
    return headings


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_reading_heading_by_heading_finds_what_the_parser_finds_in_the_whole(text: str) -> None:
    found = [(line, below, level, " ".join(content.split())) for line, below, level, content in marks(text)]
    assert found == oracle(text)


def test_a_heading_knows_its_place_its_level_and_its_words() -> None:
    assert list(marks("# A {#a}\n\ntext\n## B ##\n")) == [Mark(0, 1, 1, "A {#a}"), Mark(3, 4, 2, "B")]


def test_a_heading_above_a_line_of_dashes_may_be_the_head_of_a_table() -> None:
    assert list(marks("## a | b\n-|-\n## c")) == [Mark(2, 3, 2, "c")]
    assert [mark.content for mark in marks("## a | b\n\n-|-\n## c")] == ["a | b", "c"]


@pytest.mark.parametrize(
    "text",
    ["## a\n" * 100_000, "```\n## a\n```\n" * 10_000, "```\n## a\n" * 10_000, "~~~\n## a\n```\n" * 10_000,
     "## a\n```\n" * 9_999, "- x\n  ## a\n" * 3_000, "## a | b\n-|-\n" * 10_000],
)  # fmt: skip
def test_headings_without_end_are_found_in_no_time(text: str) -> None:
    begin = time.process_time()
    list(marks(text))
    assert time.process_time() - begin < 10
