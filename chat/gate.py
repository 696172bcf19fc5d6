"""The door to the maintainer's page: a password, and patience with those who guess it."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, Protocol

from chat.password import COMMAND, VARIABLE, Secret, secret_of

FREE: Final = 5
"""Wrong passwords in a row before one has to wait."""
WAIT_SECONDS: Final = 60.0
"""The first wait; each next one is twice as long."""
LONGEST_WAIT_SECONDS: Final = 900.0
_MOST_DOUBLED: Final = 10
"""So that no number overflows, however long somebody guesses."""

_log = logging.getLogger(__name__)


class Attempt(Protocol):
    """What a count that several processes share says of one attempt."""

    @property
    def admitted(self) -> bool:
        """Whether it may be looked at; if so, it is counted as failed."""

    @property
    def wait_seconds(self) -> float:
        """Until the next one may be looked at, if this one fails."""

    def succeeded(self) -> None:
        """Take back that it failed."""


def wait_of(wrong: int) -> float:
    """Seconds to wait after so many wrong passwords in a row."""
    if wrong < FREE:
        return 0.0
    return float(min(LONGEST_WAIT_SECONDS, WAIT_SECONDS * 2 ** min(wrong - FREE, _MOST_DOUBLED)))


@dataclass(slots=True)
class Gate:
    """Lets in who knows the password, one after the other; all conversations share its patience."""

    password: str = field(repr=False)
    """As the deployer gave it, plain or as a hash; nobody is let in while it is empty or no hash."""
    clock: Callable[[], float] = time.monotonic
    shared: Callable[[], Attempt | None] = lambda: None
    """Counts an attempt for all processes; None when it cannot, and then the count of this one decides."""
    _secret: Secret = field(init=False, repr=False)
    _wrong: int = field(default=0, init=False)
    _closed_until: float = field(default=-math.inf, init=False)
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)

    def __post_init__(self) -> None:
        self._secret = _logged(self.password)

    @property
    def is_set(self) -> bool:
        """Whether there is a password, and so a page behind it."""
        return self._secret.is_set

    def wait(self) -> float:
        """Seconds until the next password is looked at, as far as this process knows; 0 when one is now."""
        return max(0.0, self._closed_until - self.clock())

    def admits(self, typed: str) -> bool:
        """Whether this is the password; nothing is, while one has to wait.

        Both counts must be willing before it is looked at, since that takes a while if it is hashed.
        """
        with self._lock:
            if not self.is_set or self.wait():
                return False
            attempt = self.shared()
            if attempt and not attempt.admitted:
                self._close(attempt.wait_seconds)
                return False
            right = self._secret.admits(typed)
            self._wrong = 0 if right else self._wrong + 1
            if not right:
                self._close(max(wait_of(self._wrong), attempt.wait_seconds if attempt else 0.0))
            elif attempt:
                attempt.succeeded()
            return right

    def _close(self, seconds: float) -> None:
        self._closed_until = self.clock() + seconds


def _logged(told: str) -> Secret:
    """The secret that a deployer gave; none, and a line in the log, where nothing can be made of it."""
    try:
        secret = secret_of(told)
    except ValueError as error:
        _log.error("%s; until then nobody is let in", error)
        return Secret()
    if secret.is_set and not secret.hashed:
        _log.warning("%s: is kept in plain text; put there what `%s` prints", VARIABLE, COMMAND)
    return secret
