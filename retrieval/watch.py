"""Content files on disk: whether they changed, and whether they lie still again."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeAlias

from faq.load import stamped

STILL_SECONDS: Final = 0.2
"""Files that did not change for so long are taken to be whole: editors and git write them in place."""

Stamp: TypeAlias = tuple[tuple[str, int, int, int, int], ...]
"""Path, size, times of change and number of each file."""


def stamp_of(content: Path) -> Stamp:
    """The state of the content files: cheap to take, differs when a file changes.

    The time of change of the file's record counts beside that of its text, which a program may set back.
    """
    found = []
    for path in stamped(content):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
    return tuple(found)


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
