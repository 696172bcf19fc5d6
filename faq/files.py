"""Content files on disk into text: which files count, and what keeps one from being read."""

from __future__ import annotations

import contextlib
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from unicodedata import combining

from faq.limits import FILE_BYTES, MARKS
from faq.records import Problem, Source

FOLDERS = {"entries": (".md", ".csv"), "articles": (".md",)}
"""The folders of a content folder and the endings read there; any other file is reported."""

_STRANGE: Final = re.compile(rf"[^\w\s\x00-\x7f]{{{MARKS + 1},}}")
"""Where combining marks may heap up: none is a letter or a digit; dashes and the like are found too."""


def shown(path: Path) -> str:
    """A path as messages name it: from the working directory if it lies below, with `/`.

    Undecodable bytes of a file name are replaced, since they cannot be printed.
    """
    with contextlib.suppress(ValueError):
        path = path.relative_to(Path.cwd())
    return path.as_posix().encode("utf-8", "replace").decode()


def content_files(folder: Path) -> Iterator[Path | Problem]:
    """The content files of one folder in the order of their names, or what is wrong with one.

    Hidden files, editors' backups and `README.md` are passed over. Links and anything that is no
    ordinary file are reported, never opened: a pipe would block for ever, a link may leave the folder.
    """
    here = Source(shown(folder), 1)
    if folder.is_symlink():
        yield Problem(here, "a link is not read", "put the folder itself here", loses=True)
        return
    if not folder.exists():
        return
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        yield Problem(
            here, f"cannot be read: {_reason(error)}", "make it a folder that may be read", loses=True
        )
        return
    for path in found:
        if not passed_over(path.name):
            yield _readable(path, FOLDERS[folder.name])


def passed_over(name: str) -> bool:
    """Whether a file of such a name is no content, and nobody need be told so."""
    return name.startswith(".") or name.endswith(("~", ".swp", ".bak")) or name.lower() == "readme.md"


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def named(path: Path) -> str:
    """What a file is about by its name alone.

    Examples
    --------
    >>> named(Path("entries/opening-hours.csv"))
    'Opening hours'
    """
    return path.stem.replace("-", " ").replace("_", " ").capitalize()


def _readable(path: Path, endings: tuple[str, ...]) -> Path | Problem:
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        what, remedy = f"cannot be read: {_reason(error)}", "check the permissions of its folder"
        return Problem(Source(shown(path), 1), what, remedy, loses=True)
    if stat.S_ISREG(mode) and path.suffix.lower() in endings:
        return path
    return _unreadable(Source(shown(path), 1), mode, endings)


def _unreadable(source: Source, mode: int, endings: tuple[str, ...]) -> Problem:
    if stat.S_ISLNK(mode):
        return Problem(source, "a link is not read", "put the file itself here", loses=True)
    if stat.S_ISDIR(mode):
        return Problem(source, "folders within this folder are not read", "move its files up")
    if not stat.S_ISREG(mode):
        return Problem(source, "this is no ordinary file", "remove it", loses=True)
    return Problem(source, "this kind of file is not read", f"use {' or '.join(endings)}")


def text_if_any(path: Path) -> str | Problem | None:
    """The text of a file that may be missing, as `text_of`; None when it is, and a link is a problem."""
    if path.is_symlink():
        return Problem(Source(shown(path), 1), "a link is not read", "put the file itself here", loses=True)
    return text_of(path) if path.is_file() else None


def text_of(path: Path) -> str | Problem:
    """The text of a content file with line ends as `\\n`, or why it cannot be used.

    A byte order mark at the beginning is dropped; CRLF and CR become LF.
    """
    raw = raw_of(path)
    return raw if isinstance(raw, Problem) else decoded(path, raw)


def raw_of(path: Path) -> bytes | Problem:
    """The bytes of a content file, or why it cannot be read."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(FILE_BYTES + 1)
    except OSError as error:
        what = f"cannot be read: {_reason(error)}"
        return Problem(Source(shown(path), 1), what, "check its permissions", loses=True)
    if len(raw) > FILE_BYTES:
        what = f"larger than {FILE_BYTES // 1_000_000} MB"
        return Problem(Source(shown(path), 1), what, "split it into several files", loses=True)
    return raw


def decoded(path: Path, raw: bytes) -> str | Problem:
    """The text that these bytes of a content file are, or why they are none."""
    try:
        text = raw.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = len((raw[: error.start] + b".").splitlines())
        what = f"byte {error.start} is not UTF-8"
        return Problem(Source(shown(path), line), what, "save the file with the encoding UTF-8", loses=True)
    return _sane(path, text)


def _sane(path: Path, text: str) -> str | Problem:
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        return Problem(
            Source(shown(path), line), "a NUL character", "save the file as plain text", loses=True
        )
    if not text.isascii() and (place := _heap_of_marks(text)) is not None:
        line = text[:place].count("\n") + 1
        what = f"more than {MARKS} accents on one letter"
        return Problem(Source(shown(path), line), what, "delete the superfluous ones", loses=True)
    return text


def _heap_of_marks(text: str) -> int | None:
    """Where more combining marks stand in a row than any language has; None when nowhere."""
    for strange in _STRANGE.finditer(text):
        run = 0
        for place in range(strange.start(), strange.end()):
            run = run + 1 if combining(text[place]) else 0
            if run > MARKS:
                return place
    return None
