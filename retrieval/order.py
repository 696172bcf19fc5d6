"""What is to be built, told to whatever builds it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retrieval.index import Index


@dataclass(frozen=True, slots=True)
class Order:
    """An index of a content folder, and where it is to be stored."""

    content: Path
    place: Path
    before: Index | None = None
    """What is answered from now: it fills in for broken files."""
    quick: bool = False
    """Whether the calibration is taken from `before`; making one takes much longer than all the rest."""
    most: int | None = None
    """Texts that a model may have to read: of more of them the meaning is left out."""
