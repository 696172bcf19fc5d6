"""Links and pictures of a Markdown text into links that our pages follow, or into plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_SCHEME: Final = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_LABEL: Final = r"\[((?:[^\[\]\\]|\\.)*)\]"
_TARGET: Final = r"\(\s{0,3}(<[^<>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))*)"
_TITLE: Final = r"(?:\s{1,3}(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?\s{0,3}\)"
_LINK: Final = re.compile(_LABEL + _TARGET + _TITLE)
_LINKED_PICTURE: Final = re.compile(rf"\[\s{{0,3}}!{_LABEL}{_TARGET}{_TITLE}\s{{0,3}}\]")
_PICTURE: Final = re.compile(rf"!{_LABEL}{_TARGET}{_TITLE}")
_REFERRED_PICTURE: Final = re.compile(r"!(?=\[)")
_BRACKETS: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*)>")
_DEFINITION: Final = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]*\n?[ \t]*<?([^\s<>]+)>?[^\n]*$", re.MULTILINE)


def without_pictures(prose: str) -> str:
    """The text with links to its pictures, or their descriptions where they are links already.

    Examples
    --------
    >>> without_pictures("![oven](https://a.org/oven.png) [![](b.png)](https://b.org)")
    '[oven](https://a.org/oven.png) [b.png](https://b.org)'
    """
    if "![" not in prose:
        return prose
    prose = _LINKED_PICTURE.sub(lambda link: f"[{_described(link)}]", prose)
    prose = _PICTURE.sub(lambda link: f"[{_described(link)}]({link[2]})", prose)
    return _REFERRED_PICTURE.sub("", prose)


def _described(picture: re.Match[str]) -> str:
    return picture[1].strip() or picture[2].strip("<>").rstrip("/").rpartition("/")[2] or "picture"


def retargeted(prose: str, target: Callable[[str], str]) -> str:
    """The text with other link targets; a link with none becomes its text.

    Parameters
    ----------
    prose : str
        Markdown in which no code stands, as `with_prose` gives it.
    target : callable
        From a target as typed to the one to write, or nothing.
    """

    def linked(link: re.Match[str]) -> str:
        new = target(old := link[2].strip("<>"))
        if new == old:
            return link[0]
        return f"[{link[1]}]({new})" if new else link[1] or old

    def bracketed(link: re.Match[str]) -> str:
        return link[0] if target(link[1]) == link[1] else link[1]

    prose = _LINK.sub(linked, prose)
    prose = _BRACKETS.sub(bracketed, prose)
    return _DEFINITION.sub(lambda line: line[0] if target(line[2]) == line[2] else "", prose)


def followed(target: str) -> str:
    """A target as our pages follow it: the web, mail, telephone or an entry; empty for any other.

    Examples
    --------
    >>> [followed(target) for target in ("www.a.org", "//a.org/b", "/help", "ftp://a.org", "#dog")]
    ['https://www.a.org', 'https://a.org/b', '', '', '#dog']
    """
    if _SCHEME.match(target) or target.startswith("#"):
        return target
    if target.lower().startswith("www."):
        return f"https://{target}"
    return f"https:{target}" if target.startswith("//") and len(target) > len("//") else ""
