"""A damaged file of SQLite out of the way, with what belongs to it, under a name that says so."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from journal.claim import alone

_PARTS: Final = ("-wal", "-shm", "-journal")


def put_aside(file: Path, inode: int, moment: datetime) -> Path | None:
    """Where the file went; None when another process has replaced it, by which its inode is another.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    with suppress(FileNotFoundError), alone(file.parent):
        if file.stat().st_ino != inode:
            return None
        aside = _free(file, moment)
        for part in _PARTS:  # first, so that they never lie beside a new file
            with suppress(FileNotFoundError):
                Path(f"{file}{part}").rename(f"{aside}{part}")
        return file.rename(aside)
    return None


def damaged(file: Path) -> list[Path]:
    """Files that were put aside, oldest first, each with its parts."""
    return beginning(f"{file}.corrupt-")


def beginning(name: str) -> list[Path]:
    """The files whose names begin so, in order; none where the folder cannot be read."""
    start = Path(name)
    with suppress(OSError):
        return sorted(path for path in start.parent.iterdir() if path.name.startswith(start.name))
    return []


def _free(file: Path, moment: datetime) -> Path:
    """A name that is not taken."""
    plain = f"{file}.corrupt-{moment:%Y%m%dT%H%M%SZ}"
    names = (f"{plain}{'' if again == 0 else f'-{again}'}" for again in range(1_000_000))
    return next(Path(name) for name in names if not Path(name).exists())
