"""The fields an author may write, from text to checked values.

One table serves the front matter of a file, the lines below a heading and the columns of a CSV file.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from faq import limits
from faq.records import Fields

NAMES: Final = {
    "topic": "topic",
    "language": "language",
    "also asked": "alternates",
    "tags": "tags",
    "see also": "see_also",
    "formerly": "formerly",
    "reviewed": "reviewed",
    "review every": "review_every",
    "status": "status",
    "source": "reference",
    "metadata": "metadata",
}
"""What an author writes (folded) to the attribute of `Fields`."""

OF_A_FILE: Final = frozenset({"topic", "language", "tags", "reviewed", "review every", "status", "source"})
"""Fields that make sense as defaults for a whole file."""

OF_A_HEADING: Final = frozenset(NAMES) - {"topic", "language"}
"""Fields that may stand below a heading."""

LISTS: Final = frozenset({"also asked", "tags", "see also", "formerly"})

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DURATION = re.compile(r"[1-9][0-9]{0,3} (day|week|month|year)s?")
_ID = re.compile(r"[^\W_]+(-[^\W_]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*", re.IGNORECASE)


class FieldError(ValueError):
    """A field whose value cannot be used."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}; {remedy}")
        self.what, self.remedy = what, remedy


def folded(name: str) -> str:
    """A field name as `NAMES` spells it.

    Examples
    --------
    >>> folded("See_also ")
    'see also'
    """
    return " ".join(name.replace("_", " ").replace("-", " ").split()).lower()


def near(name: str, known: Iterable[str]) -> str:
    """The remedy for an unknown field name: the known name it was probably meant to be."""
    known = sorted(known)
    close = difflib.get_close_matches(folded(name), known, n=1, cutoff=0.7)
    return f"did you mean {close[0]!r}?" if close else f"use one of: {', '.join(known)}"


def with_values(fields: Fields, values: Mapping[str, str | list[str]]) -> Fields:
    """The fields, overruled by values as typed.

    Parameters
    ----------
    fields : Fields
        The defaults. Tags are added to them, everything else is replaced.
    values : mapping of str to str or list of str
        By folded name. A list given as one string is cut at commas (alternates: at line ends
        and `|`).

    Raises
    ------
    FieldError
        For the first value that cannot be used.

    Examples
    --------
    >>> with_values(Fields(tags=("food",)), {"tags": "vegan, Quick", "see also": "#pizza"})
    ... # doctest: +ELLIPSIS
    Fields(..., tags=('food', 'vegan', 'quick'), see_also=('pizza',), ...)
    """
    for name, value in values.items():
        parsed = _PARSERS[name](_items(name, value) if name in LISTS else value)
        if name == "tags":
            parsed = tuple(dict.fromkeys(fields.tags + parsed))
        fields = replace(fields, **{NAMES[name]: parsed})
    return fields


def _items(name: str, value: str | list[str]) -> list[str]:
    if isinstance(value, str):
        value = re.split(r"[\n|]" if name == "also asked" else r"[,\n]", value)
    return [stripped for item in value if (stripped := item.strip())]


def _alternates(items: list[str]) -> tuple[str, ...]:
    if not items:
        raise FieldError("'Also asked' names no question", "begin each with '- ', or delete the line")
    if len(items) > limits.ALTERNATES:
        raise FieldError(f"more than {limits.ALTERNATES} alternates", "split the entry")
    for item in items:
        if len(item) > limits.QUESTION_CHARACTERS:
            what = f"an alternate is longer than {limits.QUESTION_CHARACTERS} characters"
            raise FieldError(what, "shorten it to one question")
    return tuple(dict.fromkeys(items))


def _tags(items: list[str]) -> tuple[str, ...]:
    if len(items) > limits.TAGS:
        raise FieldError(f"more than {limits.TAGS} tags", "keep the few that readers search for")
    for item in items:
        if len(item) > limits.TAG_CHARACTERS:
            raise FieldError(f"tag {item!r} is too long", f"use {limits.TAG_CHARACTERS} characters")
    return tuple(dict.fromkeys(item.lower() for item in items))


def _ids(items: list[str]) -> tuple[str, ...]:
    for item in items:
        if not is_id(item.removeprefix("#")):
            raise FieldError(f"{item!r} is not an id", "write ids as in '#subnet-mask, #cidr'")
    return tuple(dict.fromkeys(item.removeprefix("#") for item in items))


def _date(value: str) -> date | None:
    if not value:
        return None
    try:
        if _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise FieldError(f"{value!r} is not a date", "write year-month-day, as in 2026-01-31")


def _duration(value: str) -> str:
    if value and not _DURATION.fullmatch(value):
        raise FieldError(f"{value!r} is not a duration", "write it as in '12 months' or '2 weeks'")
    return value


def _status(value: str) -> str:
    if value.lower() not in ("", "draft", "retired"):
        raise FieldError(f"unknown status {value!r}", "write draft or retired, or leave it out")
    return value.lower()


def _metadata(value: str) -> tuple[tuple[str, str], ...]:
    remedy = 'write names and texts, as in {"department": "Loans", "ticket": "17"}'
    try:
        told = json.loads(value) if value else {}
    except (ValueError, RecursionError):
        raise FieldError("'Metadata' is not JSON", remedy) from None
    if not isinstance(told, dict) or not all(isinstance(text, str) for text in told.values()):
        raise FieldError("'Metadata' holds more than names and texts", remedy)
    try:
        json.dumps(told, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise FieldError("'Metadata' holds half a character", "write the character itself") from None
    return tuple(told.items())


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise FieldError(f"{value!r} is not a language code", "write it as in en, de or pt-BR")
    return value.lower()


_PARSERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "topic": str,
    "language": _language,
    "also asked": _alternates,
    "tags": _tags,
    "see also": _ids,
    "formerly": _ids,
    "reviewed": _date,
    "review every": _duration,
    "status": _status,
    "source": str,
    "metadata": _metadata,
}


def is_id(text: str) -> bool:
    """Whether a text may serve as an id: letters and digits, joined by single hyphens."""
    return len(text) <= 100 and _ID.fullmatch(text) is not None
