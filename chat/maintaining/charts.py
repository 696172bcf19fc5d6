"""Numbers into charts, as Vega-Lite reads them.

The numbers stand within a layer of the chart: those at its top would travel as Arrow, for which Streamlit
loads pandas into the process that answers visitors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final, TypeAlias

import streamlit as st

from chat import door
from retrieval.risk import interval

Chart: TypeAlias = dict[str, Any]
HEIGHT: Final = 150
"""Of one row of bars, in pixels."""
_COLOUR: Final = "#1f77d0"
"""Reads against white and against the dark theme."""


@door.behind
def draw(chart: Chart, name: str, alt: str) -> None:
    """Draw a chart under a name of its own; what it shows is told to screen readers as well."""
    inked = chart | {"config": {"axis": _INK}} if st.context.theme.type == "light" else chart
    st.vega_lite_chart(inked, alt=alt, key=f"chart-{name}")


_INK: Final = {"labelColor": "#4a4f57", "titleColor": "#4a4f57"}
"""Streamlit's own is too pale to be read on white."""


def bars(numbers: Mapping[date, int], most: int, unit: str, things: str) -> Chart:
    """A bar for each day or week.

    Parameters
    ----------
    numbers : mapping of date to int
        In the order of the dates, at least one.
    most : int
        What the axis reaches: charts that stand together are to be compared.
    unit : str
        What begins on each date: `day` or `week`.
    things : str
        What is counted.
    """
    starts = list(numbers)
    ends = [*starts[1:], starts[-1] + timedelta(days=_DAYS_OF[unit])]
    values = [
        {"from": start.isoformat(), "to": end.isoformat(), "number": numbers[start]}
        for start, end in zip(starts, ends, strict=True)
    ]
    count = {"field": "number", "type": "quantitative", "title": things}
    when = {"field": "from", "type": "temporal", "scale": {"type": "utc"}}
    return {
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": values},
                "mark": {"type": "rect", "color": _COLOUR, "x2Offset": -1},
                "encoding": {
                    "x": when | {"axis": _TIME},
                    "x2": {"field": "to"},
                    "y": count | {"scale": {"domain": [0, max(1, most)]}, "axis": _COUNTS},
                    "y2": {"datum": 0},
                    "tooltip": [{"field": "from", "title": unit.capitalize()}, count],
                },
            }
        ],
    }


_DAYS_OF: Final = {"day": 1, "week": 7}
_TIME: Final = {"title": "Day (UTC)", "format": "%-d %b", "labelOverlap": True, "grid": False}
_COUNTS: Final = {"tickCount": 3, "tickMinStep": 1, "format": "d"}


def reliability(judged: Iterable[tuple[float, int, int]]) -> Chart:
    """The share of votes up against the confidence, with the reach of chance, and where both are the same.

    Parameters
    ----------
    judged : iterable of (float, int, int)
        Mean confidence in [0, 1], votes, and how many of them were up.
    """
    values = [_judged(*each) for each in judged]
    sure, up = _axis("sure", "Confidence"), _axis("up", "Votes up")
    told = [
        {"field": "sure", "title": "Confidence", "format": ".0%"},
        {"field": "up", "title": "Votes up", "format": ".0%"},
        {"field": "votes", "title": "Votes"},
    ]
    ends = [{"sure": 0, "up": 0}, {"sure": 1, "up": 1}]
    return {
        "height": 300,
        "layer": [
            {
                "data": {"values": ends},
                "mark": {"type": "line", "strokeDash": [6, 4], "color": "#808080"},
                "encoding": {"x": sure, "y": up},
            },
            {
                "data": {"values": values},
                "mark": {"type": "rule", "strokeWidth": 2, "color": _COLOUR},
                "encoding": {"x": sure, "y": up | {"field": "low"}, "y2": {"field": "high"}},
            },
            {
                "data": {"values": values},
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1, "color": _COLOUR},
                "encoding": {"x": sure, "y": up, "tooltip": told},
            },
        ],
    }


def _judged(sure: float, votes: int, up: int) -> dict[str, float]:
    low, high = interval(up, votes)
    return {"sure": sure, "up": up / votes, "low": low, "high": high, "votes": votes}


def _axis(field: str, title: str) -> dict[str, Any]:
    axis = {"title": title, "format": ".0%", "tickCount": 5}
    return {"field": field, "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}
