"""The fields of one row of a foreign file as texts, and what is left of them as metadata."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from authoring.formats.json_tree import plain_json
from authoring.formats.tree import Array, Object, Value

Pairs: TypeAlias = tuple[tuple[str, str], ...]


class RowError(ValueError):
    """Why a row holds no entry."""


def object_of(value: Value) -> Object:
    """A row itself, when it has fields at all; else raises `RowError`."""
    if not isinstance(value, Object):
        raise RowError("it has no named fields")
    return value


def array_of(value: Value) -> Array:
    """A list itself; an empty one for anything else."""
    return value if isinstance(value, Array) else Array(1)


def mapping_of(value: Value) -> Object:
    """A mapping itself; an empty one for anything else."""
    return value if isinstance(value, Object) else Object(1)


def within(value: Value, name: str) -> Value:
    """What has a name within a mapping; nothing within anything else."""
    return value.get(name) if isinstance(value, Object) else None


def needed(row: Mapping[str, Value], name: str, noun: str) -> str:
    """A field that no entry is without; numbers count as text.

    Raises
    ------
    RowError
        When it is missing, empty or no text.
    """
    value = row.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        raise RowError(f"it has no {noun}")
    if not (found := word(value)):
        raise RowError(f"its {noun} is no text")
    return found


def word(value: Value) -> str:
    """A text or a number as text, without the spaces around it; empty for anything else.

    Examples
    --------
    >>> [word(value) for value in (" a ", 7, True, None)]
    ['a', '7', '', '']
    """
    if isinstance(value, bool):
        return ""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def words(value: Value) -> tuple[str, ...]:
    """The texts of a list, or the one text; what is no text is left out."""
    found = map(word, value if isinstance(value, Array) else [value])
    return tuple(text for text in found if text)


def strangers(value: Value) -> int:
    """How many items of a list are no text."""
    return len([item for item in value if not word(item)]) if isinstance(value, Array) else 0


def questions_of(value: Value) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The first of several phrasings, the others, and what has to be told about them.

    Raises
    ------
    RowError
        When there is no phrasing at all.
    """
    found = tuple(dict.fromkeys(words(value)))
    if not found:
        raise RowError("its question is no text" if strangers(value) else "it has no question")
    lost = strangers(value)
    told = (f"{lost} of its questions {'is' if lost == 1 else 'are'} no text",) if lost else ()
    return found[0], found[1:], told


def day(value: Value) -> date | None:
    """The date that an ISO date or time begins with.

    Examples
    --------
    >>> day("2026-11-22T08:00:00Z")
    datetime.date(2026, 11, 22)
    """
    try:
        return date.fromisoformat(word(value)[:10])
    except ValueError:
        return None


def text_of_value(value: object) -> str:
    """A text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def value_of_text(text: str) -> object:
    """The reverse for lists and mappings; any other text stays one.

    Examples
    --------
    >>> value_of_text('["thin"]'), value_of_text("[sic]")
    (['thin'], '[sic]')
    """
    if text[:1] not in ("[", "{"):
        return text
    value = plain_json(text)
    return value if value is not None and text_of_value(value) == text else text


def rest(row: Mapping[str, Value], used: Mapping[str, object], before: str = "") -> Pairs:
    """The fields of a row that nothing else took, as metadata; empty ones are left out.

    Parameters
    ----------
    row : mapping of str to Value
    used : mapping of str to object
        By name of a field, what was made of it: a field that nothing could be made of is kept as well.
    before : str
        Put in front of each name.
    """
    return tuple(
        (before + name, text_of_value(value))
        for name, value in row.items()
        if not used.get(name) and not is_empty(value)
    )


def shortened(text: str) -> str:
    """The beginning of a text, enough to know it by."""
    return text if len(text) <= 60 else text[:59] + "…"


def is_empty(value: Value) -> bool:
    """Whether a value says nothing; `false` and 0 do say something."""
    return value is None or (isinstance(value, str | Array | Object) and not value)


def merged(*groups: Iterable[tuple[str, str]]) -> Pairs:
    """Names and texts of several groups, the first with a name keeps it.

    Examples
    --------
    >>> merged([("id", "a")], [("id", "b"), ("on", "c")])
    (('id', 'a'), ('id 2', 'b'), ('on', 'c'))
    """
    found: dict[str, str] = {}
    for name, text in (pair for group in groups for pair in group):
        found[free(name, found)] = text
    return tuple(found.items())


def free(name: str, taken: Collection[str]) -> str:
    """The name itself, or with the first number that makes it one of its own."""
    number = 1
    numbered = name
    while numbered in taken:
        number += 1
        numbered = f"{name} {number}"
    return numbered


def folded_names(row: Object) -> Object:
    """The row with names that begin with a small letter, as `Answer` does in some exports."""
    found = Object(row.line)
    for name, value in row.items():
        found.add(name[:1].lower() + name[1:], row.lines[name], value)
    return found
