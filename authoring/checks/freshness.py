"""Which answers nobody has checked for longer than their authors trust them."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from authoring.checks.material import Material
from authoring.records import Finding
from faq import Entry


def findings(material: Material) -> Iterator[Finding]:
    """Overdue reviews, the oldest first; then reviews that were never made, or are still to come.

    An answer that is overdue may well be right, so that all of it warns and nothing fails.
    """
    known = ((until, entry) for entry in material.shown if (until := due(entry)))
    for until, entry in sorted(known, key=lambda pair: (pair[0], pair[1].source)):
        if until < material.today:
            yield _overdue(entry, until, material.today)
    for entry in material.shown:
        fields = entry.fields
        if fields.review_every and fields.reviewed is None:
            what = (
                f"it is to be reviewed every {fields.review_every}, and nobody says when that was last done"
            )
            remedy = f"check the answer and write 'Reviewed: {material.today}'"
            yield Finding("warning", "freshness", entry.source, what, remedy, (entry.id,))
        if fields.reviewed and fields.reviewed > material.today:
            what = f"it was reviewed on {fields.reviewed}, which is still to come"
            yield Finding("warning", "freshness", entry.source, what, "correct the date", (entry.id,))


def due(entry: Entry) -> date | None:
    """The last day on which an answer can be trusted without a new review; None when nobody says."""
    fields = entry.fields
    if fields.reviewed is None or not fields.review_every:
        return None
    return later(fields.reviewed, fields.review_every)


def later(day: date, duration: str) -> date:
    """A day moved on by a duration such as `12 months`.

    A day that the month does not have becomes its last one. Beyond the year 9999 it is its last day.

    Examples
    --------
    >>> later(date(2026, 1, 31), "1 month").isoformat(), later(date(2024, 2, 29), "1 year").isoformat()
    ('2026-02-28', '2025-02-28')
    """
    number, unit = duration.split()
    try:
        match unit.removesuffix("s"):
            case "day":
                return day + timedelta(days=int(number))
            case "week":
                return day + timedelta(weeks=int(number))
            case "month":
                return _months_later(day, int(number))
            case _:
                return _months_later(day, 12 * int(number))
    except (OverflowError, ValueError):
        return date.max


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def _overdue(entry: Entry, until: date, today: date) -> Finding:
    what = f"its review is overdue by {_span((today - until).days)}: it was due on {until}"
    remedy = f"check the answer and write 'Reviewed: {today}'"
    return Finding("warning", "freshness", entry.source, what, remedy, (entry.id,))


def _span(days: int) -> str:
    """A number of days in words.

    Examples
    --------
    >>> _span(1), _span(80), _span(400)
    ('1 day', '80 days', '400 days (13 months)')
    """
    told = "1 day" if days == 1 else f"{days} days"
    return f"{told} ({days * 12 // 365} months)" if days > 90 else told
