import time

import pytest
from hypothesis import given, settings

from authoring.formats.leftovers import without_tags
from authoring.formats.mending import answer_of, complaint, question_of
from authoring.formats.prose import closed, with_prose
from authoring.formats.targets import without_pictures
from faq.dialect import findings
from tests.authored import ANSWERS, DIRTY

HTML = "its HTML became Markdown"
HEADINGS = "headings are smaller"
PICTURES = "pictures are links now"
CPU_SECONDS = 8
"""For a fifth of the largest answer there may be; a tenth is usual, and seconds would be quadratic."""


@pytest.mark.parametrize(
    ("text", "expected", "changes"),
    [
        ("Yes.\r\n\r\nNo.\r\n", "Yes.\n\nNo.", ()),
        ("\n\n    code\n", "    code", ()),
        ("a\x00b\u202e", "ab", ("invisible characters are gone",)),
        ("# A\n## B\ntext", "### A\n#### B\ntext", (HEADINGS,)),
        ("A\n===\ntext", "### A\ntext", (HEADINGS,)),
        ("A sentence.\n---\nB", "A sentence.\n\n---\nB", (HEADINGS,)),
        ("- # A", "- ### A", (HEADINGS,)),
        ("`# a` and\n\n```\n# b\n```", "`# a` and\n\n```\n# b\n```", ()),
        ("![oven](https://a.org/o.png)", "[oven](https://a.org/o.png)", (PICTURES,)),
        ("![](o.png)", "o.png", (PICTURES, "a link to 'o.png' is text now")),
        ("[a](javascript:alert(1)) b", "a b", ("a link to 'javascript:alert(1)' is text now",)),
        (
            "[**a**](www.a.org) <ftp://b>",
            "[**a**](https://www.a.org) ftp://b",
            ("a link to 'ftp://b' is text now",),
        ),
        ("[a][1]\n\n[1]: /x", "[a][1]", ("a link to '/x' is text now",)),
        ("**a**<br>b <i>c</i> <u>d</u>", "**a**  \nb *c* d", (HTML,)),
        ("| a |\n|---|\n| b<br>c |", "| a |\n|---|\n| b c |", (HTML,)),
        ("Type <key> or `<b>`", "Type `<key>` or `<b>`", (HTML,)),
        ("**x** <a href='https://a.org'>b</a>", "**x** [b](https://a.org)", (HTML,)),
        ("&lt;b&gt; \\<i\\>", "`<b>` `<i>`", (HTML,)),
        ("```\ncode", "```\ncode\n```", ("a code fence is closed now",)),
        ("```\n## Why?\n```", "```\n ## Why?\n```", ("a question in its code is indented",)),
        ("$\\rule{9em}{9em}$", "$rule{9em}{9em}$", ("formula commands that stretch the page are gone",)),
        ("<p>a <b>b</b></p><script>c</script>", "a **b**", (HTML,)),
    ],
)
def test_an_answer_is_mended(text: str, expected: str, changes: tuple[str, ...]) -> None:
    assert answer_of(text) == (expected, changes)
    assert complaint(expected) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- " * 12 + "deep", "line 1 of its answer: lists nest deeper than 8"),
        ("x" * 100_001, "its answer is longer than 100,000 characters"),
        ("|a|\n|-|\n" + "|b|\n" * 2001, "line 2002 of its answer: a table of more than 2000 rows"),
    ],
)
def test_what_cannot_be_mended_is_told(text: str, expected: str) -> None:
    assert complaint(answer_of(text)[0]) == expected


@settings(deadline=None, max_examples=150)
@given(ANSWERS)
def test_an_answer_without_a_problem_stays_as_it_is(text: str) -> None:
    if not list(findings(text)) and "<" not in text:
        assert answer_of(text) == (text.rstrip(), ())


@settings(deadline=None, max_examples=150)
@given(DIRTY)
def test_a_mended_answer_needs_no_more_mending(text: str) -> None:
    answer, _ = answer_of(text)
    if not complaint(answer) and "<" not in answer:
        assert answer_of(answer) == (answer, ())


@pytest.mark.parametrize(
    ("text", "beside_html", "expected"),
    [
        (" Why\n not? ", False, ("Why not?", ())),
        ("Why\u202e?", False, ("Why?", ("invisible characters are gone",))),
        ("<b>Why</b> &amp; how?", False, ("Why & how?", ("its HTML became plain text",))),
        ("Why &amp; how?", True, ("Why & how?", ("its HTML became plain text",))),
        ("What is &amp;?", False, ("What is &amp;?", ())),
        ("What does <stdin> mean?", False, ("What does <stdin> mean?", ())),
    ],
)
def test_a_question_is_one_line_of_plain_text(
    text: str, beside_html: bool, expected: tuple[str, tuple[str, ...]]
) -> None:
    assert question_of(text, beside_html) == expected


@settings(deadline=None)
@given(DIRTY)
def test_prose_that_is_not_changed_is_put_together_again(text: str) -> None:
    text = text.replace("\ufdd0", "").replace("\ufdd1", "")
    assert with_prose(text, lambda prose: prose) == text


def test_code_is_left_alone() -> None:
    text = "a `b` ``c ` d``\n\n    e\n\n```\nf\n```\n- g\n\n  ~~~\n  h\n  ~~~"
    assert with_prose(text, str.upper) == (
        "A `b` ``c ` d``\n\n    e\n\n```\nf\n```\n- G\n\n  ~~~\n  h\n  ~~~"
    )


def test_only_an_open_fence_is_closed() -> None:
    assert [closed(text) for text in ("~~~~\na", "```\na\n```", "a")] == ["~~~~\na\n~~~~", "```\na\n```", "a"]


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "[",
            "[](",
            "![",
            "<a ",
            "&lt;a",
            "<!--",
            "[a](",
            "\n# ",
            "a\n---\n",
            "<b>",
            "<br> \t",
            "\\<",
            "```\n",
        ),
        *("`a``b", "[x]: /y\n", "![a](b ", "[](      ", "<a href ", "- ", "> ", "|", "\\rule"),
    ],
)
def test_hostile_texts_are_mended_in_time_that_grows_with_their_length(piece: str) -> None:
    began = time.process_time()
    text = "<key> " + piece * (20_000 // len(piece))
    without_tags(text)
    without_pictures(text)
    answer_of(text)
    assert time.process_time() - began < CPU_SECONDS
