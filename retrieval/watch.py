"""Content files on disk: whether they changed, and whether they lie still again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from faq import CONTENT, gold, synonyms
from faq.files import FOLDERS, passed_over
from faq.load import SMALLTALK

STILL_SECONDS: Final = 0.2
"""Files that did not change for so long are taken to be whole: editors and git write them in place."""

ALONE: Final = (SMALLTALK, synonyms.FILE, gold.FILE)
"""Content files that lie beside the folders; the shipped small talk serves where there is none."""

State: TypeAlias = tuple[str, int, int, int, int]
"""Path, size, times of change and number of a file."""
Stamp: TypeAlias = tuple[State, ...]
"""Of each file."""


def stamp_of(content: Path) -> Stamp:
    """The state of the content files: cheap to take, differs when a file changes.

    The time of change of the file's record counts beside that of its text, which a program may set back.
    A file that is reported and not read belongs to it as well.
    """
    alone = {CONTENT / SMALLTALK, *(content / name for name in ALONE)}
    found = [_state(str(path), path.lstat) for path in alone]
    for name in FOLDERS:
        found += _within(content / name)
    return tuple(sorted(filter(None, found)))


def _within(folder: Path) -> list[State | None]:
    """Of each file in a folder; many files are looked at very often, so no `Path` is made of each."""
    try:
        with os.scandir(folder) as entries:
            return [
                _state(entry.path, lambda entry=entry: entry.stat(follow_symlinks=False))  # type: ignore[misc]
                for entry in entries
                if not passed_over(entry.name)
            ]
    except OSError:
        return []


def _state(path: str, looked_at: Callable[[], os.stat_result]) -> State | None:
    """The state of a file; None of one that is not there."""
    try:
        status = looked_at()
    except OSError:
        return None
    return path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


class Watch:
    """Looks at the files of a content folder and tells when a change is complete.

    Parameters
    ----------
    content : Path
    """

    def __init__(self, content: Path) -> None:
        self._content = content
        self._seen: Stamp = ()
        self._since = 0.0

    def still(self, now: float) -> Stamp | None:
        """The state of the files if they have not changed for `STILL_SECONDS`, else None.

        Parameters
        ----------
        now : float
            Seconds of a clock that never goes back.
        """
        stamp = stamp_of(self._content)
        if stamp != self._seen:
            self._seen, self._since = stamp, now
            return None
        return stamp if now - self._since >= STILL_SECONDS else None
