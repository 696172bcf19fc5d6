"""Writes that are done together, once and not again, under the number that their process gave them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import starmap
from typing import Final

from journal.tables import COLUMNS
from journal.writes import WIDTHS, Write

_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Batch:
    """All or none of its writes are in the database."""

    writer: str
    """Random name of the process that wrote it."""
    number: int
    """Of this process's batches, ascending."""
    day: str
    """When: `2026-11-22`."""
    writes: tuple[Write, ...] = ()

    def line(self) -> bytes:
        """The batch as one line of JSON."""
        told = [self.writer, self.number, self.day, [[write.verb, write.row] for write in self.writes]]
        return json.dumps(told, separators=(",", ":")).encode("ascii") + b"\n"


def batch_of(line: bytes) -> Batch | None:
    """A batch from its line; None if it is not one.

    Examples
    --------
    >>> batch_of(Batch("w", 1, "2026-11-22").line())
    Batch(writer='w', number=1, day='2026-11-22', writes=())
    """
    try:
        writer, number, day, told = json.loads(line)
        writes = tuple(Write(verb, dict(row)) for verb, row in told)
    except (ValueError, TypeError, RecursionError):
        return None
    named = _fits("writer", writer) and _fits("day", day) and type(number) is int and 0 <= number < 2**31
    return Batch(writer, number, day, writes) if named and all(map(_is_sound, writes)) else None


def _is_sound(write: Write) -> bool:
    """Whether the database takes it; else it would take nothing of what comes with it."""
    return write.row.keys() == COLUMNS.get(write.verb) and all(starmap(_fits, write.row.items()))


def _fits(name: str, value: object) -> bool:
    if name == "tenths":
        return type(value) is int and 0 <= value <= 10
    if name == "confidence":
        return type(value) in (int, float) and 0 <= value <= 1  # type: ignore[operator]  # a number, by now
    return isinstance(value, str) and len(value) <= WIDTHS[name] and _UNSTORABLE.search(value) is None
