"""How much is asked, how well it is answered, and what the journal keeps of it."""

from __future__ import annotations

import streamlit as st

from chat import door
from chat.desk import desk
from chat.maintaining import daily, downloads, keeping, shown, span, trust
from chat.markup import label
from faq import ContentError
from journal import Figures, JournalError


@door.behind
def draw() -> None:
    """Draw the view."""
    span.choose()
    days = span.chosen()
    try:
        with st.spinner("Adding up the journal"):
            told = desk().journal.figures(days.first, days.last)
    except JournalError as error:
        st.error(f"The journal cannot be read: {label(str(error))}.")
    else:
        _told(told, days)
        downloads.draw(days)
    keeping.draw()


def _told(told: Figures, days: span.Span) -> None:
    if desk().site.keep_questions == "off":
        st.info("Questions are not counted at present: the setting `keep_questions` is `off`.")
    daily.questions(told.questions, days)
    daily.votes(told.votes, days)
    trust.draw(told.trust)
    try:
        shown.draw(told.shown, desk().assistant)
    except ContentError:
        st.warning("There is nothing to answer from.")
