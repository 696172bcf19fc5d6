"""The Ask page: a welcome with starter questions, then the conversation."""

from __future__ import annotations

import streamlit as st

from chat import cards, conversation, live, trouble
from chat.desk import desk
from chat.markup import label
from chat.turn import Turn
from faq.site import Site, starters

TYPED_CHARACTERS = 5000
"""A longer paste is dropped whole by the browser; the core reads 500 and says so."""


def draw() -> None:
    """Draw the page."""
    site = desk().site
    turns = conversation.turns()
    _header(site, begun=bool(turns))
    trouble.told()
    if not turns:
        _starters(site)
    for turn in turns:
        cards.draw(turn)
    with st.bottom:
        st.chat_input(
            "Ask a question", key="prompt", max_chars=TYPED_CHARACTERS, on_submit=conversation.ask_typed
        )
    _announce(turns)


def _header(site: Site, begun: bool) -> None:
    st.title(label(site.title), anchor=False)
    if not begun:
        st.markdown(label(site.introduction))


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
    name = f"turn-{last.id}" if last else ""
    live.announce(last.announcement if last else "", at=name, target=name, eager=bool(last))
