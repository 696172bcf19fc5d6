"""What waits for the one thread that writes: bounded, in order, and taken all at once."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from threading import Condition, Event
from typing import Final

from journal.writes import Write

LIMIT: Final = 1_000
"""Calls that may wait in memory."""
GATHERED_SECONDS: Final = 0.5
"""While nobody waits for any of them, calls are gathered so long: a transaction costs as much as a search."""


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """The writes of one call, and whether they are kept."""

    writes: tuple[Write, ...]
    kept: Event = field(default_factory=Event)


class Queue:
    """Any thread may put, one takes."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._waiting: deque[Waiting] = deque()
        self._held = 0
        self._changed = Condition()
        self._is_closed = False
        self._is_idle = False
        self._is_urgent = False

    def put(self, writes: tuple[Write, ...], is_awaited: bool = True) -> Waiting | None:
        """What waits now; None when there is no room, or when it is too late.

        `is_awaited` says whether somebody waits until the writes are kept.
        """
        waiting = Waiting(writes)
        with self._changed:
            if self._is_closed or len(self._waiting) + self._held >= self._limit:
                return None
            self._waiting.append(waiting)
            self._is_urgent |= is_awaited or 2 * len(self._waiting) > self._limit
            if self._is_urgent or len(self._waiting) == 1:
                self._changed.notify_all()
        return waiting

    def take(self, seconds: float, held: int) -> tuple[list[Waiting], bool]:
        """All that waits, and whether it was the last; waits so long for something to come.

        `held` of what was taken before waits elsewhere in memory, and takes room.
        """
        with self._changed:
            self._held, self._is_idle = held, not held
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._waiting or self._is_closed, seconds)
            if self._waiting:
                self._changed.wait_for(lambda: self._is_urgent or self._is_closed, GATHERED_SECONDS)
            taken = list(self._waiting)
            self._held, self._is_idle, self._is_urgent = held + len(taken), False, False
            self._waiting.clear()
            return taken, self._is_closed

    def close(self) -> None:
        """Let nothing more in."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def is_empty(self, seconds: float) -> bool:
        """Whether all that was put is kept by now, or within some seconds."""
        with self._changed:
            self._is_urgent = bool(self._waiting)
            self._changed.notify_all()
            return self._changed.wait_for(lambda: self._is_idle and not self._waiting, seconds)
