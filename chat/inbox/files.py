"""What can be done with the content files from here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, Literal, TypeAlias

from chat.desk import Desk
from faq.files import FOLDERS, content_files
from faq.site import ROOT

Reach: TypeAlias = Literal["none", "read", "write"]
"""`none`: no files that the answers come from; `read`: edits can be handed out; `write`: made here, too."""

ADVICE: Final[dict[Reach, str]] = {
    "none": (
        "This app reads no content files: it answers from a database, or its content folder cannot be read. "
        "So nothing can be edited, tried or downloaded here. Edit the files where the index is built, and "
        "mark here what is done."
    ),
    "read": (
        "The content files cannot be written from here. Download the patch, or make the edit where your "
        "files are kept."
    ),
    "write": (
        "“Apply now” changes the files that the app answers from. If they are a copy of a repository, bring "
        "the patch there as well: the next deployment would undo it."
    ),
}


def reach(desk: Desk) -> Reach:
    """How far the maintainers of a desk reach."""
    content = desk.site.content
    folders = [content / name for name in FOLDERS if (content / name).is_dir()]
    if desk.follows or not folders or not all(os.access(each, os.R_OK | os.X_OK) for each in folders):
        return "none"
    writable = all(os.access(each, os.W_OK) for each in (content, *folders))
    return "write" if writable else "read"


def names(content: Path) -> list[str]:
    """The files that a new entry can stand in."""
    return [found.name for found in content_files(content / "entries") if isinstance(found, Path)]


def repository(content: Path) -> Path:
    """Where a patch is to be applied: the repository that holds the content, as far as is known."""
    content = content.resolve()
    holders = (folder for folder in (content, *content.parents) if (folder / ".git").exists())
    return next(holders, ROOT if content.is_relative_to(ROOT) else content)


def root(content: Path) -> str:
    """Where the content folder lies in its repository, with `/`; empty where it is that itself."""
    told = content.resolve().relative_to(repository(content)).as_posix()
    return "" if told == "." else told
