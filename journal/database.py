"""The one place that opens, reads and writes the database; a damaged file is put aside and begun anew."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import groupby
from threading import Lock
from typing import Final, TypeVar

from sqlalchemy import Connection, Engine

from journal import schema
from journal.aside import put_aside
from journal.batch import Batch
from journal.engine import created, engine_of, file_of, outside, parsed, transaction, where
from journal.failure import FAILURES, DamagedError, JournalError, failure, is_damage
from journal.tables import COUNTS, statements, turning
from journal.writes import Write

Result = TypeVar("Result")
LOCK_SECONDS: Final = 1.0
"""That a write waits for another process that holds an SQLite file."""
_COUNTED: Final = {"preserve_rowcount": True}

_log = logging.getLogger(__name__)


class Database:
    """A database by its URL. Nothing is opened before it is used; any thread may use it.

    A wrong URL is refused whenever it is used, so that a mistake in the settings stops nothing else.
    """

    def __init__(self, url: str, wait_seconds: float = LOCK_SECONDS) -> None:
        self._refused: JournalError | None = None
        try:
            self.url = parsed(url)
        except JournalError as error:
            self.url, self._refused = parsed("sqlite://"), error
        self.file = file_of(self.url)
        self.where = "journal" if self._refused else where(self.url)
        self._wait_seconds = wait_seconds
        self._lock = Lock()
        self._engine: Engine | None = None
        self._inode: int | None = None

    def write(self, batches: Iterable[Batch]) -> None:
        """Do in one transaction what was not done before; batches of a writer in the order of their numbers.

        Raises
        ------
        JournalError
            When nothing was done, or when the connection was lost while it was acknowledged: try again.
        """

        def work(connection: Connection) -> None:
            for batch in batches:
                if _turned(connection, batch):
                    _write(connection, batch.writes)

        self.do(work, writes=True)

    def read(self, work: Callable[[Connection], Result]) -> Result:
        """What a work returns that only reads.

        Raises
        ------
        JournalError
            When the database cannot be read.
        """
        return self.do(work, writes=False)

    def do(self, work: Callable[[Connection], Result], *, writes: bool) -> Result:
        """What a work returns that is done in one transaction; done again, once, if a file was damaged."""
        try:
            try:
                return self._done(work, writes)
            except (*FAILURES, JournalError) as error:
                if not is_damage(error) or not self._begun_anew():
                    raise
            return self._done(work, writes)
        except (*FAILURES, JournalError) as error:
            if self.file:
                self.close()  # the next use looks whether its tables are whole
            raise failure(self.where, error, str(self.url.password or "")) from None

    def emptied(self) -> bool:
        """Whether what was deleted is gone from SQLite's log as well; another reader can delay it."""
        if self.url.get_backend_name() != "sqlite":
            return True
        with outside(self._opened()) as connection:
            return connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar() == 0

    def close(self) -> None:
        """Let go of the connections; the next use opens new ones."""
        with self._lock:
            self._forget()

    def _done(self, work: Callable[[Connection], Result], writes: bool) -> Result:
        with transaction(self._opened(), writes=writes) as connection:
            return work(connection)

    def _opened(self) -> Engine:
        """The engine, with its tables; what fails is tried anew the next time."""
        if self._refused:
            raise self._refused
        with self._lock:
            if self._engine is not None and self._inode != self._present():
                self._forget()
                _log.warning("%s: the file was deleted, or put aside by another process", self.where)
            if self._engine is None:
                self._open()
            assert self._engine is not None
            return self._engine

    def _open(self) -> None:
        if self.file:
            created(self.file)
        self._inode = self._present()
        engine = engine_of(self.url, self._wait_seconds)
        try:
            _prepare(engine)
        except BaseException:
            engine.dispose()
            raise
        self._engine = engine

    def _begun_anew(self) -> bool:
        """Whether a damaged file is out of the way, by us or by another process."""
        with self._lock:
            self._forget()
            if self.file is None or self._inode is None:
                return False
            aside = put_aside(self.file, self._inode, datetime.now(UTC))
        if aside:
            _log.error("%s: damaged, a new one is begun; what it held is in %s", self.where, aside)
        return True

    def _present(self) -> int | None:
        with suppress(OSError):
            return self.file.stat().st_ino if self.file else None
        return None

    def _forget(self) -> None:
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None


def _prepare(engine: Engine) -> None:
    """Check an SQLite file, and bring the schema up to date if need be."""
    with transaction(engine, writes=False) as connection:
        if engine.dialect.name == "sqlite":
            told = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
            if told != "ok":
                raise DamagedError("its pages contradict each other")
        found = schema.checked(connection)
    if found < schema.VERSION:
        with transaction(engine, writes=True) as connection:
            schema.migrate(connection)


def _turned(connection: Connection, batch: Batch) -> bool:
    """Whether it is a batch's turn: it was not written before."""
    row = {"writer": batch.writer, "batch": batch.number, "day": batch.day}
    done = connection.execute(turning(connection.dialect.name), row, execution_options=_COUNTED)
    if done.rowcount not in (0, 1):  # a driver that does not count: to guess would lose or double
        raise NotImplementedError("the driver does not tell how many rows it wrote")
    return done.rowcount == 1


def _write(connection: Connection, writes: Iterable[Write]) -> None:
    """The changes in their order; counts last, summed and sorted, so that two processes never deadlock."""
    by_verb, counted = statements(connection.dialect.name), Counter[tuple[str | int, ...]]()
    for verb, together in groupby(writes, key=lambda write: write.verb):
        rows = [write.row for write in together]
        if verb == "count":
            counted.update(tuple(row[column.name] for column in COUNTS.primary_key) for row in rows)
        else:
            connection.execute(by_verb[verb], rows)
    if counted:
        names = [column.name for column in COUNTS.primary_key]
        totals = [dict(zip(names, key, strict=True), questions=n) for key, n in sorted(counted.items())]
        connection.execute(by_verb["count"], totals)
