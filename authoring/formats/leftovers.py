"""HTML tags that stand in a Markdown text into Markdown, or into code when they are no tags of a text."""

from __future__ import annotations

import re
from typing import Final

from authoring.formats.html import LOOK_LIKE_TAGS, NAMES, in_backticks

_COMMENT: Final = re.compile(r"<!--[^<>]*-->")
_BREAK: Final = re.compile(r"[ \t]*<br\s{0,3}/?>[ \t]*\n?", re.IGNORECASE)
_RULE: Final = re.compile(r"<hr(?:\s[^<>]*)?>", re.IGNORECASE)
_LINK: Final = re.compile(
    r"<a\s(?:[^<>]*?\s)?href\s?=\s?[\"']?([^\"'\s<>]*)[^<>]*>([^<>]*)</a\s?>", re.IGNORECASE
)
_PICTURE: Final = re.compile(r"<img\s[^<>]*>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"\b(src|alt)\s?=\s?(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)
_PAIR: Final = re.compile(
    r"<(b|strong|i|em|code|kbd|samp|tt|del|s|strike)>[ \t]*([^<>\n]*[^<>\s])[ \t]*</\1\s?>", re.IGNORECASE
)
_MARKS: Final = {
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em"), "*"),
    **dict.fromkeys(("del", "s", "strike"), "~~"),
}
_ITEM: Final = re.compile(r"\s*<li(?:\s[^<>]*)?>\s*", re.IGNORECASE)
_BLOCK: Final = re.compile(
    r"\s*</?(?:p|div|ul|ol|section|article|blockquote|h[1-6]|table|tr|center|pre)(?:\s[^<>]*)?/?>\s*",
    re.IGNORECASE,
)
_KNOWN: Final = re.compile(rf"</?(?:{NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_WRITTEN: Final = re.compile(r"(?:&lt;|\\<)(/?[A-Za-z][^<>&\n\\]*)(?:&gt;|\\?>)|\\<(!--)")


def without_tags(prose: str) -> str:
    """The text without HTML.

    Parameters
    ----------
    prose : str
        Markdown in which no code stands, as `with_prose` gives it.

    Examples
    --------
    >>> without_tags('Add <b>salt</b>,<br>then <a href="https://a.org">stir</a>. Not <stdin>.')
    'Add **salt**,  \\nthen [stir](https://a.org). Not `<stdin>`.'
    """
    if "<" not in prose and "&lt;" not in prose:
        return prose
    prose = _COMMENT.sub("", prose)
    prose = "\n".join(_broken(line) for line in _BREAK.sub("<br>", prose).split("\n"))
    prose = _RULE.sub("\n\n---\n\n", prose)
    prose = _PICTURE.sub(_picture, _LINK.sub(r"[\2](\1)", prose))
    prose = _PAIR.sub(_marked, prose)
    prose = _BLOCK.sub("\n\n", _ITEM.sub("\n- ", prose))
    prose = _WRITTEN.sub(lambda tag: f"<{tag[1]}>" if tag[1] else "<!--", _KNOWN.sub("", prose))
    return _in_code(prose)


def _broken(line: str) -> str:
    """A line with its breaks; a row of a table stays one line."""
    return line.replace("<br>", " " if line.lstrip().startswith("|") else "  \n")


def _picture(tag: re.Match[str]) -> str:
    told = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag[0])}
    shown = told.get("alt") or told.get("src", "").rstrip("/").rpartition("/")[2]
    return f"[{shown}]({told['src']})" if told.get("src") else shown


def _marked(pair: re.Match[str]) -> str:
    mark = _MARKS.get(pair[1].lower())
    return f"{mark}{pair[2]}{mark}" if mark else in_backticks(pair[2])


def _in_code(prose: str) -> str:
    """What still looks like a tag, in backticks, unless it was put there just now."""
    pieces = re.split(r"(`[^`\n]*`)", prose)
    pieces[::2] = [LOOK_LIKE_TAGS.sub(lambda tag: in_backticks(tag[0]), piece) for piece in pieces[::2]]
    return "".join(pieces)
