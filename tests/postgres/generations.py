"""Folders that stand for stored indexes: each file says whose it is, so that a mixture shows."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from retrieval.store import StoreError

FILES: Final = ("header.json", "postings-ids.npy", "texts.json")
LINES: Final = 3_000
"""Of each file, which makes it larger than a small piece."""


def stored(place: Path, name: str) -> Path:
    """A folder with the name of a generation, whose files hold nothing but that name, and an empty one."""
    folder = place / name
    folder.mkdir(parents=True)
    for file in FILES:
        (folder / file).write_text(f"{name}\n" * LINES, encoding="ascii")
    (folder / "empty.npy").touch()
    return folder


def sound(folder: Path) -> Path:
    """The folder itself; refused unless it is as `stored` makes it."""
    try:
        told = {path.name: path.read_text(encoding="ascii") for path in folder.iterdir()}
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{folder}: {error}") from error
    if told != dict.fromkeys(FILES, f"{folder.name}\n" * LINES) | {"empty.npy": ""}:
        raise StoreError(f"{folder}: not whole")
    return folder
