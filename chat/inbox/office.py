"""What the maintainers of this process share: the clerk, and what lay in the inbox last.

It is opened when a maintainer first comes through the door; a site without one never pays for it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from threading import Lock, Thread
from typing import Final

from authoring.inbox.clerk import Clerk
from authoring.records import Progress
from chat.desk import Desk, desk
from chat.inbox.pile import Pile, Rows, pile, rows
from faq import ContentError
from retrieval.stored import index_place

FRESH_SECONDS: Final = 600.0
"""So long a maintainer works on what was read; then, or when asked to, the journal is read again."""

_lock = Lock()
_offices: list[Office] = []


@dataclass(slots=True)
class Office:
    """The clerk of a desk, and what the maintainers look at."""

    desk: Desk
    clerk: Clerk
    _piles: dict[int, tuple[float, Pile]] = field(default_factory=dict)
    """By days, with the second in which it was read."""
    _read_again: float = -math.inf
    """The second after which only what is read later counts."""
    _warmed: bool = False

    def pile(self, days: int, seen: Callable[[Rows], Progress]) -> Pile:
        """What lies in the inbox; read and grouped again when that was too long ago.

        Parameters
        ----------
        days : int
            How far back; 0 for all that is kept.
        seen : callable
            Called with what the journal told, before that is grouped; gives who is told how that goes on.

        Raises
        ------
        JournalError
            When the journal cannot be read.
        """
        read, known = self._piles.get(days, (0.0, None))
        index = self.desk.assistant.index
        now = time.monotonic()
        is_fresh = read > self._read_again and now - read < FRESH_SECONDS
        if known and is_fresh and known.index == index.fingerprint:
            return known
        self.ready()
        told = rows(self.desk.journal, days)
        found = pile(told, self.clerk, index, known, seen(told))
        self._piles[days] = now, found
        return found

    def read_again(self) -> None:
        """Let the journal be read when it is next asked for; what is grouped already need not be again."""
        self._read_again = time.monotonic()

    def ready(self) -> None:
        """Let the clerk get ready to group in the background, if it is not; returns at once."""
        Thread(target=self._readied, name="faq-inbox", daemon=True).start()

    def _readied(self) -> None:
        with suppress(ContentError):  # there is nothing to group by, and the page says so
            self.clerk.ready(self.desk.assistant.index)

    def warm(self) -> None:
        """Let the clerk prepare previews in the background, once; returns at once."""
        if not self._warmed:
            self._warmed = True
            Thread(target=self.clerk.warm, args=(date.today(),), name="faq-inbox", daemon=True).start()


def office() -> Office:
    """The one office of this process; the first call opens it."""
    with _lock:
        here = desk()
        if not _offices or _offices[0].desk is not here:
            close()
            _offices.append(Office(here, Clerk(here.site.content, index_place(), here.site.risk)))
        return _offices[0]


def close() -> None:
    """End the clerk's process."""
    while _offices:
        _offices.pop().clerk.close()
