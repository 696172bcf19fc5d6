"""A file of batches, line by line, that belongs to one process for as long as it is open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISLNK
from typing import Final

from journal.batch import Batch, batch_of
from journal.claim import claimed

_FLAGS: Final = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
ASIDE: Final = ".unread"
"""Ends the name of a file that held a line which is no batch."""


class SpoolFile:
    """An open file; made by `begun` and `taken`."""

    def __init__(self, path: Path, file: int) -> None:
        self.path = path
        self._file = file
        self._end = self._read = os.fstat(file).st_size

    @classmethod
    def begun(cls, path: Path) -> SpoolFile:
        """A new file that this process owns, readable by nobody else.

        Raises
        ------
        OSError
            When it cannot be made, or was taken for one that a dead process left.
        """
        file = os.open(path, _FLAGS | os.O_CREAT | os.O_EXCL, 0o600)
        if not claimed(file) or not _is_there(path, file):
            os.close(file)
            raise FileNotFoundError(f"{path}: taken by another process")
        _synchronise(path.parent)
        return cls(path, file)

    @classmethod
    def taken(cls, path: Path) -> SpoolFile | None:
        """The file, if it is there and no living process owns it."""
        with suppress(OSError):
            file = os.open(path, _FLAGS)
            if is_ours(path) and claimed(file) and _is_there(path, file):
                return cls(path, file)
            os.close(file)
        return None

    def append(self, batch: Batch) -> None:
        """Write a batch so that it survives a power cut.

        Raises
        ------
        OSError
            When it does not; what was written of it is overwritten by the next one.
        """
        line = batch.line()
        os.ftruncate(self._file, self._end)
        os.lseek(self._file, self._end, os.SEEK_SET)
        written = os.write(self._file, line)
        if written < len(line):
            raise OSError(f"{self.path}: no room")
        os.fsync(self._file)
        self._end += written

    def batches(self) -> list[Batch]:
        """What was written, in the order of the numbers; a line that broke off was never acknowledged."""
        self._read = self._end
        found = [batch for batch in map(batch_of, self._lines()) if batch]
        return sorted(found, key=lambda batch: (batch.writer, batch.number))

    def end(self) -> bool:
        """Remove the file unless more came since it was read; False if not all its lines could be read.

        Such a file is put aside.
        """
        if self._end > self._read:
            return True
        is_read = all(map(batch_of, self._lines()))
        if is_read:
            os.ftruncate(self._file, 0)
            self._end = self._read = 0
            self.path.unlink(missing_ok=True)
        else:
            self.path.rename(f"{self.path}{ASIDE}")
        self.close()
        return is_read

    @property
    def is_closed(self) -> bool:
        """Whether it was let go of."""
        return self._file < 0

    def close(self) -> None:
        """Let go of the file, which stays; nothing can be done with it any more."""
        file, self._file = self._file, -1
        if file >= 0:
            os.close(file)

    def _lines(self) -> Iterator[bytes]:
        """The lines that are whole."""
        with self.path.open("rb") as file:
            yield from (line for line in file if line.endswith(b"\n"))


def is_ours(path: Path) -> bool:
    """Whether a file or folder, and no link, belongs to this user; root may have everybody's."""
    told = path.lstat()
    return not S_ISLNK(told.st_mode) and (not hasattr(os, "getuid") or os.getuid() in (0, told.st_uid))


def _is_there(path: Path, file: int) -> bool:
    """Whether the name still leads to the open file."""
    with suppress(FileNotFoundError):
        return path.stat().st_ino == os.fstat(file).st_ino
    return False


def _synchronise(folder: Path) -> None:
    """Make a new name in a folder survive a power cut, where the system can."""
    with suppress(PermissionError):  # Windows opens no folders
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
