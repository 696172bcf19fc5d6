"""A patch into a unified diff, as `git diff` writes it and `git apply` takes it."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from authoring.inbox.patch import FileChange, Patch
from authoring.records import CommandError
from faq import Problem
from faq.files import decoded

_TO_QUOTE: Final = re.compile(rb'[\x00-\x1f"\\\x7f-\xff]')
_SPECIAL: Final = [bytes([code]) for code in b'\a\b\t\n\v\f\r"\\']
_ESCAPES: Final = {
    raw: b"\\" + letter for raw, letter in zip(_SPECIAL, b'a b t n v f r " \\'.split(), strict=True)
}
_NO_NEWLINE: Final = b"\n\\ No newline at end of file\n"


def unified(patch: Patch, root: str = "") -> bytes:
    r"""A patch as a unified diff.

    Parameters
    ----------
    patch : Patch
    root : str
        Where the content folder lies in the repository, with `/`, such as `faq`; empty where it is the
        repository itself.

    Raises
    ------
    CommandError
        When a file is no text of the encoding UTF-8.

    Examples
    --------
    >>> print(unified(Patch((FileChange("entries/a.md", None, b"Yes."),)), "faq").decode())
    diff --git a/faq/entries/a.md b/faq/entries/a.md
    new file mode 100644
    --- /dev/null
    +++ b/faq/entries/a.md
    @@ -0,0 +1 @@
    +Yes.
    \ No newline at end of file
    <BLANKLINE>
    """
    return b"".join(part for change in patch.changes for part in _file(change, root))


def place(path: str, root: str) -> str:
    """Where a file of the content lies in the repository."""
    return "/".join(part for part in (*root.split("/"), path) if part not in ("", "."))


def _file(change: FileChange, root: str) -> Iterator[bytes]:
    _judge(change)
    name = os.fsencode(place(change.path, root))
    old, new = _quoted(b"a/" + name), _quoted(b"b/" + name)
    yield b"diff --git " + old + b" " + new + b"\n"
    if change.before is None:
        yield b"new file mode 100644\n"
    tab = b"\t" if b" " in name else b""  # ends a name in which a space would end it otherwise
    yield from map(
        _ended,
        difflib.diff_bytes(
            difflib.unified_diff,
            _lines(change.before or b""),
            _lines(change.after),
            b"/dev/null" if change.before is None else old + tab,
            new + tab,
        ),
    )


def _judge(change: FileChange) -> None:
    for data in (change.before, change.after):
        problem = None if data is None else decoded(Path(change.path), data)
        if isinstance(problem, Problem):
            raise CommandError(str(problem))


def _quoted(name: bytes) -> bytes:
    """A name as git writes it: between quotes, with escapes, when it holds anything but plain signs."""
    if not _TO_QUOTE.search(name):
        return name
    return b'"' + _TO_QUOTE.sub(lambda found: _ESCAPES.get(found[0], b"\\%03o" % found[0][0]), name) + b'"'


def _lines(data: bytes) -> list[bytes]:
    """The lines with their ends; only a line feed ends one."""
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


def _ended(line: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + _NO_NEWLINE
