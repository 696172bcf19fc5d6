"""Files of other FAQ systems into files of a content folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import faq
from authoring.formats.foreign import raws_of
from authoring.formats.intake import Place, taken_in
from authoring.formats.records import Draft, Format, Raw, Row, Skip
from authoring.formats.registry import named
from authoring.formats.table import mapped
from authoring.formats.units import rows_of, units_of
from authoring.placing import placed
from authoring.records import CommandError
from authoring.shelving import shelved
from faq import Entry, Fields
from faq.fields import FieldError, folded, with_values
from faq.files import FOLDERS, shown
from faq.files import named as named_after
from faq.table import COLUMNS


@dataclass(frozen=True, slots=True)
class Import:
    """What some foreign files become."""

    formats: tuple[str, ...]
    """In which they are."""
    entries: tuple[Entry, ...]
    rows: tuple[Row, ...]
    """What became of each row, in their order."""
    files: tuple[tuple[str, str], ...]
    """Path within the content folder and text of each file to be written."""


def imported(
    paths: Sequence[Path],
    name: str | None = None,
    mapping: Mapping[str, str] | None = None,
    folder: Path = faq.CONTENT,
    usual: Mapping[str, str] | None = None,
) -> Import:
    """What some files and folders would become in a content folder; nothing is written.

    Parameters
    ----------
    paths : sequence of Path
        Files, or folders whose files are all read.
    name : str or None
        Of their format; None when it is to be found out.
    mapping : mapping of str to str or None
        Our name of a field to the column of a table that holds it.
    folder : Path
        The content folder; its ids and files are avoided.
    usual : mapping of str to str or None
        `topic` and `language` of rows that say nothing of them.

    Raises
    ------
    CommandError
        When a file cannot be read, is in no format of ours, or an option is none.
    """
    said = _said(name, mapping or {})
    present = faq.entries(folder)
    fields = _usual(usual or {}, present)
    read = [_read(path, said, is_alone=len(paths) == 1) for path in paths]
    rows = [_placed(row, one.path, fields.topic) for one in read for row in one.rows]
    entries, outcome = taken_in(rows, Place("", fields, present))
    formats = tuple(dict.fromkeys(name for one in read for name in one.formats))
    return Import(formats, entries, outcome, shelved(entries, _taken(folder)))


@dataclass(frozen=True, slots=True)
class _Read:
    """What one of the given paths holds."""

    path: Path
    formats: tuple[str, ...]
    rows: tuple[Draft | Skip, ...]


def _read(path: Path, said: Format | None, is_alone: bool) -> _Read:
    found = list(raws_of(path))
    files = [item for item in found if isinstance(item, Raw)]
    unread = [item for item in found if isinstance(item, Skip)]
    units, unknown = units_of(files, said) if files else ([], [])
    unread += [Skip(1, "the file is in no known format", path=raw.path.as_posix()) for raw in unknown]
    rows = [row for unit in units for row in rows_of(unit, is_alone and len(found) == 1)]
    formats = tuple(unit.format.name for unit in units)
    return _Read(path, formats, (*rows, *unread))


def _said(name: str | None, mapping: Mapping[str, str]) -> Format | None:
    """The format that was said, with the columns that were said."""
    for field in mapping:
        if folded(field) not in COLUMNS:
            raise CommandError(f"there is no field {field!r}; use one of {', '.join(sorted(COLUMNS))}")
    if mapping and name in (None, "table", "csv"):
        return mapped({folded(field): column for field, column in mapping.items()})
    if mapping:
        raise CommandError(f"the columns of {name} are known; leave out --map, or say --format table")
    return named(name) if name else None


def _usual(typed: Mapping[str, str], present: Sequence[Entry]) -> Fields:
    """Topic and language of rows that say nothing of them; the language is that of most entries there are."""
    languages = Counter(entry.fields.language for entry in present).most_common(1)
    fields = Fields(language=languages[0][0] if languages else Fields().language)
    try:
        return with_values(fields, {name: value for name, value in typed.items() if value.strip()})
    except FieldError as error:
        raise CommandError(str(error)) from None


def _placed(row: Draft | Skip, given: Path, topic: str) -> Draft | Skip:
    """A row with the whole path of its file, and a topic by its name when nothing else names one."""
    inside = "" if given.is_file() else row.path
    path = given / inside if inside else given
    if isinstance(row, Skip):
        return replace(row, path=shown(path))
    return replace(row, path=shown(path), topic=row.topic or topic or named_after(path))


def _taken(folder: Path) -> list[str]:
    """The files of a content folder, whatever they are."""
    return [
        f"{name}/{path.name}"
        for name in FOLDERS
        if (folder / name).is_dir()
        for path in (folder / name).iterdir()
    ]


def write(found: Import, folder: Path) -> list[Path]:
    """Write the files of an import into a content folder; none that is there is changed.

    Raises
    ------
    CommandError
        When a file cannot be written, or one of that name has appeared.
    """
    return placed([(folder / path, text.encode()) for path, text in found.files])
