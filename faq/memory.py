"""What the last reading of the content worked out, so that the next one works out only what changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memory(Generic[K, V]):
    """A function that remembers what it was asked since the reading before this one began.

    Bounded by the content itself: what two readings in a row did not ask for is forgotten.

    Parameters
    ----------
    function : callable
        Of one argument; the same result for the same argument.

    Examples
    --------
    >>> length = Memory(len)
    >>> length("cheese"), length("cheese")
    (6, 6)
    """

    def __init__(self, function: Callable[[K], V]) -> None:
        self._function = function
        self._now: dict[K, V] = {}
        self._before: dict[K, V] = {}

    def __call__(self, asked: K) -> V:
        """The function's result."""
        if asked not in self._now:
            self._now[asked] = self._before[asked] if asked in self._before else self._function(asked)
        return self._now[asked]

    def turn(self) -> None:
        """Begin the next reading."""
        self._before, self._now = self._now, {}
