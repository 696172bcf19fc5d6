"""A name for an index, known without building it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from faq import fingerprint
from retrieval.index import FORMAT
from retrieval.meaning.opened import encoder
from retrieval.weights import FILE, MEANING_FILE

_CODE: Final = ("faq", "retrieval", "retrieval/meaning")


def index_fingerprint(content: Path) -> str:
    """Changes with the content files, the code that reads and indexes them, the format, and the model."""
    model = opened.name if (opened := encoder()) else ""
    told = f"{FORMAT}\0{_code()}\0{model}\0{content.resolve()}\0{fingerprint(content)}"
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:32]


@cache
def _code() -> str:
    """A hash of the source files and weights: an index that older code built is not read by newer code."""
    root = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for package in _CODE:
        for path in sorted((root / package).glob("*.py")):
            digest.update(path.read_bytes())
    for weights in (FILE, MEANING_FILE):  # a corpus is calibrated on top of these
        digest.update(weights.read_bytes())
    return digest.hexdigest()
