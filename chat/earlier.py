"""How a turn is drawn once another follows: the same words, its vote and its choices, in few elements.

Each element costs the server time at every run, and a conversation holds many turns.
"""

from __future__ import annotations

import streamlit as st

from chat import cards, sources
from chat.markup import label, shown
from chat.turn import Turn
from faq import Passage
from retrieval import Reply


def draw(turn: Turn) -> None:
    """The turn without what only a new one needs."""
    cards.question(turn)
    with cards.speaking():
        if turn.reply is not None:
            cards.reading(turn.reply.query)
        if turn.passage is not None:
            _answer(turn, turn.passage)
        elif turn.reply is not None:
            _other(turn, turn.reply)


def _answer(turn: Turn, passage: Passage) -> None:
    hit = turn.reply.best if turn.reply else None
    with cards.card(turn):
        said = (cards.heading(passage, hit), cards.answer(passage, hit), _origin(passage, turn.reply))
        st.markdown("\n\n".join(said), anchors=False)
        cards.thumbs(turn)


def _origin(passage: Passage, reply: Reply | None) -> str:
    """One line of Markdown with how sure the answer was, where it comes from, and the way there."""
    told = [f"Source: {sources.place(passage.source)}", f"[Open this entry](?id={passage.id})"]
    if passage.article and passage.id != passage.article:
        told.insert(0, f"From the article “{label(passage.article_title)}”")
    sure = f"{cards.badge(reply)} " if reply else ""
    return f"{sure}:small[{' · '.join(told)}]"


def _other(turn: Turn, reply: Reply) -> None:
    """A reply without an answer; what it offers to choose from can still be chosen."""
    if reply.smalltalk is not None:
        st.markdown(shown(reply.smalltalk.answer))
        return
    st.markdown(cards.SUGGESTING if reply.outcome == "suggest" else cards.NOTHING)
    if reply.hits:
        cards.choices(turn, (hit.passage for hit in reply.hits))
