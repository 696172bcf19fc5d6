"""A content folder into files of other FAQ systems, or a web site."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import faq
from authoring.formats.records import FormatError, Written
from authoring.formats.registry import FORMATS
from authoring.placing import replaced
from authoring.records import CommandError
from faq import Entry, Site, load_site
from faq.files import FOLDERS, shown

SITE: Final = "html"
"""The name of the format that is a web site."""

NAMES: Final = (*(form.name for form in FORMATS if form.write is not None), SITE)
"""Of everything that can be written."""


def exported(folder: Path, name: str, url: str = "", site: Site | None = None) -> Written:
    """The content of a folder in a format.

    Parameters
    ----------
    folder : Path
        Holds `entries/` and `articles/`.
    name : str
        One of `NAMES`.
    url : str
        Where a web site will lie; only for that.
    site : Site or None
        Title and other settings of a web site; None for those of this one.

    Raises
    ------
    CommandError
        When there is nothing to write, or no such format.
    """
    if name == SITE:
        from authoring.site import site_of

        return site_of(folder, site or load_site(environment=os.environ), url)
    if url:
        raise CommandError(f"an address is only for the format {SITE}; leave out --url")
    writing = _writing(name)
    entries = faq.entries(folder)
    if not entries:
        raise CommandError(f"{shown(folder)}: there is no entry to write; give a content folder")
    return writing(entries)


def _writing(name: str) -> Callable[[Sequence[Entry]], Written]:
    found = next((form.write for form in FORMATS if form.name == name), None)
    if found is None:
        raise FormatError(f"nothing can be written as {name!r}; use one of {', '.join(NAMES)}")
    return found


def write(written: Written, target: Path, content: Path) -> list[Path]:
    """Write an export to a file, or into a folder when it is several; files of the same names are replaced.

    Parameters
    ----------
    written : Written
    target : Path
    content : Path
        The content folder, which is never written into.

    Raises
    ------
    CommandError
        When the target is of the wrong kind or lies among the content, or a file cannot be written.
    """
    is_file = [path for path, _ in written.files] == [""]
    if is_file and target.is_dir():
        raise CommandError(f"{shown(target)}: this is a folder; name the file to write")
    if not is_file and target.exists() and not target.is_dir():
        raise CommandError(f"{shown(target)}: this is a file; name the folder to write into")
    if _is_within(target, content, is_file):
        raise CommandError(f"{shown(target)}: this is the content itself; write somewhere else")
    return replaced([(target / path if path else target, data) for path, data in written.files])


def _is_within(target: Path, content: Path, is_file: bool) -> bool:
    """Whether what is written would become content."""
    place, root = target.resolve(), content.resolve()
    inside = any(place.is_relative_to(root / name) for name in FOLDERS)
    return inside or (not is_file and place == root) or (is_file and place.parent == root)
