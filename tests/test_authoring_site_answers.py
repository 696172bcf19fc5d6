"""Whatever an author writes, its HTML shows the words and can do nothing."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from authoring.site.answers import has_formula, html_of
from faq.markdown import plain_text
from tests.hostile import HOSTILE, MIXED
from tests.markup import markup_of

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "code", "pre", "blockquote", "a"),
    *("ul", "ol", "li", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"href", "class", "scope", "start"}


def href(name: str) -> str:
    """A link to the only entry there is."""
    return "../../q/a/" if name == "a" else ""


def html(markdown: str, level: int = 1) -> str:
    return html_of(markdown, level, href)


@given(MIXED, some.integers(1, 3))
@example("".join(HOSTILE), 1)
@example("\n\n".join(HOSTILE), 2)
def test_no_mix_of_marks_makes_more_than_plain_markup(markdown: str, level: int) -> None:
    found = markup_of(html(markdown, level))
    assert found.unbalanced == []
    assert {element.tag for element in found.elements} <= TAGS
    assert {name for element in found.elements for name in element.attributes} <= ATTRIBUTES
    assert [
        to for to in found.having("href") if not re.match(r"https?:|mailto:|tel:|\.\./\.\./q/a/$", to)
    ] == []
    assert set(found.having("class")) <= {"table", "formula", "left", "center", "right"}


@given(some.lists(some.sampled_from(["# a\n", "## b\n", "### c\n", "##### d\n", "e\n"])), some.integers(1, 3))
def test_headings_begin_below_their_place_and_leave_no_gap(lines: list[str], level: int) -> None:
    last = level
    for element in markup_of(html("\n".join(lines), level)).elements:
        if re.fullmatch("h[1-6]", element.tag):
            assert level < int(element.tag[1]) <= last + 1
            last = int(element.tag[1])


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[x](#a)", '<a href="../../q/a/">x</a>'),
        ("[*x*](#none) y", "<em>x</em> y"),
        ("[x](HTTPS://a.example/?b=1&c)", '<a href="HTTPS://a.example/?b=1&amp;c">x</a>'),
        ("<mailto:a@b.example>", '<a href="mailto:a@b.example">mailto:a@b.example</a>'),
        ("[x](javascript:alert(1))", "x"),
        ("[x](page.html)", "x"),
        ("![a *dog*](https://a.example/d.png)", '<a href="https://a.example/d.png">a dog</a>'),
        ("[![dog](https://a.example/d.png)](#a)", '<a href="../../q/a/">dog</a>'),
        ("[![dog](https://a.example/d.png)](#none)", '<a href="https://a.example/d.png">dog</a>'),
        ("![](x)", "image"),
        ("~~old~~ <b>", "<s>old</s> &lt;b&gt;"),
        ("so $a_1*b*c_2$ is", 'so <code class="formula">a_1*b*c_2</code> is'),
        (r"$$\{x < y\}$$", r'<code class="formula">\{x &lt; y\}</code>'),
        (r"it is \$5$", "it is $5$"),
        ("from $5 to $6, or $ 7 $", "from $5 to $6, or $ 7 $"),
        ("`$a$`", "<code>$a$</code>"),
    ],
)
def test_a_line_becomes(markdown: str, expected: str) -> None:
    assert html(markdown) == f"<p>{expected}</p>\n"


def test_a_table_scrolls_in_its_box_and_its_empty_corner_is_no_heading() -> None:
    found = markup_of(html("| | a |\n|---|--:|\n| b | c |"))
    shown = [(e.tag, e.attributes) for e in found.elements if e.tag not in ("table", "thead", "tbody", "tr")]
    assert shown == [
        ("div", {"class": "table"}),
        ("td", {}),
        ("th", {"class": "right", "scope": "col"}),
        ("td", {}),
        ("td", {"class": "right"}),
    ]


def test_lists_that_nest_too_deep_lose_no_word() -> None:
    deep = "".join("  " * depth + f"- w{depth}\n" for depth in range(40)) + "\nlast"
    shown = html(deep)
    assert [f"w{depth}" for depth in range(40) if f"w{depth}" not in shown] == []
    assert "last" in shown


def test_formulas_are_known_as_such() -> None:
    assert [has_formula(html(text)) for text in ("$x$", "`x`", '<code class="formula">')] == [
        True,
        False,
        False,
    ]


@given(some.text(alphabet="ab *_`#->|\n1.", max_size=60))
def test_every_word_of_an_answer_is_shown(markdown: str) -> None:
    shown = "".join(element.text for element in markup_of(f"<div>{html(markdown)}</div>").all("div")[:1])
    assert "".join(shown.split()) == "".join(plain_text(markdown).split())
