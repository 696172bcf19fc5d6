"""A visitor's conversation, from what they did to the turns that are drawn; kept in their session."""

from __future__ import annotations

import streamlit as st

from chat import notice
from chat.desk import desk
from chat.trouble import guarded
from chat.turn import Turn, new_id
from faq import Passage
from journal import Rating

MOST_TURNS = 30
"""A run of the whole page draws all turns, so the oldest are dropped."""
LINK_CHARACTERS = 2000
"""What is read of a question in a link; nothing limits an address."""


def turns() -> list[Turn]:
    """The turns so far, oldest first."""
    found: list[Turn] = st.session_state.setdefault("turns", [])
    return found


def conversation() -> str:
    """The random name of this conversation."""
    return str(st.session_state.setdefault("conversation", new_id()))


@guarded
def ask(question: str) -> None:
    """Add a turn that answers a question; nothing when it is blank."""
    question = question.strip()
    if question:
        reply = desk().assistant.ask(question)
        _add(Turn(new_id(), reply.query.text, reply, related=reply.related))


@guarded
def ask_typed() -> None:
    """Ask what stands in the input."""
    ask(str(st.session_state.get("prompt") or ""))


@guarded
def choose(name: str) -> None:
    """Add a turn that shows the entry with an id."""
    passage = desk().assistant.passage(name)
    if passage is not None:
        _add(Turn(new_id(), passage.title, chosen=passage, related=see_also(passage)))


def see_also(passage: Passage) -> tuple[Passage, ...]:
    """What the author of a passage points to."""
    found = (desk().assistant.passage(name) for name in passage.see_also)
    return tuple(other for other in found if other is not None and other.id != passage.id)


@guarded
def vote(turn: Turn) -> None:
    """Keep what the visitor's thumbs and words say about a turn, and remember what became of it."""
    thumb = st.session_state.get(f"thumbs-{turn.id}")
    rating: Rating | None = None if thumb is None or notice.declined() else "up" if thumb else "down"
    missing = str(st.session_state.get(f"missing-{turn.id}") or "")
    verdict = turn.vote(conversation(), rating, missing if notice.keeps() else "")
    asked = turn.asked(conversation()) if notice.keeps() else None
    st.session_state[f"kept-{turn.id}"] = desk().journal.voted(verdict, asked)
    if notice.declined():  # it was taken back, and no other is kept
        st.session_state[f"thumbs-{turn.id}"] = None
        del st.session_state[f"kept-{turn.id}"]


def start_anew() -> None:
    """Forget the conversation."""
    for key in [*st.session_state]:
        if key in ("turns", "conversation") or str(key).startswith(("kept-", "thumbs-", "missing-")):
            del st.session_state[key]


def read_link() -> None:
    """Ask the question of a link such as `?q=…`, once a session, and take it out of the address bar."""
    if "q" not in st.query_params:
        return
    question = st.query_params["q"][:LINK_CHARACTERS]
    del st.query_params["q"]
    if not st.session_state.get("link_read"):
        st.session_state.link_read = True
        ask(question)


def _add(turn: Turn) -> None:
    known = turns()
    known.append(turn)
    del known[:-MOST_TURNS]
    if notice.keeps():
        desk().journal.asked(turn.asked(conversation()))
