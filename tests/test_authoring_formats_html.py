import html
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from authoring.formats.html import is_html, markdown_of
from authoring.records import CommandError
from faq.dialect import findings
from faq.markdown import plain_text

CPU_SECONDS = 8
"""For the largest answer there may be; a quarter is usual."""
TEXTS = some.lists(
    some.sampled_from(
        [*"*_`[]()<>#+-=|~&\\!.:1a ", "<b>", "</p>", "<!--", "&amp;", "a_b", "1. ", "---", "word", "**"]
    ),
    max_size=12,
).map(lambda pieces: " ".join("".join(pieces).split()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<h1>A</h1><h2>B</h2><h5>C</h5>", "### A\n\n#### B\n\n###### C"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("<ul><li>a<li>b<ol start=3><li>c</ol></ul>d", "- a\n- b\n  3. c\n\nd"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n  b"),
        ("<table><tr><th>a|b<th>c<tr><td>1<td>`2`</table>", "| a\\|b | c |\n| --- | --- |\n| 1 | \\`2\\` |"),
        ("<dl><dt>Dough<dd>rests</dl>", "**Dough**\n\nrests"),
        ("<pre><code class='language-py'>a = 1\n\nb</code></pre>", "```py\na = 1\n\nb\n```"),
        ("<pre>a\n```\nb</pre>", "````\na\n```\nb\n````"),
        ("<p>a<script>alert(1)</script><style>p{}</style><!-- x --></p>", "a"),
        ("<a href='https://a.org/x y(1)'> <b>z</b> </a>", "[**z**](https://a.org/x%20y%281%29)"),
        ("<a name='x'>z</a>", "z"),
        ("<a href='/b'><img src='c.png' alt='d'></a>", "[d](/b)"),
        ("<img src='https://a.org/oven.png'>", "[oven.png](https://a.org/oven.png)"),
        ("<img src='data:image/png;base64,AAAA' alt='dot'>", "dot"),
        ("<p>- a<br>1. b</p><p># c</p>", "\\- a  \n1\\. b\n\n\\# c"),
        ("<p>&lt;b&gt; &amp;amp; a_b _c_ 2 &lt; 3</p>", "`<b>` \\&amp; a_b \\_c\\_ 2 < 3"),
        ("<b><p>x</p><p>y</p></b>", "**x y**"),
        ("plain &amp; simple", "plain & simple"),
        ("<![foo", "\\<!\\[foo"),
    ],
)
def test_html_becomes_markdown(text: str, expected: str) -> None:
    assert markdown_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Yes.</p>", True),
        ("Yes.<br>No.", True),
        ("a <b>b</b> c", True),
        ("    <p>indented</p>", True),
        ("Press <Enter>, then <stdin>.", False),
        ("2 < 3 > 1", False),
        ("Write `<b>x</b>`.", False),
        ("```\n<p>x</p>\n```", False),
        ("- one<br>\n- two", False),
        ("See [a](https://a.org)<br>", False),
        ("", False),
    ],
)
def test_html_is_told_from_markdown(text: str, expected: bool) -> None:
    assert is_html(text) == expected


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_text_is_shown_as_it_was_written(text: str) -> None:
    shown = markdown_of(f"<p>{html.escape(text)}</p>")
    assert " ".join(plain_text(shown).split()) == text
    assert [what for _, what, _ in findings(shown) if "HTML" in what or "heading" in what] == []


@pytest.mark.parametrize(
    "text",
    [
        "<ol>" + "<li>x" * 20_000,
        "<p>x" * 25_000,
        "<table>" + "<tr><td>x" * 10_000,
        "<b>" * 30_000 + "x",
        "<ul><li>" * 10_000 + "x",
        "a<br>" * 20_000,
        "<!a" * 33_000,
        "<br>`" + "``" * 45_000,
        "<td colspan=999>" * 6_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_html_is_read_in_seconds(text: str) -> None:
    began = time.process_time()
    assert is_html(text) in (True, False)
    markdown_of(text)
    assert time.process_time() - began < CPU_SECONDS


def test_a_missing_library_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "authoring.formats.converter", raising=False)
    monkeypatch.setitem(sys.modules, "markdownify", None)
    with pytest.raises(CommandError) as told:
        markdown_of("<p>x</p>")
    assert str(told.value) == (
        "reading HTML needs the library markdownify; pip install -r requirements-authoring.txt"
    )
