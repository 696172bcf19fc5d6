"""An HTML page into its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from authoring.formats.html import markdown_of
from authoring.formats.page_parts import PAIR, TEXT, Part, Sheet, are_pairs, cut_level
from authoring.formats.records import FormatError
from authoring.records import library_missing

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

_DROPPED: Final = ("script", "style", "template", "noscript", "nav", "footer", "dialog")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_TERMS: Final = ("dt", "dd")
_AROUND: Final = ("details", "dl")
_PERMALINKS: Final = frozenset({"headerlink", "anchor", "hash-link", "header-anchor", "anchorjs-link"})
_SIGN: Final = 2
"""Letters of the link to a heading that it ends with."""
_INSTRUCTION: Final = re.compile(r"<[?!][A-Za-z\[][^>]*>")


def sheet_of(text: str) -> Sheet:
    """The part of a page that is its text, without what surrounds it on every page.

    Raises
    ------
    CommandError
        When the library for it is not installed.
    """
    try:
        from bs4 import BeautifulSoup
        from bs4.exceptions import ParserRejectedMarkup
    except ModuleNotFoundError as error:
        raise library_missing("reading HTML", error) from None
    try:
        tree = BeautifulSoup(_INSTRUCTION.sub(_empty_lines, text), "html.parser")
    except ParserRejectedMarkup:
        raise FormatError("the page is no HTML; save it again from the browser") from None
    try:
        return _sheet(tree)
    except RecursionError:
        raise FormatError("the page nests too deep; save its text alone") from None


def _empty_lines(found: re.Match[str]) -> str:
    """As many line ends as what they stand for has, so that line numbers stay true."""
    return "\n" * found[0].count("\n")


def _sheet(tree: BeautifulSoup) -> Sheet:
    main = tree.find("main") or tree.find("article") or tree.find("body") or tree
    for tag in main.find_all(_DROPPED):
        tag.decompose()
    for names in (_HEADINGS, _TERMS):
        _end(main, names)
    for header in main.find_all("header"):
        if header.find(_HEADINGS[:2]):
            header.unwrap()  # the title of the text itself
        else:
            header.decompose()
    title, top = tree.find("title"), tree.find("html")
    return Sheet(
        title=_text(title) if title else "",
        parts=tuple(_parts(main)),
        language=str(top.get("lang") or "") if top else "",
        reference=_attribute(tree, "link", "rel", "canonical", "href"),
        metadata=tuple(
            ("description", told)
            for told in [_attribute(tree, "meta", "name", "description", "content")]
            if told
        ),
    )


def _end(main: Tag, names: Sequence[str]) -> None:
    """End tags where the next one begins, as browsers do when their end was left out."""
    for tag in main.find_all(names):
        while tag.parent is not None and tag.parent.name in names:
            tag.parent.insert_after(tag)


def _attribute(tree: BeautifulSoup, tag: str, name: str, value: str, wanted: str) -> str:
    found = tree.find(tag, attrs={name: value})
    return str(found.get(wanted) or "").strip() if found else ""


def _text(tag: Tag) -> str:
    """The words of a heading, without the sign that links to it."""
    words = tag.get_text()
    for link in tag.find_all("a"):
        sign = link.get_text()
        if len(sign) <= _SIGN and _PERMALINKS & {str(name) for name in link.get_attribute_list("class")}:
            words = words.replace(sign, "", 1)
    return " ".join(words.split()).rstrip("¶# ").strip()


def _parts(main: Tag) -> Iterator[Part]:
    """Each heading or question becomes a word of its own, at which the Markdown of all is then cut."""
    word, shown = "FAQPART", str(main)
    while word in shown:
        word += "X"
    heads: list[Part] = []

    def put(tag: Tag, level: int, name: object = "") -> None:
        title = _text(tag) if level != TEXT else ""
        heads.append(Part(level, tag.sourceline or 1, title, "", str(tag.get("id") or name or "")))
        tag.name, tag.attrs, tag.string = "p", {}, f"{word}{len(heads) - 1}"

    pairs, headings = list(_pairs(main)), main.find_all(_HEADINGS)
    inside = {id(heading) for around, _ in pairs for heading in around.find_all(_HEADINGS)}
    outside = [heading for heading in headings if id(heading) not in inside]
    levels = [(int(heading.name[1]), _text(heading)) for heading in outside]
    deepest = cut_level(levels + [(PAIR, "")] * len(pairs))
    for heading, (level, _) in zip(outside, levels, strict=True):
        if level <= deepest:
            put(heading, level)
    for around, questions in pairs:
        for question in questions:
            put(question, PAIR, around.get("id") if len(questions) == 1 else "")
        end = copy(questions[0])
        put(end, TEXT)
        around.insert_after(end)
        for tag in (around, *around.find_all("dd")):
            tag.name = "div"
    yield from _cut(markdown_of(str(main)), heads, word)


def _pairs(main: Tag) -> Iterator[tuple[Tag, list[Tag]]]:
    """What holds questions with their answers, and the questions: what is folded, and lists of terms."""
    folded = [
        (tag, found)
        for tag in main.find_all("details")
        if (found := tag.find_all("summary", recursive=False))
    ]
    terms = [(tag, found) for tag in main.find_all("dl") if (found := tag.find_all("dt"))]
    whole = len(main.get_text())
    for kind in (folded, terms):
        outer = [pair for pair in kind if pair[0].find_parent((*_HEADINGS, *_AROUND)) is None]
        titles = [question.get_text() for _, questions in outer for question in questions]
        if are_pairs(titles, sum(len(tag.get_text()) for tag, _ in outer), whole):
            yield from outer


def _cut(markdown: str, heads: Sequence[Part], word: str) -> Iterator[Part]:
    """The text below each heading; a heading within a list or a table stays there as text."""
    mark = re.compile(rf"{word}(\d+)")
    found, body = Part(TEXT, 1, "", ""), list[str]()
    for line in (*markdown.split("\n"), ""):
        here = mark.fullmatch(line.strip())
        if here:
            yield from _part(found, body, mark, heads)
            found, body = heads[int(here[1])], []
        else:
            body.append(line)
    yield from _part(found, body, mark, heads)


def _part(head: Part, lines: Sequence[str], mark: re.Pattern[str], heads: Sequence[Part]) -> Iterator[Part]:
    body = mark.sub(lambda place: heads[int(place[1])].title, "\n".join(lines)).strip("\n").rstrip()
    if head.level != TEXT or body:
        yield replace(head, body=body)
