"""A file is replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from authoring.records import CommandError
from faq.files import shown


def write(path: Path, data: bytes, before: bytes | None) -> None:
    """Replace a file by way of a temporary one in the same folder, which content readers pass over.

    Parameters
    ----------
    path : Path
    data : bytes
    before : bytes or None
        What the file must still hold; None when it must not exist.

    Raises
    ------
    CommandError
        When somebody else changed the file meanwhile, or when it cannot be written.
    """
    try:
        now = path.read_bytes() if path.exists() else None
        if now != before:
            raise CommandError(f"{shown(path)}: it was changed meanwhile; run the command again")
        replace_whole(path, data)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CommandError(f"{shown(path)}: cannot be written: {reason}; check its permissions") from None


def replace_whole(path: Path, data: bytes) -> None:
    """Give a file these bytes at once, keeping who may read it; it may be new.

    Raises
    ------
    OSError
        When it cannot be written; it is then as it was.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, name)
        else:
            Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:  # an interruption too leaves nothing behind
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
