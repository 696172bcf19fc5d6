"""What the last reading of the content worked out, so that the next one works out only what changed."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memory(Generic[K, V]):
    """What was kept since the reading before this one began.

    Bounded by the content itself: what two readings in a row did not ask for is forgotten.

    Examples
    --------
    >>> memory = Memory()
    >>> memory.keep("cheese", 6), memory.kept("cheese"), memory.kept("olives")
    (6, 6, None)
    """

    def __init__(self) -> None:
        self._now: dict[K, V] = {}
        self._before: dict[K, V] = {}

    def kept(self, asked: K) -> V | None:
        """What was kept for this; None when nothing was, or when it was forgotten."""
        if (found := self._now.get(asked)) is not None:
            return found
        if (found := self._before.get(asked)) is not None:
            self._now[asked] = found
        return found

    def keep(self, asked: K, value: V) -> V:
        """Keep a value, and give it back."""
        self._now[asked] = value
        return value

    def turn(self) -> None:
        """Begin the next reading."""
        self._before, self._now = self._now, {}
