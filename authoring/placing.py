"""Files onto the disk: each is there as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from authoring.records import CommandError
from faq.files import shown


def placed(files: Sequence[tuple[Path, bytes]]) -> list[Path]:
    """Write new files; one that is there is never changed.

    Raises
    ------
    CommandError
        When one is there already, or cannot be written.
    """
    for path, _ in files:
        if os.path.lexists(path):
            raise CommandError(f"{shown(path)}: there is such a file; move it away, or run the command again")
    return [_written(path, data, new=True) for path, data in files]


def replaced(files: Sequence[tuple[Path, bytes]]) -> list[Path]:
    """Write files, instead of those that bear their names.

    Raises
    ------
    CommandError
        When one cannot be written.
    """
    return [_written(path, data, new=False) for path, data in files]


def _written(path: Path, data: bytes, new: bool) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(draft).chmod(0o644)
            _moved(Path(draft), path, new)
        finally:
            Path(draft).unlink(missing_ok=True)
    except OSError as error:
        raise CommandError(f"{shown(path)}: cannot be written: {error.strerror}; check the folder") from None
    return path


def _moved(draft: Path, path: Path, new: bool) -> None:
    """Give a finished file its name; a new one takes no other's."""
    if not new:
        draft.replace(path)
        return
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise
        draft.replace(path)
