"""Dates as people write them into dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})")
_DAY_MONTH: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})", re.IGNORECASE
)
_MONTH_DAY: Final = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)


def dates_meant(text: str) -> tuple[date, ...]:
    """The dates that a text can mean, the day before the month first; none when it is no date.

    Examples
    --------
    >>> [day.isoformat() for day in dates_meant("22 Nov 2026")]
    ['2026-11-22']
    >>> [day.isoformat() for day in dates_meant("03/04/2026")]
    ['2026-04-03', '2026-03-04']
    """
    found = (_date(*numbers) for numbers in _readings(text.strip()))
    return tuple(dict.fromkeys(day for day in found if day))


def _readings(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day of each way to read a text; any of them may not exist."""
    if found := _YEAR_FIRST.fullmatch(text):
        if found[2] or len(text) == 8:
            yield int(found[1]), int(found[3]), int(found[4])
    elif found := _YEAR_LAST.fullmatch(text):
        yield int(found[4]), int(found[3]), int(found[1])
        if found[2] != ".":  # nobody writes the month first with dots
            yield int(found[4]), int(found[1]), int(found[3])
    elif found := _DAY_MONTH.fullmatch(text):
        yield int(found[3]), _month(found[2]), int(found[1])
    elif found := _MONTH_DAY.fullmatch(text):
        yield int(found[3]), _month(found[1]), int(found[2])


def _month(name: str) -> int:
    """The number of a month, by its name or the beginning of it; 0 when it is none."""
    meant = [number for number, month in enumerate(_MONTHS, start=1) if _names(name.lower(), month)]
    return meant[0] if meant else 0


def _names(name: str, month: str) -> bool:
    return month.startswith(name) or (name == "sept" and month == "september")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
