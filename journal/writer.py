"""The one thread that writes: into the database, and into the spool while the database fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from secrets import token_hex
from threading import Lock, Thread
from typing import Final, TypeAlias

from journal.batch import Batch
from journal.database import Database
from journal.failure import JournalError
from journal.queue import Queue, Waiting
from journal.records import Kept, hour
from journal.retention import tidied
from journal.spool import Spool
from journal.spoolfile import SpoolFile
from journal.trouble import Trouble
from journal.writes import Write

DATABASE: Final = "journal: database"
SPOOL: Final = "journal: spool"
QUEUE: Final = "journal: queue"
"""What may be wrong, as the log names it."""
CLOSE_SECONDS: Final = 5.0
FIRST_SECONDS: Final = 0.1
"""Until the database is tried again; doubled each time."""
LONGEST_SECONDS: Final = 30.0
_IDLE_SECONDS: Final = 3_600.0
_RESCUE_SECONDS: Final = 0.5
"""That is left for the spool when the database does not let go."""

_Held: TypeAlias = tuple[Batch, list[Waiting]]
"""A batch that is not kept yet, with those that wait for it."""

_log = logging.getLogger(__name__)


class Writer:
    """Writes what it is given, all that waits in one transaction. What is kept survives a power cut."""

    def __init__(self, database: Database, trouble: Trouble, days: int, now: Callable[[], datetime]) -> None:
        self._database, self._trouble, self._days, self._now = database, trouble, days, now
        self._name, self._number = token_hex(8), 0
        self.spool = Spool(database, self._name)
        self._queue = Queue()
        self._held: list[_Held] = []
        self._lock = Lock()
        self._again_at, self._pause = 0.0, 0.0
        self._tidied_on = ""
        self._looks_around = True
        self._thread = Thread(target=self._run, name="faq-journal", daemon=True)
        self._thread.start()

    def put(self, writes: tuple[Write, ...], is_awaited: bool = True) -> Waiting | None:
        """What waits now; None when it is lost. Returns at once."""
        waiting = self._queue.put(writes, is_awaited)
        if waiting is None:
            self._trouble.told(QUEUE, "full or closed; what comes is lost until that is over")
        return waiting

    def flush(self, seconds: float) -> bool:
        """Whether all that was put is kept by now, or within some seconds."""
        return self._queue.is_empty(seconds)

    def close(self, seconds: float = CLOSE_SECONDS) -> None:
        """Keep what waits, if need be in the spool, and end."""
        self._queue.close()
        self._thread.join(max(seconds - _RESCUE_SECONDS, 0.0))
        if self._thread.is_alive():  # the database does not let go
            self._hold(self._queue.take(0, 0)[0])
            self._spool_held()
        self.spool.close()
        self._database.close()
        lost = sum(len(waiting) for _, waiting in self._held)
        if lost:
            _log.error("%s: %d records could be written nowhere and are lost", self._database.where, lost)

    def _run(self) -> None:
        is_last = False
        self._settle()  # opens the database: old files, old rows, and whether it can be written
        while not is_last:
            waiting, is_last = self._queue.take(self._seconds(), sum(len(held) for _, held in self._held))
            self._hold(waiting)
            self._settle()

    def _hold(self, waiting: list[Waiting]) -> None:
        """Give what was taken from the queue a number, under which it is written once."""
        if not waiting:
            return
        writes = tuple(write for each in waiting for write in each.writes)
        with self._lock:
            self._number += 1
            self._held.append((Batch(self._name, self._number, self._day(), writes), waiting))

    def _settle(self) -> None:
        """Write all that waits, in memory and in files, into the database or else into the spool."""
        if time.monotonic() >= self._again_at:
            try:
                self._write()
            except Exception as error:  # the thread must live, whatever a driver raises
                self._failed(error)
        self._spool_held()

    def _write(self) -> None:
        files = [*self.spool.own(), *(self.spool.left() if self._looks_around else ())]
        with self._lock:
            held = list(self._held)
        try:
            self._database.write(self._batches(files, held))
            self._kept(held)
            for file in files:
                if not self.spool.end(file):
                    self._trouble.told(str(file.path), "not all lines could be read; it is put aside")
        finally:
            for file in files:
                if file.path != self.spool.file:
                    file.close()
        self._tidy()
        self._well()

    def _batches(self, files: list[SpoolFile], held: list[_Held]) -> Iterator[Batch]:
        if self._looks_around:
            yield Batch(self._name, 0, self._day())  # shows whether the database can be written
        for file in files:
            yield from file.batches()
        yield from (batch for batch, _ in held)

    def _spool_held(self) -> None:
        """What the database did not take, into the spool; what that does not take stays in memory."""
        with self._lock:
            held = list(self._held)
        for each in held:
            try:
                self.spool.append(each[0])
            except OSError as error:
                self._trouble.told(SPOOL, f"{_told(error)}; what waits stays in memory")
                return
            self._kept([each])

    def _kept(self, held: list[_Held]) -> None:
        """Acknowledge what survives from now on."""
        with self._lock:
            self._held = [each for each in self._held if each not in held]
        for _, waiting in held:
            for each in waiting:
                each.kept.set()

    def _tidy(self) -> None:
        """Delete what is too old, once a day."""
        today = self._day()
        if today != self._tidied_on and tidied(self._database, hour(self._now() - timedelta(self._days))):
            self._tidied_on = today

    def _failed(self, error: Exception) -> None:
        self._pause = min(max(FIRST_SECONDS, 2 * self._pause), LONGEST_SECONDS)
        self._again_at = time.monotonic() + self._pause
        self._looks_around = True
        self._trouble.told(DATABASE, f"{_told(error)}; until then, what comes waits in files")

    def _well(self) -> None:
        self._pause, self._again_at, self._looks_around = 0.0, 0.0, False
        for about in (DATABASE, SPOOL, QUEUE):
            self._trouble.over(about)

    def _seconds(self) -> float:
        """Until there is something to do though nothing comes."""
        if self._pause:
            return max(self._again_at - time.monotonic(), 0.0)
        return _IDLE_SECONDS

    def _day(self) -> str:
        return hour(self._now())[:10]


def _told(error: BaseException) -> str:
    """What happened, without what was to be written: only our own messages are known to hide that."""
    return str(error) if isinstance(error, JournalError) else type(error).__name__


def state(waiting: Waiting | None, seconds: float) -> Kept:
    """What has become of what waits, after so many seconds at most."""
    if waiting is None:
        return "lost"
    return "kept" if waiting.kept.wait(seconds) else "waiting"
