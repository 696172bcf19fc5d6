"""The days that figures are told of, as the maintainer chooses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

import streamlit as st

from chat import door

PRESETS: Final[Mapping[str, int]] = {"7 days": 7, "30 days": 30, "90 days": 90}
OWN: Final = "Own days"
USUAL: Final = "30 days"
LONG: Final = 100
"""Days above which figures are told by weeks."""


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both included; in UTC, as the journal counts."""

    first: date
    last: date

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        return tuple(self.first + timedelta(days=n) for n in range(len(self)))

    @property
    def is_long(self) -> bool:
        """Whether it is told by weeks."""
        return len(self) > LONG

    @property
    def unit(self) -> str:
        """What it is told by."""
        return "week" if self.is_long else "day"

    @property
    def units(self) -> tuple[date, ...]:
        """Every day of it, or of every week the first day that lies in it."""
        return tuple(dict.fromkeys(map(self.unit_of, self.days)))

    def unit_of(self, day: date) -> date:
        """The day, or the first one of its week."""
        return max(self.first, day - timedelta(days=day.weekday())) if self.is_long else day


def today() -> date:
    """The present day in UTC."""
    return datetime.now(UTC).date()


def until_today(days: int) -> Span:
    """Some days, the last of which is today."""
    return Span(today() - timedelta(days=days - 1), today())


@door.behind
def choose() -> None:
    """Let the maintainer choose; `chosen` tells what."""
    preset = st.segmented_control("Days", [*PRESETS, OWN], key="span", default=USUAL, required=True)
    if preset == OWN:
        usual = until_today(PRESETS[USUAL])
        with st.container(horizontal=True):
            st.date_input("From", usual.first, max_value=today(), key="span-first", width=180)
            st.date_input("To", usual.last, max_value=today(), key="span-last", width=180)


def chosen() -> Span:
    """The days that are chosen; an end before the beginning is taken for it."""
    state = st.session_state
    if state.get("span") != OWN:
        return until_today(PRESETS[state.get("span", USUAL)])
    first, last = sorted((state["span-first"], state["span-last"]))
    return Span(first, last)
