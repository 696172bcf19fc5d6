"""What a maintainer's page has to wait for, made in a child process that the visitors do not feel."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any, Final
from weakref import finalize

from authoring.inbox import wire
from authoring.inbox.asked import Asked, merged
from authoring.inbox.groups import Group, groups_of
from authoring.inbox.patch import Patch
from authoring.records import CommandError, Progress, silent
from retrieval.child import Child, ChildError
from retrieval.index import Index

if TYPE_CHECKING:  # both bring all checks with them, for which the first look at the inbox would have to wait
    from authoring.checks.examination import Examination
    from authoring.inbox.preview import Preview

SECONDS: Final = 600.0
"""An order that takes longer is given up."""
IDLE_SECONDS: Final = 300.0
"""After so long without an order the child process ends, and gives back its memory."""


class Clerk(Child):
    """Works for the maintainers of one content folder; one of them waits for the other.

    Parameters
    ----------
    content : Path
        The content folder.
    place : Path
        Where the indexes of the running assistant are stored.
    risk : float
        Share of the shown answers that may be wrong, in (0, 0.5].
    """

    def __init__(self, content: Path, place: Path, risk: float) -> None:
        aside = tempfile.mkdtemp(prefix="faq-inbox-")
        finalize(self, shutil.rmtree, aside, ignore_errors=True)
        self._idle: Timer | None = None
        self._orders, self._counting = 0, Lock()
        folders = content.resolve(), place.resolve(), aside
        super().__init__("authoring.inbox.clerking", *map(str, folders), str(risk))

    def warm(self, today: date, progress: Progress = silent) -> None:
        """Let the child process work out what the present files tell, so that no preview waits for that.

        Returns once it has.
        """
        with contextlib.suppress(CommandError):
            self._ordered("warm", {"today": today.isoformat()}, progress)

    def ready(self, index: Index) -> None:
        """Let the child process load what it takes to group; returns once it has."""
        with contextlib.suppress(CommandError):
            self._ordered("ready", {"index": _name(index)}, silent)

    def grouped(self, rows: Iterable[Asked], index: Index, progress: Progress = silent) -> tuple[Group, ...]:
        """As `groups.grouped`, without SciPy in this process.

        Raises
        ------
        CommandError
            When it cannot be done.
        """
        questions = merged(rows)
        if not questions:
            return ()
        order = {
            "texts": [each.text for each in questions],
            "times": [each.times for each in questions],
            "index": _name(index),
        }
        return groups_of(questions, self._ordered("group", order, progress)["groups"])

    def preview(
        self, patch: Patch, asked: Mapping[str, int], today: date, progress: Progress = silent
    ) -> Preview:
        """As `Bench.preview`.

        Raises
        ------
        CommandError
            When it cannot be done.
        """
        from authoring.inbox.preview import Preview

        order = {"patch": wire.plain(patch), "asked": dict(asked), "today": today.isoformat()}
        found: Preview = wire.read(Preview, self._ordered("preview", order, progress)["preview"])
        return found

    def examined(self, today: date, progress: Progress = silent) -> Examination:
        """As `examination.examined`.

        Raises
        ------
        CommandError
            When it cannot be done.
        """
        from authoring.checks.examination import Examination

        told = self._ordered("examine", {"today": today.isoformat()}, progress)
        found: Examination = wire.read(Examination, told["examination"])
        return found

    def _ordered(self, what: str, order: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
        try:
            with self._busy():
                told = self.told({what: order}, SECONDS, progress)
        except ChildError:
            told = {"failure": "its process ended"}
        if "refused" in told:
            raise CommandError(told["refused"])
        if "failure" in told:
            raise CommandError(f"it could not be worked out: {told['failure']}; try again, or see the log")
        return told

    @contextlib.contextmanager
    def _busy(self) -> Iterator[None]:
        """While an order waits or is carried out, the child process stays; then for a while."""
        with self._counting:
            self._orders += 1
            if self._idle:
                self._idle.cancel()
        try:
            yield
        finally:
            with self._counting:
                self._orders -= 1
                if not self._orders:
                    self._idle = Timer(IDLE_SECONDS, self.close)
                    self._idle.daemon = True
                    self._idle.start()


def _name(index: Index) -> str:
    """Under which an index is stored, or the one that it was amended from."""
    return (index.amends or index).fingerprint
