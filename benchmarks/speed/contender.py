"""What one way to search must offer to be timed beside the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from faq import Passage

TOP: Final = 10
"""Entries that a contender is asked for."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A contender that can be asked, since its index stands."""

    search: Callable[[str], Any]
    """The timed part, tokenising included: a question into what the library itself returns."""
    found: Callable[[Any], Sequence[int]]
    """What the library returned into numbers of entries, best first; not timed."""
    size: int | None
    """Bytes of the index, on disk where it is kept there; None where there is nothing to measure."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A way to search, and how large a corpus it is asked about."""

    ready: Callable[[Sequence[Passage], Path], Ready]
    """Builds an index and stores it in the folder if the library can; reads it where it is stored already."""
    index: str
    """A name for the index, which two contenders may share."""
    most: int | None = None
    """Entries above which a question takes longer than `BUDGET_MS`; None where that was never seen."""


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder, those of its folders included."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
