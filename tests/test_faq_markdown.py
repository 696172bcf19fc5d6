import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from faq.markdown import Section, links, plain_text, sections, tokens

LINES = some.sampled_from(
    ["# Title", "## Question? {#id}", "##", "### Small", "text", "", "```", "~~~", "    ## code", "> ##",
     "- ## item", "---", "===", "{#id}", "|a|", "|-|", "## ", "  ## in", "   # in {# id }", "\t## tab"]
)  # fmt: skip
TEXTS = some.lists(LINES, max_size=20).map("\n".join) | some.text("# `\n-{}a>", max_size=60)


def headings(text: str) -> list[tuple[int, int, str, str | None]]:
    return [(section.line, section.level, section.heading, section.id) for section in sections(text)]


def test_a_section_is_a_heading_with_all_below_it() -> None:
    assert sections("intro\n\n# Pets\n\nAll of them.\n## Cats? {#cats}\nYes.\n\n### Really\nYes.\n") == (
        Section(3, 1, "Pets", None, "\nAll of them.", 4),
        Section(6, 2, "Cats?", "cats", "Yes.\n\n### Really\nYes.\n", 7),
    )


@pytest.mark.parametrize("text", ["", "\n", "text", "### Small", "#no heading", "    ## code", "> ## quoted"])
def test_a_text_without_headings_has_no_sections(text: str) -> None:
    assert sections(text) == ()


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("## What?", (2, "What?", None)),
        ("  ##   What \t now? ##", (2, "What now?", None)),
        ("# What? {#a-b}", (1, "What?", "a-b")),
        ("## What? {#a-b}  ", (2, "What?", "a-b")),
        ("## What?{#a-b} ##", (2, "What?", "a-b")),
        ("## What? {#two words}", (2, "What?", "two words")),
        ("## What? {#}", (2, "What?", "")),
        ("## What? {# a }", (2, "What?", "a")),
        ("## What {#a} now?", (2, "What {#a} now?", None)),
        ("## What's a **mask**?", (2, "What's a **mask**?", None)),
        ("##", (2, "", None)),
        ("## {#a}", (2, "", "a")),
    ],
)
def test_a_heading_is_taken_apart(heading: str, found: tuple[int, str, str | None]) -> None:
    assert headings(heading) == [(1, *found)]


def test_what_looks_like_a_heading_in_code_or_lists_is_none() -> None:
    text = "## A\n```\n## B\n```\n~~~ text\n# C\n~~~\n- ## D\n> # E\n\n    ## F\n\nG\n---\n\nH\n===\n## I"
    assert headings(text) == [(1, 2, "A", None), (18, 2, "I", None)]


def test_a_fence_left_open_ends_at_the_next_question() -> None:
    text = "## A\n\n```\n# no title\n\n## B\n\n```\ncode\n```\n## C\n"
    assert headings(text) == [(1, 2, "A", None), (11, 2, "C", None)]
    text = "## A\n\n```\ncode\n```\n\n````\n# no title\n```\n\n## B\n\n### no\n\n## C\n\n```\n## D"
    assert headings(text) == [(1, 2, "A", None), (11, 2, "B", None), (15, 2, "C", None)]


@pytest.mark.parametrize("depth", [8, 9, 10, 11, 40, 2000])
@pytest.mark.parametrize("mark", ["- ", "1. ", "> "])
def test_what_nests_too_deep_hides_nothing(mark: str, depth: int) -> None:
    text = f"## A\n\n{mark * depth}deep\n\nafter\n\n## B\n"
    assert headings(text) == [(1, 2, "A", None), (7, 2, "B", None)]
    assert plain_text(text).replace(mark, "") == "A\ndeep\nafter\nB"


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_joined_sections_give_back_the_text(text: str) -> None:
    lines, found = text.split("\n"), sections(text)
    starts = [section.line - 1 for section in found] + [len(lines)]
    joined = lines[: starts[0]]
    for section, end in zip(found, starts[1:], strict=True):
        joined += lines[section.line - 1 : section.body_line - 1]
        joined += section.body.split("\n") if section.body_line <= end else []
    assert joined == lines


@settings(deadline=None, max_examples=200)
@given(some.lists(some.sampled_from(["# A", "## B {#b}", "text", "", "### C", "- d"]), max_size=20))
def test_without_code_and_quotes_the_headings_are_the_lines_with_one_or_two_marks(lines: list[str]) -> None:
    oracle = [(number, line) for number, line in enumerate(lines, start=1) if line.startswith(("# ", "## "))]
    known = {"# A": (1, "A", None), "## B {#b}": (2, "B", "b")}
    assert headings("\n".join(lines)) == [(number, *known[line]) for number, line in oracle]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("", ""),
        ("**Bold** and *it*, ~~gone~~ `code`.", "Bold and it, gone code."),
        ("one\ntwo  \nthree", "one two three"),
        ("- a\n- b\n\n1. c", "a\nb\nc"),
        ("| a | b |\n|---|---|\n| c | `d` |", "a\nb\nc\nd"),
        ("### Head\n\n> quote\n\n---\n", "Head\nquote"),
        ("```\ncode\n  more\n```\n\n    indented", "code\n  more\nindented"),
        ("[here](#there) <https://example.org>", "here https://example.org"),
        ("![picture](x.png) after", "after"),
        ("&amp; &lt;b&gt; \\* &#8364;", "& <b> * €"),
        ("<b>raw</b>", "<b>raw</b>"),
        ("[x]: https://example.org\n\n[x]", "x"),
    ],
)
def test_plain_text_is_the_words_without_markup(markdown: str, text: str) -> None:
    assert plain_text(markdown) == text


def test_links_come_as_typed_with_the_line_of_their_block() -> None:
    markdown = (
        "[a](#b)\n\n- see [c](#größe)\n- <https://d.org>\n\n[e][f] ![g](#h)\n\n[f]: #i 'title'\n\n`[j](#k)`"
    )
    assert list(links(markdown)) == [(1, "#b"), (3, "#größe"), (4, "https://d.org"), (6, "#i")]


def test_links_that_the_parser_would_hide_are_found() -> None:
    markdown = "[a](javascript:alert(1)) [b](data:text/html,x) [c](vbscript:x) <file:///etc>"
    assert [target.split(":")[0] for _, target in links(markdown)] == [
        "javascript", "data", "vbscript", "file"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["*" * 20_000, "[" * 20_000, "![" * 10_000, "<" * 20_000, "[a](" * 5_000, "> " * 10_000, "- " * 10_000,
     "_a__b" * 4_000, "`" * 9_999 + " " + "`" * 9_998, "[a]: x\n" * 3_000, "|" * 9_000 + "\n" + "|-" * 4_500,
     "".join(" " * 2 * depth + "- a\n" for depth in range(200))],
)  # fmt: skip
def test_hostile_markup_is_parsed_in_no_time(text: str) -> None:
    begin = time.process_time()
    tokens(text)
    sections(text)
    assert time.process_time() - begin < 5
