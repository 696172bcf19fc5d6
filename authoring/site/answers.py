"""The Markdown of an answer into HTML that can do no harm, whatever its author wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from faq.markdown import parser

_SCHEME: Final = re.compile(r"(?:https?|mailto|tel):.", re.IGNORECASE)
_FORMULA: Final = re.compile(
    r"\$\$(?P<block>(?:\\.|[^\\])+?)\$\$|\$(?![\s$])(?P<line>(?:\\.|[^$\\])+?)(?<!\s)\$(?!\d)", re.DOTALL
)
"""Money is none: `$5 and $6`."""


def html_of(markdown: str, level: int, href: Callable[[str], str]) -> str:
    """The HTML of an answer: no tag of its author's making, no image, no style.

    Formulas are shown as they are typed, since drawing them takes a large library. An image becomes a
    link. A link to nothing, or with a scheme that may run something, becomes its text.

    Parameters
    ----------
    markdown : str
    level : int
        Of the heading that the answer stands below; the answer's own headings begin one deeper.
    href : callable
        From an id to the link to what it names; to an empty text when it names nothing.

    Examples
    --------
    >>> html_of("Ask [us](#contact), not [me](javascript:x).", 1, "../../q/{}/".format)
    '<p>Ask <a href="../../q/contact/">us</a>, not me.</p>\\n'
    """
    tokens = _PARSER.parse(markdown)
    _shift_headings(tokens, level)
    _mend_tables(tokens)
    for token in tokens:
        token.info = ""  # the language of a code block would become a class
        if token.children:
            token.children = list(_linked(token.children, href))
    return str(_PARSER.renderer.render(list(_wrapped(tokens)), _PARSER.options, {}))


def has_formula(html: str) -> bool:
    """Whether the HTML of an answer shows a formula."""
    return f'<code class="{_CLASS}">' in html


_CLASS: Final = "formula"


def _formula(state: StateInline, silent: bool) -> bool:
    """Takes `$…$` before the marks in it are read as Markdown."""
    found = _FORMULA.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("code_inline", "code", 0)
        token.attrs = {"class": _CLASS}
        token.content = (found["block"] or found["line"]).strip()
    state.pos = found.end()
    return True


def _with_formulas() -> MarkdownIt:
    made = parser()
    made.options["xhtmlOut"] = False
    made.inline.ruler.before("escape", "formula", _formula)
    return made


_PARSER: Final = _with_formulas()


def _shift_headings(tokens: Sequence[Token], level: int) -> None:
    """Give each heading the level that its place in the page asks for, without a gap."""
    above: list[str] = []
    for token in tokens:
        if token.type == "heading_open":
            while above and above[-1] >= token.tag:
                above.pop()
            above.append(token.tag)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(level + len(above), 6)}"


def _mend_tables(tokens: Sequence[Token]) -> None:
    """Alignment by class, as styles are forbidden; a heading of no words is no heading."""
    for place, token in enumerate(tokens):
        if token.type in ("th_open", "td_open"):
            aligned = str(token.attrs.get("style", "")).removeprefix("text-align:")
            token.attrs = {"class": aligned} if aligned else {}
        if token.type == "th_open" and tokens[place + 1].content:
            token.attrs["scope"] = "col"
        elif token.type == "th_open":
            token.tag = tokens[place + 2].tag = "td"


def _wrapped(tokens: Sequence[Token]) -> Iterator[Token]:
    """Each table in a box of its own, that scrolls on a phone."""
    for token in tokens:
        if token.type == "table_open":
            yield Token("html_block", "", 0, content='<div class="table">\n')
        yield token
        if token.type == "table_close":
            yield Token("html_block", "", 0, content="</div>\n")


def _linked(children: Sequence[Token], href: Callable[[str], str]) -> Iterator[Token]:
    """The pieces of a line with every link resolved, and every image made a link."""
    target = ""
    for child in children:
        if child.type == "link_open":
            target = _target(str(child.attrs["href"]), href)
            child.attrs = {"href": target}
        if child.type == "image":
            yield from _image(child, inside=bool(target))
        elif target or child.type not in ("link_open", "link_close"):
            yield child
        if child.type == "link_close":
            target = ""


def _target(typed: str, href: Callable[[str], str]) -> str:
    """Where a link leads; an empty text when it must not lead anywhere."""
    if typed.startswith("#"):
        return href(unquote(typed[1:]))
    return typed if _SCHEME.match(typed) else ""


def _image(image: Token, inside: bool) -> Iterator[Token]:
    """An image as a link with its description, or as the description alone within a link."""
    address = str(image.attrs["src"])
    told = "".join(child.content for child in image.children or ())
    text = Token("text", "", 0, content=told or "image")
    if inside or not _SCHEME.match(address):
        yield text
        return
    yield Token("link_open", "a", 1, attrs={"href": address})
    yield text
    yield Token("link_close", "a", -1)
