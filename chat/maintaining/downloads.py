"""What the journal holds of some days, to take away as CSV."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from typing import Final

import streamlit as st

from chat import door
from chat.desk import desk
from chat.maintaining.span import Span
from journal import Journal
from journal.exports import Record, csv_lines

KINDS: Final[Mapping[str, str]] = {"questions": "Questions", "votes": "Votes", "counts": "Counts"}


@door.behind
def draw(span: Span) -> None:
    """Draw a button for each kind; the file is made when one is clicked."""
    st.subheader("Take away", anchor=False)
    st.markdown(
        "Files for a spreadsheet, of the days chosen above. No cell is a formula; a text is there only if it"
        " is kept and may be shown."
    )
    with st.container(horizontal=True):
        for kind, words in KINDS.items():
            st.download_button(
                f"{words} (CSV)",
                made(kind, span),
                f"{kind}-{span.first}-{span.last}.csv",
                "text/csv",
                key=f"download-{kind}",
                on_click="ignore",
            )


def made(kind: str, span: Span) -> Callable[[], bytes]:
    """What makes the file: nothing once the page has lain open for so long that the door is closed again.

    It runs when the button is clicked, outside of any run of the page and so out of sight of the door.
    """
    journal, closes = desk().journal, time.monotonic() + door.IDLE_SECONDS
    is_open = door.is_open()

    def make() -> bytes:
        return _csv(journal, kind, span) if is_open and time.monotonic() < closes else b""

    return make


def _csv(journal: Journal, kind: str, span: Span) -> bytes:
    """What the journal holds of a kind and of some days; a mark at its begin tells spreadsheets of UTF-8.

    Raises
    ------
    JournalError
        When the journal cannot be read.
    """
    since, until = (
        datetime.combine(day, time_of_day(), UTC) for day in (span.first, span.last + timedelta(days=1))
    )
    read: Mapping[str, Callable[[datetime, datetime], Iterable[Record]]] = {
        "questions": journal.questions,
        "votes": journal.votes,
        "counts": journal.counts,
    }
    return "".join(csv_lines(kind, read[kind](since, until))).encode("utf-8-sig", "replace")
