"""Questions and votes day by day: how many, what became of them, and the same as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import streamlit as st

from chat import door
from chat.maintaining import charts, tables
from chat.maintaining.span import Span
from chat.maintaining.tables import share
from journal import Tally

OUTCOMES: Final[Mapping[str, str]] = {
    "answer": "Answered",
    "suggest": "Offered entries to choose from",
    "abstain": "Declined: nothing found",
    "chosen": "Chosen from a list",
    "smalltalk": "Small talk",
}
"""What became of a question, in a maintainer's words."""
ASKED: Final = ("answer", "suggest", "abstain")
"""Of the outcomes, those of questions: to choose is none, and small talk is not to be found anywhere."""
RATINGS: Final[Mapping[str, str]] = {"up": "Votes up", "down": "Votes down"}


@door.behind
def questions(tallies: Iterable[Tally], span: Span) -> None:
    """Draw what became of the questions."""
    by_day = by_unit(tallies, span)
    sums = {what: sum(days.values()) for what, days in by_day.items()}
    asked = sum(sums.get(what, 0) for what in ASKED)
    st.subheader("Questions", anchor=False)
    if not sum(sums.values()):
        st.markdown("Nothing was asked in these days.")
        return
    rows = [
        [words, f"{sums.get(what, 0):,}", share(sums.get(what, 0), asked) if what in ASKED else "–"]
        for what, words in OUTCOMES.items()
    ]
    tables.draw("outcomes", ["What became of them", "Number", "Share"], rows)
    _drawn({words: by_day.get(what, {}) for what, words in OUTCOMES.items()}, span, "Questions")


@door.behind
def votes(tallies: Iterable[Tally], span: Span) -> None:
    """Draw the votes."""
    by_day = by_unit(tallies, span)
    sums = {what: sum(by_day.get(what, {}).values()) for what in RATINGS}
    st.subheader("Votes", anchor=False)
    if not (given := sum(sums.values())):
        st.markdown("Nobody voted in these days.")
        return
    up = share(sums["up"], given)
    st.markdown(f"{sums['up']:,} up and {sums['down']:,} down: {up} of the votes are up.")
    _drawn({words: by_day.get(what, {}) for what, words in RATINGS.items()}, span, "Votes")


def by_unit(tallies: Iterable[Tally], span: Span) -> dict[str, Counter[date]]:
    """The numbers by what they count and by the units of the span."""
    found: dict[str, Counter[date]] = {}
    for tally in tallies:
        unit = span.unit_of(date.fromisoformat(tally.day))
        found.setdefault(tally.what, Counter())[unit] += tally.number
    return found


def _drawn(rows: Mapping[str, Mapping[date, int]], span: Span, things: str) -> None:
    """A row of bars for each, one below the other and on one scale; then all as a table."""
    most = max(max(days.values(), default=0) for days in rows.values())
    for words, days in rows.items():
        if not days:
            continue
        told = f"{words}, by {span.unit}: {sum(days.values())} from {span.first} to {span.last}"
        st.markdown(f"**{words}**")
        every = {unit: days.get(unit, 0) for unit in span.units}
        charts.draw(charts.bars(every, most, span.unit, things), words, told)
    with st.expander(f"{things} by {span.unit}, as a table"):
        lines = [[f"{unit}", *(f"{days.get(unit, 0):,}" for days in rows.values())] for unit in span.units]
        tables.draw(things.casefold(), [span.unit.capitalize(), *rows], lines)
