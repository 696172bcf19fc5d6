"""What is published, followed by a process that searches its own copy, also while the database is away."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, Generic, TypeVar

from sqlalchemy import Engine

from retrieval.postgres.failure import DatabaseError
from retrieval.postgres.files import WHOLE
from retrieval.postgres.generation import generation
from retrieval.postgres.publication import followed
from retrieval.store import StoreError

Opened = TypeVar("Opened")

NOTE: Final = "followed"
"""The file that says which index was followed last, for a start while the database is away."""

_log = logging.getLogger(__name__)


class Follower(Generic[Opened]):
    """Looks for a newer index whenever it is asked to, which should be every few seconds.

    Whatever goes wrong is logged once until all is well again, and the present index stays.

    Parameters
    ----------
    engine : Engine
        Its database may be a replica.
    place : Path
        The folder that indexes are fetched into; several processes may share it.
    opened : callable
        Opens the index in a folder; raises `StoreError` when there is no sound one.
    table : str
        `files.WHOLE`, or `files.LEAN` for what a process needs besides a search.
    """

    def __init__(
        self, engine: Engine, place: Path, opened: Callable[[Path], Opened], table: str = WHOLE
    ) -> None:
        self._engine, self._place, self._opened, self._table = engine, place, opened, table
        self._present: str | None = None
        self.present: Opened | None = None
        """What was opened last."""
        self._refused: str | None = None
        self._told: set[str] = set()

    def look(self) -> Opened | None:
        """Another index than at the last look, opened; None while there is none.

        At the first look while the database is away, it is the one that was followed last.
        """
        try:
            found = self._newer()
            self._told.clear()
        except (DatabaseError, StoreError, OSError) as error:
            found = None
            self._tell(str(error))
        return self._last() if found is None else found

    def forget(self) -> None:
        """Open the current index at the next look, even if it bears the name of the present one."""
        self._present = None

    def _newer(self) -> Opened | None:
        name = generation(self._engine)
        if name in (None, self._present, self._refused):
            return None
        try:
            folder = followed(self._engine, self._place, self._opened, self._table)
        except StoreError:
            self._refused = name  # it is not fetched again, until another one is current
            raise
        return self._switched(folder)

    def _switched(self, folder: Path) -> Opened | None:
        if folder.name == self._present:
            return None
        opened = self.present = self._opened(folder)
        self._present = folder.name
        aside = self._place / f".{NOTE}-{os.getpid()}"
        with contextlib.suppress(OSError):
            aside.write_text(folder.name, encoding="ascii")
            aside.replace(self._place / NOTE)
        return opened

    def _last(self) -> Opened | None:
        """What was followed before this process began, if it is sound and nothing newer is known."""
        if self._present is not None:
            return None
        try:
            folder = self._place / Path((self._place / NOTE).read_text(encoding="ascii")).name
            opened = self.present = self._opened(folder)
        except (DatabaseError, OSError, ValueError):
            return None
        self._present = folder.name
        return opened

    def _tell(self, error: str) -> None:
        if error not in self._told:
            self._told.add(error)
            _log.warning("the published index cannot be followed; the present one stays: %s", error)
