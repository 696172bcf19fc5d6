"""The words of a question into a key that questions of the same words share, and that shows none of them.

A stored row keeps the key it was written with. Earlier versions left marks, symbols and what joins digits out
of the words, so a question that holds any may stand under an old key and a new one; others have one key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

_KEY: Final = re.compile(r"[0-9a-f]{24}")
_OTHER: Final = re.compile(r"[^\w\s]")
_TELLING: Final = frozenset("#%&@")
"""Punctuation by Unicode, but part of a word: `C#` is not `C`."""
_QUOTE: Final = re.compile("`| \N{COMBINING ACUTE ACCENT}")
"""No punctuation by Unicode, but typed as a quote; the second is what becomes of `´` in plain characters."""
_FIGURE: Final = re.compile(r"(?<!\S)-\d+|\d+(?:[.,:/\-]\d+)+")
"""Digits whose sign or order tells: `-1`, `1.5`, an address on the network."""


def alike(words: Iterable[str]) -> str:
    """A key of words, whatever their order.

    Give the words of the redacted text, folded as far as they are to count as the same, and leave none out
    that could tell who asks: a text is shown when enough visitors asked with the same key.

    Examples
    --------
    >>> alike(["mask", "subnet"]) == alike(["subnet", "mask", "mask"])
    True
    """
    return sha256(" ".join(sorted(set(words))).encode("utf-8", "replace")).hexdigest()[:24]


def words(text: str) -> list[str]:
    """The words of a text, folded, with their marks and symbols; the whole of a text that has none.

    Punctuation between and around words does not count, nor case.

    Examples
    --------
    >>> words("Is C# like C++?"), words("(What is NAT?)"), words("???")
    (['is', 'c#', 'like', 'c++'], ['what', 'is', 'nat'], ['???'])
    """
    folded = unicodedata.normalize("NFKC", text.casefold())
    found = _OTHER.sub(_kept, _QUOTE.sub(" ", folded)).split()
    return found + _FIGURE.findall(folded) if found else [folded]


def is_key(text: str) -> bool:
    """Whether a text is such a key; anything else might hold what a visitor typed."""
    return _KEY.fullmatch(text) is not None


def _kept(other: re.Match[str]) -> str:
    """A mark or a symbol as it is, and a space for punctuation."""
    is_apart = unicodedata.category(other[0])[0] in "PC" and other[0] not in _TELLING
    return " " if is_apart else other[0]
