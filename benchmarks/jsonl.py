"""JSON Lines into mappings, each with its place; what cannot be read is told in one line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FORM: Final = "a set is a folder with corpus.jsonl, queries.jsonl and qrels.tsv"
"""The remedy for what is no set at all."""


class SetError(ValueError):
    """An evaluation set that cannot be read; its text is `where: what; remedy`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One object of a file, and where it stands."""

    number: int
    """From 1."""
    values: Mapping[str, Any]
    """At least what the reader asked for."""


def lines(file: Path, *needed: str) -> Iterator[Line]:
    """The objects of a file; blank lines are passed over.

    Parameters
    ----------
    file : Path
        UTF-8, one JSON object a line.
    *needed : str
        Names that each object must have.

    Raises
    ------
    SetError
        When the file is missing, or a line is no object or lacks a name.
    """
    for number, written in enumerate(_text(file).split("\n"), start=1):
        if written.strip():
            yield Line(number, _object(f"{file}:{number}", written, needed))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise SetError(f"{file}: cannot be read: {reason}; {FORM}") from None


def _object(place: str, written: str, needed: tuple[str, ...]) -> Mapping[str, Any]:
    try:
        values = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise SetError(f"{place}: not JSON: {error}; write one object a line") from None
    missing = [name for name in needed if not isinstance(values, dict) or name not in values]
    if missing or not isinstance(values, dict):
        raise SetError(f"{place}: no {', '.join(map(repr, missing))}; write one object with it a line")
    return values
