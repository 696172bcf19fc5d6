"""An open file or a folder for one process alone, for as long as it is open or the process lives."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":

    def claimed(_file: int) -> bool:
        """Always: a file that another process has open can be neither renamed nor deleted there."""
        return True

    @contextmanager
    def alone(_folder: Path) -> Iterator[None]:
        """At once, for the same reason."""
        yield

else:
    import fcntl

    def claimed(file: int) -> bool:
        """Whether the file is this process's now."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    @contextmanager
    def alone(folder: Path) -> Iterator[None]:
        """When no other process is: it waits until then."""
        opened = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX)
            yield
        finally:
            os.close(opened)
