"""The tree of an HTML text into Markdown: what markdownify does, but for our dialect."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from bs4.exceptions import ParserRejectedMarkup
from markdownify import MarkdownConverter

from authoring.formats.html import LOOK_LIKE_TAGS, in_backticks

_DROPPED: Final = {
    *("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "canvas"),
    *("audio", "video", "input", "select", "textarea", "button", "title"),
}
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_LARGEST: Final = 3
"""Level of the largest heading within an answer."""
_NEAR: Final = 100
"""Open tags among which the beginning of one that ends is looked for."""
_WIDEST: Final = 50
"""Columns that one cell may span."""
_ENDS: Final = {
    **dict.fromkeys(("p", "ul", "ol", "dl", "table"), ("p",)),
    "li": ("li", "p"),
    **dict.fromkeys(("dt", "dd"), ("dt", "dd", "p")),
    **dict.fromkeys(("td", "th"), ("td", "th", "p")),
    "tr": ("tr", "td", "th", "p"),
}
"""A tag and those before it whose end may be left out: `<li>one<li>two`."""
_BEGINS_OR_ENDS: Final = re.compile(rf"<(/?)({'|'.join(_ENDS)})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_INSTRUCTION: Final = re.compile(r"<[?!][A-Za-z\[][^<>]*>")
_MARK: Final = re.compile(
    r"[\\`*\[\]|]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|<(?=[A-Za-z/!?])|&(?=#?\w{1,31};)"
)
_BEGINNING: Final = re.compile(
    r"^(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|(?:=+|-+)\s*$)|^(\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE
)
"""Where a line of text would become a heading, a list, a quotation or a line."""
_GAP: Final = re.compile(r"\s*\n\s*")
_LATER_LINE: Final = re.compile(r"\n(?=[^\n])")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_TICKS: Final = re.compile("`+")


def converted(html: str) -> str:
    """An HTML text as Markdown; its plain text when it nests too deep to be followed."""
    try:
        tree = BeautifulSoup(f"<div>{_ended(_INSTRUCTION.sub('', html))}</div>", "html.parser")
    except ParserRejectedMarkup:
        return _escaped(html).strip()
    _tidy(tree)
    try:
        return str(_Converter(heading_style="atx", bullets="-").convert_soup(tree)).strip()
    except RecursionError:
        return _escaped(tree.get_text("\n")).strip()


def _ended(html: str) -> str:
    """The text with the ends of items, cells and paragraphs that pages may leave out."""
    pieces: list[str] = []
    inside: list[str] = []
    place = 0
    for tag in _BEGINS_OR_ENDS.finditer(html):
        name = tag[2].lower()
        pieces.append(html[place : tag.start()])
        place = tag.start()
        if not tag[1]:
            while inside and inside[-1] in _ENDS[name]:
                pieces.append(f"</{inside.pop()}>")
            inside.append(name)
        elif name in inside[-_NEAR:]:
            while inside.pop() != name:
                pass
    return "".join((*pieces, html[place:]))


def _tidy(tree: BeautifulSoup) -> None:
    """Drop what is no text, and turn into what Markdown has what it has not."""
    named: dict[str, list[Tag]] = {}
    for tag in tree.find_all(True):
        named.setdefault(tag.name, []).append(tag)
    for name in _DROPPED & set(named):
        for tag in named[name]:
            tag.decompose()
    for name, change in _CHANGES.items():
        for tag in named.get(name, []):
            if not tag.decomposed:
                change(tag)
    _lower([tag for name in _HEADINGS for tag in named.get(name, []) if not tag.decomposed])


def _narrowed(cell: Tag) -> None:
    """A cell that does not span thousands of columns."""
    if not 1 <= _number(cell.get("colspan"), 1) <= _WIDEST:
        del cell["colspan"]


def _numbered(items: Tag) -> None:
    """A list whose items know their numbers."""
    first = max(0, min(_number(items.get("start"), 1), 1_000_000))
    for number, item in enumerate(items.find_all("li", recursive=False), start=first):
        item["value"] = str(number)


def _lower(headings: Sequence[Tag]) -> None:
    """Headings that are smaller than the question they stand below."""
    lift = max(0, _LARGEST - min((int(heading.name[1]) for heading in headings), default=_LARGEST))
    for heading in headings:
        heading.name = f"h{min(6, int(heading.name[1]) + lift)}"


def _number(text: object, usual: int) -> int:
    return int(text) if isinstance(text, str) and re.fullmatch("[0-9]{1,9}", text) else usual


def _linked(image: Tag) -> None:
    """A picture becomes a link to it, or its description where there is a link already."""
    told, target = str(image.get("alt") or "").strip(), str(image.get("src") or "").strip()
    if target.startswith("data:") or image.find_parent("a"):
        target = ""
    image.name, image.attrs = ("a", {"href": target}) if target else ("span", {})
    image.string = told or target.rstrip("/").rpartition("/")[2]


_CHANGES: Final = {"img": _linked, "td": _narrowed, "th": _narrowed, "ol": _numbered}

_Base: Any = MarkdownConverter
"""Its type stubs leave out the methods that are meant to be replaced."""


class _Converter(_Base):  # type: ignore[misc]
    """Escapes only where Markdown would read a mark, and writes what CommonMark has."""

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        text = str(super().process_text(el, parent_tags))
        return text if parent_tags and "_noformat" in parent_tags else _BEGINNING.sub(r"\1\\", text)

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return _escaped(text)

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_noformat" in parent_tags:
            return text
        shown, target = _GAP.sub(" ", text.strip()), _target(str(el.get("href") or ""))
        before, after = text[: text[:1].isspace()], text[len(text) - text[-1:].isspace() :]
        return f"{before}[{shown}]({target}){after}" if shown and target else text

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return str(super().convert_b(el, _GAP.sub(" ", text), parent_tags))

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return str(super().convert_em(el, _GAP.sub(" ", text), parent_tags))

    convert_strong, convert_i = convert_b, convert_em

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{self.convert_b(el, text, parent_tags)}\n\n"

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        bullet = f"{el['value']}. " if el.parent and el.parent.name == "ol" else "- "
        return bullet + _LATER_LINE.sub("\n" + " " * len(bullet), text.strip()) + "\n"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return str(super().convert_td(el, _PIPE.sub(r"\\|", text), parent_tags))

    convert_th = convert_td

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        fence = max(("`" * 3, *(run + "`" for run in _TICKS.findall(text))), key=len)
        return f"\n\n{fence}{_language(el)}\n{text.strip(chr(10))}\n{fence}\n\n" if text.strip() else ""


def _language(code: Tag) -> str:
    """Of a piece of code: pages say it in a class, as `language-python`."""
    classes = [name for tag in (code, *code.find_all("code")) for name in tag.get_attribute_list("class")]
    told = (re.fullmatch(r"lang(?:uage)?-([\w+#-]{1,20})", str(name)) for name in classes)
    return next((found[1] for found in told if found), "")


def _target(address: str) -> str:
    """An address as it may stand between the brackets of a link."""
    letters = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"}
    return "".join(letters.get(letter, letter) for letter in "".join(address.strip().splitlines()))


def _escaped(text: str) -> str:
    """Plain text as Markdown: a mark of Markdown in it is shown, and what looks like a tag is code."""
    pieces, place = [], 0
    for tag in LOOK_LIKE_TAGS.finditer(text):
        pieces += [_MARK.sub(r"\\\g<0>", text[place : tag.start()]), in_backticks(tag[0])]
        place = tag.end()
    return "".join((*pieces, _MARK.sub(r"\\\g<0>", text[place:])))
