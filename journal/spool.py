"""What waits for a database that failed, in files beside it, or in a temporary folder."""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from pathlib import Path
from threading import RLock

from journal.aside import beginning
from journal.batch import Batch
from journal.database import Database
from journal.engine import DEFAULT_URL, file_of, parsed
from journal.spoolfile import ASIDE, SpoolFile, is_ours


class Spool:
    """The file of this process, which is made when it is needed, and those that dead processes left."""

    def __init__(self, database: Database, writer: str) -> None:
        self._places = places(database)
        self._name = writer
        self._own: SpoolFile | None = None
        self._lock = RLock()

    @property
    def file(self) -> Path | None:
        """Where this process's batches wait; None when none does."""
        return self._own.path if self._own else None

    def append(self, batch: Batch) -> None:
        """Write a batch so that it survives a power cut.

        Raises
        ------
        OSError
            When it cannot be written anywhere.
        """
        with self._lock:
            if self._own is None:
                self._own = self._begun()
            self._own.append(batch)

    def own(self) -> list[SpoolFile]:
        """The file of this process, if there is one."""
        return [self._own] if self._own else []

    def left(self) -> list[SpoolFile]:
        """Files that dead processes left; they are this process's until they are closed."""
        paths = [path for place in self._places for path in files(place) if path != self.file]
        return [taken for taken in map(SpoolFile.taken, paths) if taken]

    def end(self, file: SpoolFile) -> bool:
        """Remove a file whose batches are in the database; whether all of it could be read."""
        with self._lock:
            is_read = file.end()
            if file is self._own and file.is_closed:
                self._own = None
            return is_read

    def close(self) -> None:
        """Let go of the file, which the next process takes."""
        with self._lock:
            for file in self.own():
                file.close()
            self._own = None

    def _begun(self) -> SpoolFile:
        failed = OSError("a database in memory has no file to wait in")
        for place in self._places:
            try:
                place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                if place != self._places[0] and not is_ours(place.parent):
                    raise PermissionError(f"{place.parent}: belongs to somebody else")
                return SpoolFile.begun(Path(f"{place}.spool-{self._name}"))
            except OSError as error:
                failed = error
        raise failed


def places(database: Database) -> tuple[Path, ...]:
    """How the names of files begin in which something may wait for a database, the best place first."""
    if database.url.get_backend_name() == "sqlite" and not database.url.database:
        return ()
    told = database.url.set(username=None, password=None).render_as_string()
    name = f"journal-{sha256(told.encode()).hexdigest()[:12]}"
    beside = file_of(parsed(DEFAULT_URL))
    assert beside is not None
    first = database.file.absolute() if database.file else beside.parent.absolute() / name
    return first, Path(tempfile.gettempdir()) / f"faq-journal-{_user()}" / name


def files(place: Path) -> list[Path]:
    """The files in which something waits."""
    return [path for path in beginning(f"{place}.spool-") if path.suffix != ASIDE]


def unread(database: Database) -> list[Path]:
    """Files in which something waited that this program could not read."""
    found = (path for place in places(database) for path in beginning(f"{place}.spool-"))
    return [path for path in found if path.suffix == ASIDE]


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0
