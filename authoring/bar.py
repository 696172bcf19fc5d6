"""How far a command has come, on one line of the terminal."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TextIO

PATIENCE_SECONDS: Final = 2.0
"""Nothing is drawn before: who waits this long asks how much longer."""
_BETWEEN_SECONDS: Final = 0.1
_CELLS: Final = 30


@dataclass(slots=True)
class Bar:
    """A bar that grows; it is a `Progress`, and draws only on a terminal.

    Parameters
    ----------
    stream : text stream
    clock : callable
        Seconds of a clock that never goes back.
    """

    stream: TextIO
    clock: Callable[[], float] = time.monotonic
    _began: float = field(init=False)
    _drawn: float = field(init=False, default=0.0)
    _length: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._began = self.clock()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Draw how much is done, unless it is too early or was drawn just now."""
        now = self.clock()
        if now - self._began < PATIENCE_SECONDS or (self._length and now - self._drawn < _BETWEEN_SECONDS):
            return
        if self.stream.isatty():
            self._drawn = now
            self._draw(_line(what, done, total))

    def clear(self) -> None:
        """Leave the line empty, for what is printed next."""
        if self._length:
            self.stream.write(f"\r{' ' * self._length}\r")
            self.stream.flush()
            self._length = 0

    def _draw(self, line: str) -> None:
        self.stream.write("\r" + line.ljust(self._length))
        self.stream.flush()
        self._length = max(self._length, len(line))


def _line(what: str, done: int, total: int) -> str:
    """The bar as text.

    Examples
    --------
    >>> _line("looking", 1, 3)
    '[##########....................]  33 % looking'
    """
    share = min(done / total, 1.0) if total > 0 else 0.0
    full = int(share * _CELLS)
    return f"[{'#' * full}{'.' * (_CELLS - full)}] {share:4.0%} {what}".replace("%", " %")
