"""Digests of files: a name for the bytes of each, told without reading those that lie still."""

from __future__ import annotations

import hashlib
import os
import time
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

YOUNG_NS: Final = 2_000_000_000
"""Nanoseconds within which two changes of a file may show the same time: FAT counts in two seconds."""
MOST: Final = 10_000
"""Files whose digests are kept."""

State: TypeAlias = tuple[int, int, int, int]
"""Size, times of change of the text and of its record, and number of a file."""


def digest(path: Path) -> bytes:
    """SHA-256 of the bytes of a file.

    A digest taken before is trusted while the file keeps its size, its number and both its times: that of its
    text, which a program may set back, and that of its record, which none can. But only if these times lay
    two seconds back when the file was read: the clock of a file system is coarse, and what is written twice
    within one tick shows one time. A younger file is read each time, and so is one from the future.

    Raises
    ------
    OSError
        When the file cannot be read.
    """
    now = time.time_ns()
    state = state_of(path.stat(), now)
    return _taken(path) if state is None else _kept(path, state)


def state_of(status: os.stat_result, now: int) -> State | None:
    """The state of a file; None while it is young, since it might change without showing it.

    Parameters
    ----------
    status : os.stat_result
    now : int
        Nanoseconds since 1970, no later than the status was taken.
    """
    if now - max(status.st_mtime_ns, status.st_ctime_ns) < YOUNG_NS:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


@lru_cache(maxsize=MOST)
def _kept(path: Path, state: State) -> bytes:
    # Should the file change before it is read, its time leaves this state, and nobody asks for it again.
    return _taken(path)


def _taken(path: Path) -> bytes:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()
