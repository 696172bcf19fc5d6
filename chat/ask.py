"""The Ask page: a welcome with starter questions, then the conversation."""

from __future__ import annotations

import streamlit as st

from chat import cards, conversation, live, notice, trouble
from chat.bar import bar
from chat.desk import desk
from chat.markup import label
from chat.turn import Turn
from faq.site import Site, starters

TYPED_CHARACTERS = 5000
"""A longer paste is dropped whole by the browser; the core reads 500 and says so."""
MOST_FRESH = 5
"""Turns that are drawn again with each question; with the next one the whole page is."""


def draw() -> None:
    """Draw the page."""
    with bar():  # outside of what a question changes, so that a click draws the whole page
        st.button("New chat", key="new-chat", on_click=conversation.start_anew, icon=":material/add:")
    st.title(label(desk().site.title), anchor=False)
    above = conversation.turns()[:-1]
    with st.container():  # always one, so that what follows keeps its place and its live region
        for turn in above:
            cards.draw(turn, is_new=False)
    _fresh([turn.id for turn in above])
    with st.bottom:
        notice.draw()


@st.fragment
def _fresh(above: list[str]) -> None:
    """All that a further question changes, and the input: a run of this part alone costs a fraction.

    Parameters
    ----------
    above : list of str
        Ids of the turns that the page shows already, oldest first.
    """
    turns = conversation.turns()
    fresh = [turn for turn in turns if turn.id not in above]
    if len(fresh) > MOST_FRESH:
        st.rerun()
    with trouble.boundary():
        if not turns:
            _welcome(desk().site)
        for turn in fresh:
            cards.draw(turn, is_new=turn is turns[-1])
        trouble.told()
        with st.bottom:
            st.chat_input(
                "Ask a question", key="prompt", max_chars=TYPED_CHARACTERS, on_submit=conversation.ask_typed
            )
    _announce(turns)


def _welcome(site: Site) -> None:
    trouble.told()
    st.markdown(label(site.introduction))
    _starters(site)


def _starters(site: Site) -> None:
    for place, (subject, questions) in enumerate(starters(site).items()):
        if subject:
            st.subheader(label(subject), anchor=False)
        with st.container(horizontal=True, gap="small"):
            for number, question in enumerate(questions):
                st.button(
                    label(question),
                    key=f"starter-{place}-{number}",
                    on_click=conversation.ask,
                    args=(question,),
                    wrap=True,
                )


def _announce(turns: list[Turn]) -> None:
    last = turns[-1] if turns else None
    text, name = (last.announcement, f"turn-{last.id}") if last else ("", "")
    live.announce(text, at=name, target=cards.QUESTIONS if last else "", eager=bool(last))
