"""Texts in which nothing is Markdown, told apart without a parser, which costs a lot."""

from __future__ import annotations

import re
from typing import Final

_SIGN: Final = re.compile(
    r"[\\`*_\[<&~|"
    "\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
"""What may be Markdown wherever it stands, and what visitors must be spared wherever it stands."""
_BEGINNING: Final = re.compile(r"\n(?:[ +\-=>#:]|[0-9]+[.)])")
"""What may be Markdown at the beginning of a line."""
_PARAGRAPHS: Final = re.compile(r"\n\n+")


def plain(markdown: str) -> str | None:
    """The words of a text that holds no sign of Markdown, as `plain_text` gives them.

    None when it may hold one, or a character that nobody sees; so there is no link and no finding in what is
    plain.

    Examples
    --------
    >>> plain("It is\\nfree.\\n\\nAlways."), plain("It is *free*."), plain("1. It is free.")
    ('It is free.\\nAlways.', None, None)
    """
    if _SIGN.search(markdown) or _BEGINNING.search(f"\n{markdown}") or " \n" in markdown:
        return None
    if "\n" not in markdown:
        return markdown.strip()
    words = (part.replace("\n", " ").strip() for part in _PARAGRAPHS.split(markdown))
    return "\n".join(filter(None, words))
