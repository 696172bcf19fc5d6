"""How far the confidence keeps its word: votes against confidence, with the reach of chance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import streamlit as st

from authoring.records import counted
from chat import door
from chat.maintaining import charts, tables
from chat.maintaining.tables import share
from journal import Trust
from retrieval.risk import interval

WIDE: Final = 0.3
"""An interval that is wider allows no claim."""
HOW_TO_READ: Final = (
    "Of the answers with a confidence of about 80%, about 80 in 100 should be right. A dot shows how many of "
    "their votes were up, and its line how far chance alone may carry that (95%). Where the line meets the "
    "dashed one, the votes agree with the confidence; below it the confidence is too high, above it too low. "
    "Few visitors vote, and rather those who were disappointed: "
    "votes may judge harder than the answers deserve."
)


@door.behind
def draw(judged: Iterable[Trust]) -> None:
    """Draw the part of the view."""
    told = [each for each in judged if each.votes]
    st.subheader("Does the confidence keep its word?", anchor=False)
    if not told:
        st.markdown("No answer was voted on in these days, so nothing can be said.")
        return
    votes = sum(each.votes for each in told)
    if all(claim(each) == FEW for each in told):
        answers = "answer was" if votes == 1 else "answers were"
        st.markdown(f"{votes:,} {answers} voted on: too few to say whether the confidence keeps its word.")
    st.markdown(HOW_TO_READ)
    points = [(each.confidence, each.votes, each.up) for each in told]
    shown = counted(votes, "vote", "votes")
    alt = f"Share of votes up against the confidence, from {shown}; the table below tells the same"
    charts.draw(charts.reliability(points), "trust", alt)
    tables.draw("trust", ["Confidence", "Votes", "Up", "By chance", "It is"], map(_row, told), ["It is"])


FEW: Final = "too few votes"


def claim(judged: Trust) -> str:
    """What the votes say of the confidence, as far as they say anything.

    Examples
    --------
    >>> claim(Trust(9, 0.95, 3, 3)), claim(Trust(9, 0.95, 400, 380))
    ('too few votes', 'right')
    >>> claim(Trust(9, 0.95, 400, 300)), claim(Trust(5, 0.55, 400, 300))
    ('too high', 'too low')
    """
    low, high = interval(judged.up, judged.votes)
    if high - low > WIDE:
        return FEW
    if high < judged.confidence:
        return "too high"
    return "too low" if low > judged.confidence else "right"


def _row(judged: Trust) -> list[str]:
    low, high = interval(judged.up, judged.votes)
    return [
        f"{judged.tenths * 10} to {judged.tenths * 10 + 10}%",
        f"{judged.votes:,}",
        share(judged.up, judged.votes),
        f"{low * 100:.0f} to {high * 100:.0f}%",
        claim(judged),
    ]
