"""Files and folders that somebody brings along, as they came."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from authoring.formats.records import FormatError, Raw, Skip
from authoring.records import CommandError
from faq.files import shown

_BYTES: Final = 100_000_000
"""Of one file."""
_FILES: Final = 20_000
"""Of one folder."""


def raws_of(path: Path) -> Iterator[Raw | Skip]:
    """The one file that was given, or all files of a folder in the order of their names.

    Hidden files are passed over; links and files that are too large or cannot be read are left out.

    Raises
    ------
    CommandError
        When there is nothing at that path, or the one file cannot be read.
    """
    if path.is_dir():
        yield from _folder(path)
    elif path.is_file():
        yield _single(path)
    else:
        raise CommandError(f"{shown(path)}: there is no such file; give a file or a folder")


def _single(path: Path) -> Raw:
    found = _raw(path, Path(path.name))
    if isinstance(found, Skip):
        raise FormatError(f"{shown(path)}: {found.reason}; give another file")
    return found


def _folder(folder: Path) -> Iterator[Raw | Skip]:
    found = [path for path in sorted(folder.rglob("*")) if _counts(path.relative_to(folder), path)]
    if not found:
        raise CommandError(f"{shown(folder)}: there is no file in it; give another folder")
    if len(found) > _FILES:
        raise CommandError(f"{shown(folder)}: there are more than {_FILES:,} files in it; give fewer at once")
    for path in found:
        name = path.relative_to(folder)
        yield Skip(1, "a link is not read", path=name.as_posix()) if path.is_symlink() else _raw(path, name)


def _counts(path: Path, whole: Path) -> bool:
    return not any(part.startswith((".", "__")) for part in path.parts) and not whole.is_dir()


def _raw(path: Path, name: Path) -> Raw | Skip:
    """A file, or why it cannot be read."""
    with contextlib.suppress(OSError):
        if not path.is_file():
            return Skip(1, "it is no ordinary file", path=name.as_posix())
        if path.stat().st_size > _BYTES:
            return Skip(1, f"it is larger than {_BYTES // 1_000_000} MB", path=name.as_posix())
        return Raw(name, path.read_bytes())
    return Skip(1, "it cannot be read", path=name.as_posix())
