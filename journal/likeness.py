"""The words of a question into a key that questions of the same words share, and that shows none of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

_KEY: Final = re.compile(r"[0-9a-f]{24}")


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


def is_key(text: str) -> bool:
    """Whether a text is such a key; anything else might hold what a visitor typed."""
    return _KEY.fullmatch(text) is not None
