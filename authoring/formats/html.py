"""HTML fragments into our Markdown dialect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from authoring.records import library_missing
from faq.markdown import tokens

_BLOCKS: Final = "address|article|blockquote|body|center|dd|div|dl|dt|h[1-6]|head|hr|html|li|main|ol|p|pre"
_TABLES: Final = "caption|figure|img|meta|script|section|style|table|tbody|td|tfoot|th|thead|tr|ul"
_WORDS: Final = (
    "a|abbr|b|big|br|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u"
)
NAMES: Final = f"{_BLOCKS}|{_TABLES}|{_WORDS}"
"""Of the tags that people write texts with, as a pattern; `<key>` and `<stdio.h>` are none."""
LOOK_LIKE_TAGS: Final = re.compile(r"(?:</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--)+")
"""What our pages do not show but in backticks."""
_ENDED: Final = re.compile(rf"<(?:/(?:{NAMES})\s*|(?:br|hr)\s*/?|img\s[^<>]*|p(?:\s[^<>]*)?)>", re.IGNORECASE)
_FENCE: Final = re.compile("`|~~~")
_PLAIN: Final = frozenset(
    {"paragraph_open", "paragraph_close", "inline", "code_block", "text", "softbreak", "hardbreak"}
)
"""What the Markdown parser finds in a text without its marks, however that is indented."""


@lru_cache(maxsize=8)
def is_html(text: str) -> bool:
    """Whether a text is written in HTML: with tags, and without the marks of Markdown.

    Examples
    --------
    >>> [is_html(text) for text in ("Bake it <b>hot</b>.", "Write `<b>`.", "**Hot**, <br>then cold.")]
    [True, False, False]
    """
    if not _ENDED.search(text):
        return False
    if text.lstrip().startswith("<") and not _FENCE.search(text):
        return True
    found = list(_pieces(text))
    if not any(kind in ("text", "code_block") and _ENDED.search(content) for kind, content in found):
        return False
    return text.lstrip().startswith("<") or all(kind in _PLAIN for kind, _ in found)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Kind and content of all that the Markdown parser finds."""
    for token in tokens(text):
        yield token.type, token.content
        yield from ((child.type, child.content) for child in token.children or ())


def markdown_of(html: str) -> str:
    """An HTML fragment as Markdown that our pages show.

    Images become links, headings begin at `###`, tables stay tables; scripts, styles and forms are dropped.
    What only looks like a tag, as `&lt;b&gt;`, is put in backticks.

    Raises
    ------
    CommandError
        When the library for it is not installed.

    Examples
    --------
    >>> print(markdown_of("<h1>Dough</h1><p>Flour <i>and</i> <img src='https://a.org/w.png' alt='water'>."))
    ### Dough
    <BLANKLINE>
    Flour *and* [water](https://a.org/w.png).
    """
    try:
        from authoring.formats.converter import converted
    except ModuleNotFoundError as error:
        raise library_missing("reading HTML", error) from None
    return converted(html)


def in_backticks(code: str) -> str:
    """A piece of code within a text.

    Examples
    --------
    >>> in_backticks("a ` b")
    '`` a ` b ``'
    """
    ticks = "`" * (max(map(len, re.findall("`+", code)), default=0) + 1)
    return f"{ticks} {code} {ticks}" if "`" in code else f"{ticks}{code}{ticks}"
