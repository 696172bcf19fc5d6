from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from authoring.repair.dates import dates_meant


@pytest.mark.parametrize(
    "typed",
    [
        *("22.11.2026", "22. 11. 2026", "22/11/2026", "11/22/2026", "22-11-2026", "11-22-2026"),
        *("2026/11/22", "2026.11.22", "2026-11-22", "20261122"),
        *("22 Nov 2026", "22 November 2026", "22nd Nov 2026", "22. Nov. 2026", "22-Nov-2026"),
        *("Nov 22, 2026", "November 22 2026", "Nov. 22nd, 2026", " 22 NOV 2026 "),
    ],
)
def test_a_day_is_known_however_it_is_written(typed: str) -> None:
    assert dates_meant(typed) == (date(2026, 11, 22),)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("03/04/2026", (date(2026, 4, 3), date(2026, 3, 4))),
        ("3-4-2026", (date(2026, 4, 3), date(2026, 3, 4))),
        ("03.04.2026", (date(2026, 4, 3),)),
        ("05/05/2026", (date(2026, 5, 5),)),
        ("2026-1-5", (date(2026, 1, 5),)),
        ("1 Sept 2026", (date(2026, 9, 1),)),
    ],
)
def test_a_day_that_can_be_another_one_is_told_apart(typed: str, expected: tuple[date, ...]) -> None:
    assert dates_meant(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "2026",
        "Nov 2026",
        "31.02.2026",
        "32/01/2026",
        "13/13/2026",
        "22.11.26",
        "22 Foo 2026",
        "1/2-2026",
        "2026-13-01",
        "2026112",
        "22 11 2026",
        "2026-11-22T10:00",
    ],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert dates_meant(typed) == ()


@given(
    some.dates(date(1000, 1, 1), date(9999, 12, 31)),
    some.sampled_from(["%d.%m.%Y", "%d %B %Y", "%b %d, %Y", "%Y/%m/%d"]),
)
def test_every_day_is_read_back(day: date, form: str) -> None:
    assert dates_meant(day.strftime(form)) == (day,)


@given(some.text(max_size=20))
def test_any_text_means_at_most_two_days(typed: str) -> None:
    assert len(dates_meant(typed)) <= 2
