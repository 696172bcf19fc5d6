"""The value that every rule about drawing gives."""

from __future__ import annotations

from dataclasses import dataclass

from authoring.records import Level


@dataclass(frozen=True, slots=True)
class Trap:
    """Something in an answer that visitors see otherwise than its author typed it."""

    line: int
    """Within the answer, from 1."""
    what: str
    remedy: str
    level: Level = "warning"
