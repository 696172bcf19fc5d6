"""What the maintainers of this process share: the clerk, and what lay in the inbox last.

It is opened when the inbox is first drawn; a site without a maintainer never pays for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock, Thread
from typing import Final

from authoring.inbox.clerk import Clerk
from authoring.records import Progress
from chat.desk import Desk, desk
from chat.inbox.pile import Pile, Rows, pile, rows
from retrieval.index import Index
from retrieval.stored import index_place

FRESH_SECONDS: Final = 600.0
"""So long a maintainer works on what was read; then, or when asked to, the journal is read again."""
MANY: Final = 2_000
"""Questions in the journal from which on reading it takes a while."""

_lock = Lock()
_offices: list[Office] = []


@dataclass(slots=True)
class Office:
    """The clerk of a desk, and what the maintainers look at."""

    desk: Desk
    clerk: Clerk
    _piles: dict[int, tuple[float, Pile]] = field(default_factory=dict)
    """By days, with the second in which it was read."""
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
        if not self._piles:
            self._hurry(index)
        if known and time.monotonic() - read < FRESH_SECONDS and known.index == index.fingerprint:
            return known
        told = rows(self.desk.journal, days)
        found = pile(told, self.clerk, index, known, seen(told))
        self._piles[days] = time.monotonic(), found
        return found

    def read_again(self) -> None:
        """Let the journal be read when it is next asked for; what is grouped already need not be again."""
        self._piles = {days: (-FRESH_SECONDS, known) for days, (_, known) in self._piles.items()}

    def _hurry(self, index: Index) -> None:
        """Let the clerk get ready while the journal is read, if that takes a while."""
        if sum(count.questions for count in self.desk.journal.counts()) >= MANY:
            Thread(target=self.clerk.ready, args=(index,), name="faq-inbox", daemon=True).start()

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
