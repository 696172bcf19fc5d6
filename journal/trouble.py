"""What goes wrong, said in the log once until it is well again."""

from __future__ import annotations

import logging
from threading import Lock

_log = logging.getLogger("journal")


class Trouble:
    """What is wrong at present, by what it is about. Its messages hold no texts and no passwords."""

    def __init__(self) -> None:
        self._wrong: dict[str, str] = {}
        self._lock = Lock()

    def told(self, about: str, message: object) -> None:
        """Something is wrong; the same about the same thing is not said again."""
        with self._lock:
            is_new = about not in self._wrong
            self._wrong[about] = str(message)
        if is_new:
            _log.warning("%s: %s", about, message)

    def over(self, about: str) -> None:
        """It is well; said if something was wrong."""
        with self._lock:
            was = self._wrong.pop(about, None)
        if was is not None:
            _log.warning("%s: well again", about)

    def holds(self, about: str) -> bool:
        """Whether something is wrong with it now."""
        with self._lock:
            return about in self._wrong

    def present(self) -> tuple[str, ...]:
        """What is wrong now."""
        with self._lock:
            return tuple(self._wrong.values())
