"""Changes of content files, prepared but not made: what a file held, and what it shall hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Final

from authoring.records import CommandError
from authoring.writing import write
from faq.files import shown

_one_at_a_time: Final = Lock()


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file as it was and as it shall be.

    Raises
    ------
    ValueError
        When the path leaves the content folder.
    """

    path: str
    """Within the content folder, with `/`."""
    before: bytes | None
    """None for a file that is not there yet."""
    after: bytes

    def __post_init__(self) -> None:
        parts = self.path.split("/")
        odd = {"", ".", ".."}.intersection(parts) or ".git" in self.path.lower().split("/")
        if odd or "\0" in self.path:
            raise ValueError(f"{self.path!r} is no file of a content folder; name one such as 'entries/a.md'")


@dataclass(frozen=True, slots=True)
class Patch:
    """Changes of content files that belong together."""

    changes: tuple[FileChange, ...] = ()
    """One for each file, in the order of their paths; none that changes nothing."""

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that it touches."""
        return tuple(change.path for change in self.changes)


def patch_of(path: Path, before: bytes | None, after: bytes, content: Path) -> Patch:
    """The patch that gives one file of a content folder other bytes."""
    return merged([Patch((FileChange(path.relative_to(content).as_posix(), before, after),))])


def merged(patches: Iterable[Patch]) -> Patch:
    """Some patches as one, each made on top of those before it.

    Raises
    ------
    CommandError
        When one was made from a file as none of those before it leaves that.

    Examples
    --------
    >>> one, two = FileChange("entries/a.md", None, b"1"), FileChange("entries/a.md", b"1", b"2")
    >>> merged([Patch((one,)), Patch((two,))])
    Patch(changes=(FileChange(path='entries/a.md', before=None, after=b'2'),))
    """
    found: dict[str, FileChange] = {}
    for change in (change for patch in patches for change in patch.changes):
        earlier = found.get(change.path)
        if earlier and earlier.after != change.before:
            what = f"{change.path}: two changes were both made to the same file as it was"
            raise CommandError(f"{what}; make the second one again, on top of the first")
        before = earlier.before if earlier else change.before
        found[change.path] = FileChange(change.path, before, change.after)
    return Patch(tuple(found[path] for path in sorted(found) if found[path].before != found[path].after))


def applied(patch: Patch, content: Path) -> tuple[Path, ...]:
    """Write all files of a patch, each at once and as a whole; the paths that were written.

    If one cannot be written, those before it are put back.

    Raises
    ------
    CommandError
        When a file is not any more as it was when the patch was made, or cannot be written.
    """
    with _one_at_a_time:
        for change in patch.changes:
            _judge(change, content)
        done: list[FileChange] = []
        try:
            for change in patch.changes:
                _write(change.after, change.before, content / change.path)
                done.append(change)
        except CommandError:
            for change in reversed(done):
                _put_back(change, content / change.path)
            raise
    return tuple(content / change.path for change in patch.changes)


def _judge(change: FileChange, content: Path) -> None:
    """Refuse a change whose file is not as it was, before any is written."""
    path = content / change.path
    within = [content / part for part in PurePosixPath(change.path).parents[:-1]]
    if any(each.is_symlink() for each in (path, *within)):
        raise CommandError(f"{shown(path)}: a link is not written; put the file itself there")
    try:
        now = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise CommandError(
            f"{shown(path)}: cannot be read: {error.strerror}; check its permissions"
        ) from None
    if now != change.before:
        what = "it is not there any more" if now is None else "it is there already"
        if None not in (now, change.before):
            what = "it was changed since this edit was prepared"
        raise CommandError(f"{shown(path)}: {what}; prepare the edit again")


def _write(data: bytes, before: bytes | None, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"{shown(path.parent)}: cannot be made: {error.strerror}"
        raise CommandError(f"{what}; check the permissions of the content folder") from None
    write(path, data, before)


def _put_back(change: FileChange, path: Path) -> None:
    if change.before is None:
        path.unlink(missing_ok=True)
    else:
        write(path, change.before, change.after)
