"""Which format each file of an import is in, and all the rows in the order of the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from authoring.formats.records import Draft, Format, FormatError, Raw, Skip
from authoring.formats.registry import FORMATS, recognised


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are read together."""

    format: Format
    files: tuple[Raw, ...]


def units_of(files: Sequence[Raw], said: Format | None = None) -> tuple[list[Unit], list[Raw]]:
    """The files by format, and those that are in none.

    Parameters
    ----------
    files : sequence of Raw
        The one file that was given, or those of a folder.
    said : Format or None
        The format that they are said to be in; None when it is to be found out, for all together or, where
        they differ, for each.

    Raises
    ------
    FormatError
        When none is in a format of ours.
    """
    if said is not None:
        return [Unit(said, tuple(files))], []
    whole = next((form for form in FORMATS if form.recognises(files)), None)
    if whole is not None or len(files) == 1:
        return [Unit(whole or recognised(files), tuple(files))], []
    kinds = [_format_of(raw) for raw in files]
    units = [
        Unit(form, tuple(raw for raw, kind in zip(files, kinds, strict=True) if kind is form))
        for form in dict.fromkeys(kinds)
        if form is not None
    ]
    if not units:
        recognised(files)
    return units, [raw for raw, kind in zip(files, kinds, strict=True) if kind is None]


def _format_of(raw: Raw) -> Format | None:
    return next((form for form in FORMATS if form.recognises([raw])), None)


def rows_of(unit: Unit, is_alone: bool) -> Iterator[Draft | Skip]:
    """The rows of a unit, each with the path of its file.

    Parameters
    ----------
    unit : Unit
    is_alone : bool
        Whether nothing else is imported: what cannot be read is then an error, else a row that is left out.

    Raises
    ------
    FormatError
    """
    usual = unit.files[0].path.as_posix() if len(unit.files) == 1 else ""
    try:
        for row in unit.format.read(unit.files):
            yield row if row.path else replace(row, path=usual)
    except FormatError as error:
        if is_alone:
            raise
        what = str(error).partition("; ")[0]
        yield Skip(1, f"the file cannot be read: {what}", path=usual or unit.files[0].path.as_posix())
