import calendar
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from authoring.checks.freshness import due, findings, later
from authoring.checks.material import Material
from authoring.records import Finding
from faq import Content, Entry, Fields, Source

TODAY = date(2026, 11, 25)
DAYS = some.dates(date(1990, 1, 1), date(2200, 12, 31))


def entry(line: int, reviewed: str = "", every: str = "", status: str = "") -> Entry:
    day = date.fromisoformat(reviewed) if reviewed else None
    fields = Fields(reviewed=day, review_every=every, status=status)
    return Entry(f"e{line}", "Is it so?", "Yes.", fields, Source("entries/a.md", line))


def found(*entries: Entry, today: date = TODAY) -> list[Finding]:
    begins = {each.source: each.source.line + 2 for each in entries}
    return list(findings(Material(Path(), entries, Content(()), begins, today)))


@pytest.mark.parametrize(
    ("day", "duration", "expected"),
    [
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2024-02-29", "12 months", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2026-10-31", "13 months", "2027-11-30"),
        ("2026-12-31", "2 months", "2027-02-28"),
        ("2026-11-30", "3 months", "2027-02-28"),
        ("2025-12-15", "12 months", "2026-12-15"),
        ("2026-11-22", "2 weeks", "2026-12-06"),
        ("2026-12-25", "10 days", "2027-01-04"),
        ("2026-12-25", "1 day", "2026-12-26"),
        ("2026-12-25", "9999 years", "9999-12-31"),
        ("2026-12-25", "9999 weeks", "2218-08-14"),
    ],
)
def test_a_duration_moves_a_day_on(day: str, duration: str, expected: str) -> None:
    assert later(date.fromisoformat(day), duration) == date.fromisoformat(expected)


@given(DAYS, some.integers(1, 400))
def test_months_keep_the_day_or_end_the_month(day: date, months: int) -> None:
    moved = later(day, f"{months} months")
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    last = calendar.monthrange(moved.year, moved.month)[1]
    assert moved.day == min(day.day, last)


@given(DAYS, some.integers(1, 500))
def test_weeks_and_years_are_days_and_months(day: date, number: int) -> None:
    assert later(day, f"{number} weeks") == later(day, f"{7 * number} days") == day + timedelta(7 * number)
    assert later(day, f"{number} years") == later(day, f"{12 * number} months")


def test_what_is_due_today_is_not_overdue() -> None:
    exact = entry(1, "2025-11-25", "12 months")
    assert due(exact) == TODAY
    assert found(exact) == []
    assert len(found(exact, today=TODAY + timedelta(1))) == 1


def test_overdue_entries_come_the_oldest_first_and_say_how_long() -> None:
    each = [
        entry(1, "2026-10-01", "1 month"),
        entry(9, "2024-10-01", "1 year"),
        entry(5, "2026-11-10", "2 weeks"),
    ]
    assert [(finding.source.line, finding.what) for finding in found(*each)] == [
        (9, "its review is overdue by 420 days (13 months): it was due on 2025-10-01"),
        (1, "its review is overdue by 24 days: it was due on 2026-11-01"),
        (5, "its review is overdue by 1 day: it was due on 2026-11-24"),
    ]


def test_a_finding_names_the_entry_and_the_remedy() -> None:
    what = "its review is overdue by 1 day: it was due on 2026-11-24"
    remedy = "check the answer and write 'Reviewed: 2026-11-25'"
    wanted = Finding("warning", "freshness", Source("entries/a.md", 5), what, remedy, ("e5",))
    assert found(entry(5, "2026-11-10", "2 weeks")) == [wanted]


def test_a_review_that_nobody_made_and_one_still_to_come_are_told() -> None:
    told = found(entry(1, every="12 months"), entry(4, "2026-11-26"), entry(7, "2026-11-25"), entry(9))
    assert [(finding.source.line, finding.what) for finding in told] == [
        (1, "it is to be reviewed every 12 months, and nobody says when that was last done"),
        (4, "it was reviewed on 2026-11-26, which is still to come"),
    ]


def test_retired_entries_need_no_review_and_drafts_do() -> None:
    told = found(entry(1, "2020-01-01", "1 day", "retired"), entry(4, "2020-01-01", "1 day", "draft"))
    assert [finding.source.line for finding in told] == [4]


def test_without_a_duration_nothing_is_ever_due() -> None:
    assert found(entry(1, "1990-01-01")) == []
