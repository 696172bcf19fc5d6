"""A content folder and a patch into a copy that the patch was made to; the folder itself stays as it is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from authoring.inbox.patch import Patch
from authoring.records import CommandError
from faq import ContentError
from faq.files import FOLDERS, shown
from faq.load import stamped


def copied(content: Path, patch: Patch, copy: Path) -> None:
    """Make a folder the content with a patch; files in it that are so already are left alone.

    Parameters
    ----------
    content : Path
    patch : Patch
        What it says of its files holds, whatever they are in the content by now.
    copy : Path
        Nothing else may lie there.
    """
    wanted = {path.relative_to(content).as_posix(): path.read_bytes() for path in _files(content)}
    wanted |= {change.path: change.after for change in patch.changes}
    for folder in FOLDERS:
        (copy / folder).mkdir(parents=True, exist_ok=True)
    for path in [path for path in copy.rglob("*") if path.is_file()]:
        if path.relative_to(copy).as_posix() not in wanted:
            path.unlink()
    for name, data in wanted.items():
        path = copy / name
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)


def _files(content: Path) -> list[Path]:
    """The files of a content folder that are read; a shipped one that stands in for a missing one is not."""
    return [path for path in stamped(content) if path.is_relative_to(content)]


@contextmanager
def standing(content: Path, pending: Patch) -> Iterator[Path]:
    """The content as it will be once a patch is made: the folder itself, or a copy until the context ends.

    Errors name the files of the folder itself.
    """
    if not pending:
        yield content
        return
    with tempfile.TemporaryDirectory(prefix="faq-inbox-") as aside:
        copy = Path(aside) / "content"
        copied(content, pending, copy)
        with named_after(content, copy):
            yield copy


@contextmanager
def named_after(content: Path, copy: Path) -> Iterator[None]:
    """Errors that name files of a copy, made to name those of the folder."""
    try:
        yield
    except CommandError as error:
        raise CommandError(renamed(str(error), content, copy)) from None
    except ContentError as error:
        raise ContentError(
            replace(
                problem,
                source=replace(problem.source, path=renamed(problem.source.path, content, copy)),
                what=renamed(problem.what, content, copy),
            )
            for problem in error.problems
        ) from None


def renamed(text: str, content: Path, copy: Path) -> str:
    """A text that names files of a copy, made to name those of the folder."""
    return text.replace(shown(copy), shown(content))
