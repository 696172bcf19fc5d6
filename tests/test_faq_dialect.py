import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from faq.dialect import Finding, findings, invisible

IMAGE = ("an image", "describe it in words; pictures are fetched from other hosts")
TURNED = ("an invisible character that turns the writing direction", "delete it")
CONTROL = ("an invisible control character", "delete it")
DEEP = ("lists nest deeper than 8", "write them flatter")
LARGE = ("a heading as large as the question", "begin it with '### '")


def html(tag: str) -> tuple[str, str]:
    return f"HTML {tag!r} is shown as text", "use Markdown, or put it in `backticks`"


def link(target: str) -> tuple[str, str]:
    return f"a link to {target!r}", "link to https://…, mailto:… or an entry as in #its-id"


def formula(command: str) -> tuple[str, str]:
    return f"the formula command '{command}'", "leave it out; it can stretch the page"


def fence(mark: str) -> tuple[str, str]:
    return "a code fence is never closed", f"end the code with a line {mark!r}"


def under(mark: str) -> tuple[str, str]:
    return f"a line of {mark!r} turns the text above into a heading", "put an empty line between"


REFUSED: dict[str, list[Finding]] = {
    "a\n\n![b](https://example.org/c.png)": [(3, *IMAGE)],
    "![b][c]\n\n[c]: d.png": [(1, *IMAGE)],
    "[![b](c.png)](https://example.org)": [(1, *IMAGE)],
    "![b](javascript:c)": [(1, *IMAGE)],
    "a <b>b</b>": [(1, *html("<b>")), (1, *html("</b>"))],
    "<script>alert(1)</script>": [(1, *html("<script>")), (1, *html("</script>"))],
    "a\n\n<img src=x onerror=y>": [(3, *html("<img src=x onerror=y>"))],
    "<br/> <!-- hidden -->": [(1, *html("<br/>")), (1, *html("<!--"))],
    "| a |\n|---|\n| <i> |": [(3, *html("<i>"))],
    "[a](javascript:b)": [(1, *link("javascript:b"))],
    "[a](JavaScript:b)": [(1, *link("JavaScript:b"))],
    "[a](java&#115;cript:b)": [(1, *link("javascript:b"))],
    "[a](data:text/html,b)": [(1, *link("data:text/html,b"))],
    "<ftp://example.org>": [(1, *link("ftp://example.org"))],
    "[a](//example.org)": [(1, *link("//example.org"))],
    "[a](other.md)": [(1, *link("other.md"))],
    "[a](/browse)": [(1, *link("/browse"))],
    "[a]()": [(1, *link(""))],
    "a\n\n- [b][c]\n\n[c]: file:d": [(3, *link("file:d"))],
    "a \u202eb": [(1, *TURNED)],
    "a\nb \u2066c\u2069": [(2, *TURNED)],
    "a &#x202E;b": [(1, *TURNED)],
    "a &rlm; b": [(1, *TURNED)],
    "a\x08b": [(1, *CONTROL)],
    "```\na\n\x1b[31m\n```": [(3, *CONTROL)],
    "a\u2028b": [(1, *CONTROL)],
    "$\\rule{1km}{1km}$": [(1, *formula("\\rule"))],
    "\\kern9pt \\hspace{1em}": [(1, *formula("\\kern")), (1, *formula("\\hspace"))],
    "```\na": [(1, *fence("```"))],
    "a\n~~~~ text\nb\n~~~": [(2, *fence("~~~~"))],
    "```\na\n``` b": [(1, *fence("```"))],
    "- ```\n  a": [(1, *fence("```"))],
    "> ```\n> a\n\nb": [(1, *fence("```"))],
    "```": [(1, *fence("```"))],
    "```\n## What? \n```": [
        (1, "a question inside a code fence", "end the code above it, or indent the question")
    ],
    "```\n## A {#a}\n```": [
        (1, "a question inside a code fence", "end the code above it, or indent the question")
    ],
    "a\n---\nb": [(1, *under("-"))],
    "a\nb\n===": [(1, *under("="))],
    "# a\n\n## b": [(1, *LARGE), (3, *LARGE)],
    "> ## a": [(1, *LARGE)],
    "\n".join("  " * depth + "- a" for depth in range(12)) + "\n\n![b](c)": [(9, *DEEP), (14, *IMAGE)],
    ">" * 17 + " a": [(1, *DEEP)],
}

FINE = [
    "",
    "`<b>` and `![a](b)` and `\\rule`",
    "```html\n<b>![a](b)</b>\n```",
    "    <b>",
    "```\n```",
    "````\n```\n````",
    "~~~\n```\n~~~",
    "- ```\n  a\n  ```",
    "1. a\n   ```\n   b\n   ```\n2. c",
    "> ```\n> a\n> ```",
    "```a``` b",
    "    ```",
    "a ``` b",
    "```\n# a\n ## b?\n### c?\n```",
    "### a\n\n---\n\n***",
    "2 < 3 and 3 > 2, a<b, <3",
    "\\ruler \\kernel \\hspacer",
    "[a](https://example.org) [b](http://b.org) [c](mailto:a@b.org) [d](tel:+49) [e](#f) <https://g.org>",
    "[a](HTTPS://example.org)",
    "é 日本 🍕 \t\u00a0",
    "~~gone~~ **bold** *it*",
    "| a |\n|---|\n| b |",
    "\n".join("  " * depth + "- a" for depth in range(8)),
    ">" * 16 + " a",
]


@pytest.mark.parametrize("markdown", REFUSED)
def test_what_visitors_must_be_spared_is_found_with_its_line(markdown: str) -> None:
    assert list(findings(markdown)) == REFUSED[markdown]


@pytest.mark.parametrize("markdown", FINE)
def test_what_does_no_harm_is_left_alone(markdown: str) -> None:
    assert list(findings(markdown)) == []


def test_a_problem_is_found_wherever_it_stands() -> None:
    for wrong, found in REFUSED.items():
        moved = list(findings(f"First.\n\n{wrong}"))
        assert [(line - 2, what, remedy) for line, what, remedy in moved] == found


@settings(deadline=None, max_examples=200)
@given(some.text(max_size=80) | some.text("`~\n -#<>[]()!&a\\", max_size=80))
def test_any_text_has_findings_within_its_lines(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 and what and remedy for line, what, remedy in findings(text))


def test_invisible_characters_are_found_line_by_line() -> None:
    assert list(invisible("a\n\u200f\x00\nb")) == [(2, *TURNED), (2, *CONTROL)]
