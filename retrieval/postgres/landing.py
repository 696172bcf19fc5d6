"""A folder that was written aside into its place, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from retrieval.store import StoreError

ATTEMPTS: Final = 5
KEPT: Final = 2
"""Indexes that stay beside a new one: what other processes may still be reading."""
FETCH_SECONDS: Final = 3_600
"""Age from which a folder that is being written belongs to a process that was killed."""


def land(folder: Path, final: Path, check: Callable[[Path], object]) -> None:
    """Rename a folder, unless a sound one has the name already; then remove the oldest beside it.

    A sound one is the same index, fetched by another process; a damaged one is moved away.
    """
    for attempt in range(ATTEMPTS):
        with contextlib.suppress(OSError):
            folder.rename(final)
            break
        with contextlib.suppress(StoreError):
            check(final)
            break
        with contextlib.suppress(OSError):
            final.rename(final.with_name(f".old-{final.name}-{os.getpid()}-{attempt}"))
    else:
        folder.rename(final)
    _tidy(final)


def _tidy(newest: Path) -> None:
    folders = [path for path in newest.parent.iterdir() if path.is_dir() and path != newest]
    whole = sorted((path for path in folders if not path.name.startswith(".")), key=_changed, reverse=True)
    left = [path for path in folders if path.name.startswith(".old-")]
    killed = time.time() - FETCH_SECONDS
    left += [path for path in folders if path.name.startswith(".new-") and _changed(path) < killed]
    for old in [*whole[KEPT:], *left]:
        shutil.rmtree(old, ignore_errors=True)


def _changed(path: Path) -> float:
    """When a folder was changed; 0 if another process has removed it."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
