"""The door to the maintainer's page: a password, and patience with those who guess it."""

from __future__ import annotations

import hmac
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

FREE: Final = 5
"""Wrong passwords in a row before one has to wait."""
WAIT_SECONDS: Final = 60.0
"""The first wait; each next one is twice as long."""
LONGEST_WAIT_SECONDS: Final = 900.0


@dataclass(slots=True)
class Gate:
    """Lets in who knows the password; all conversations of a process share its patience."""

    password: str = field(repr=False)
    """Nobody is let in while it is empty."""
    clock: Callable[[], float] = time.monotonic
    _wrong: int = 0
    _closed_until: float = -math.inf
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def is_set(self) -> bool:
        """Whether there is a password, and so a page behind it."""
        return bool(self.password)

    def wait(self) -> float:
        """Seconds until the next password is looked at; 0 when one is now."""
        return max(0.0, self._closed_until - self.clock())

    def admits(self, typed: str) -> bool:
        """Whether this is the password; nothing is, while one has to wait."""
        with self._lock:
            if not self.is_set or self.wait():
                return False
            right = hmac.compare_digest(_bytes(typed), _bytes(self.password))
            self._wrong = 0 if right else self._wrong + 1
            if self._wrong >= FREE:
                wait = min(LONGEST_WAIT_SECONDS, WAIT_SECONDS * 2 ** (self._wrong - FREE))
                self._closed_until = self.clock() + wait
            return right


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
