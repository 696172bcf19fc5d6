"""Many files onto the disk, new ones or in place of others."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from authoring.records import CommandError
from authoring.writing import replace_whole
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
    return [_written(path, data) for path, data in files]


def replaced(files: Sequence[tuple[Path, bytes]]) -> list[Path]:
    """Write files, instead of those that bear their names.

    Raises
    ------
    CommandError
        When one cannot be written.
    """
    return [_written(path, data) for path, data in files]


def _written(path: Path, data: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(path, data)
    except OSError as error:
        raise CommandError(f"{shown(path)}: cannot be written: {error.strerror}; check the folder") from None
    return path
