"""The name of a version into a content folder: a folder as it lies there, or what git keeps of one."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from authoring.records import CommandError
from faq import gold, synonyms
from faq.files import FOLDERS
from faq.load import SMALLTALK

_FILES: Final = (SMALLTALK, synonyms.FILE, gold.FILE)
"""What is read beside the folders of a content folder."""
_ORDINARY: Final = ("100644", "100755")
"""Git's modes of a file; links are never read."""
_OF_A_HOOK: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells a hook about its own repository, which need not be the content's."""


@contextmanager
def version(name: str, content: Path) -> Iterator[Path]:
    """The content folder that a name stands for; one that git keeps is there until the context ends.

    Parameters
    ----------
    name : str
        A folder that holds content, or else a git revision: a branch, a tag, a commit.
    content : Path
        Where content lies in the repository of that revision.

    Raises
    ------
    CommandError
        When it is neither, or when the revision has no content there.
    """
    if is_content(Path(name)):
        yield Path(name)
        return
    top, below = _repository(name, content)
    tree = _tree(name, top, below)
    with tempfile.TemporaryDirectory(prefix="faq-version-") as aside:
        folder = Path(aside) / (content.resolve().name or "content")
        _write(_files(top, tree), top, folder)
        if not is_content(folder):
            raise _no_content(name, below)
        yield folder


def is_content(folder: Path) -> bool:
    """Whether a folder has the folders of content."""
    return any((folder / name).is_dir() for name in FOLDERS)


def _repository(name: str, content: Path) -> tuple[Path, str]:
    """The repository that a content folder lies in, and where in it, with `/`."""
    place = content.resolve()
    existing = next(path for path in (place, *place.parents) if path.is_dir())
    told = _git(existing, "rev-parse", "--show-toplevel")
    if told.returncode:
        reason = told.stderr.decode(errors="replace").strip().removeprefix("fatal: ").split("\n")[0]
        what = f"{name!r} is no content folder, and {content} is in no usable git repository ({reason})"
        raise CommandError(f"{what}; give a folder that holds 'entries'")
    top = Path(os.fsdecode(told.stdout.rstrip(b"\r\n")))
    return top, place.relative_to(top.resolve()).as_posix()


def _tree(name: str, top: Path, below: str) -> str:
    """Git's name for the content folder of a revision."""
    root = "" if name.startswith("-") else _object(top, f"{name}^{{tree}}")
    if not root:
        remedy = "give a branch, a tag or a commit, and fetch it before"
        raise CommandError(f"{name!r} is no content folder and no revision in {top}; {remedy}")
    tree = root if below == "." else _object(top, f"{root}:{below}")
    if not tree:
        raise _no_content(name, below)
    return tree


def _no_content(name: str, below: str) -> CommandError:
    return CommandError(f"revision {name!r} has no content in {below!r}; say where it lies with --content")


def _object(top: Path, name: str) -> str:
    return _git(top, "rev-parse", "--verify", "--quiet", name).stdout.decode().strip()


def _files(top: Path, tree: str) -> dict[PurePosixPath, bytes]:
    """The content files of a tree, by their place in it, with git's names for their text."""
    listed = _git(top, "ls-tree", "-r", "-z", "--full-tree", tree).stdout.split(b"\0")
    found = {}
    for line in filter(None, listed):
        told, _, path = line.partition(b"\t")
        mode, _, name = told.split(b" ")
        place = PurePosixPath(os.fsdecode(path))
        if mode.decode() in _ORDINARY and _is_read(place):
            found[place] = name
    return found


def _is_read(place: PurePosixPath) -> bool:
    folder, name = place.parent.as_posix(), place.name
    return name in _FILES if folder == "." else folder in FOLDERS and not name.startswith(".")


def _write(files: dict[PurePosixPath, bytes], top: Path, folder: Path) -> None:
    """Write the files into a folder, byte for byte as git keeps them."""
    typed = b"".join(name + b"\n" for name in files.values())
    rest = _git(top, "cat-file", "--batch", typed=typed).stdout
    for place in files:
        head, _, rest = rest.partition(b"\n")
        size = int(head.split(b" ")[2])
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(rest[:size])
        rest = rest[size + 1 :]


def _git(folder: Path, *arguments: str, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What git does in a folder; it only reads."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, input=typed, env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        raise CommandError("git is not installed; install it, or give two folders") from None
