"""The Maintain page: what is wrong with the content files, for those who know the password."""

from __future__ import annotations

import math
import time

import streamlit as st

from chat import live
from chat.bar import bar
from chat.desk import desk
from chat.markup import label
from chat.shelf import shelf_of
from faq import ContentError, Problem
from retrieval.supply import Published

IDLE_SECONDS = 1800
"""After so long without a click the password is asked for again."""
PASSWORD_CHARACTERS = 200
MOST_PROBLEMS = 200
"""More are counted, not drawn."""


def draw() -> None:
    """Draw the page, or the door to it."""
    bar()
    st.title("Maintain", anchor=False)
    if _inside():
        _content()
    else:
        _door()
    live.announce("", at="maintain", target="")


def _inside() -> bool:
    """Whether this conversation gave the password, and not too long ago."""
    now, seen = time.monotonic(), st.session_state.get("maintaining", -math.inf)
    if not desk().gate.is_set or now - seen > IDLE_SECONDS:
        st.session_state.pop("maintaining", None)
        return False
    st.session_state.maintaining = now
    return True


def _door() -> None:
    with st.form("door", border=False):
        st.text_input("Password", type="password", key="password", max_chars=PASSWORD_CHARACTERS)
        st.form_submit_button("Open", on_click=enter)
    if refused := st.session_state.pop("refused", ""):
        st.error(refused)


def enter() -> None:
    """Let the maintainer in if the password that was typed is right."""
    gate = desk().gate
    if gate.admits(str(st.session_state.pop("password", ""))):
        st.session_state.maintaining = time.monotonic()
    elif wait := gate.wait():
        st.session_state.refused = f"Too many wrong passwords. Try again in {math.ceil(wait / 60)} minutes."
    else:
        st.session_state.refused = "This is not the password."


def leave() -> None:
    """Ask for the password again."""
    st.session_state.pop("maintaining", None)


def _content() -> None:
    holder = desk().holder
    try:
        st.markdown(label(_told(holder.published())))
    except ContentError:
        st.warning("There is nothing to answer from.")
    if problems := holder.problems:
        _problems(problems)
    else:
        st.success("No problem found in the content files.")
    st.button("Leave", on_click=leave)


def _told(published: Published) -> str:
    count, shelf = len(published.assistant.passages), shelf_of(published.assistant)
    moment = f"{published.moment:%d %B %Y, %H:%M:%S} UTC"
    if len(shelf.passages) < count:
        return f"{count} entries and article sections, as of {moment}."
    sections = int(shelf.section.sum())
    return f"{count - sections} entries and {sections} article sections, as of {moment}."


def _problems(problems: tuple[Problem, ...]) -> None:
    st.subheader("Problems in the content files", anchor=False)
    st.markdown("Visitors do not see this. What cannot be read is answered as it was before.")
    for problem in problems[:MOST_PROBLEMS]:
        url = desk().site.file_url(problem.source)
        place = f"[{label(str(problem.source))}]({url})" if url else label(str(problem.source))
        st.markdown(
            f"- {place}: {label(problem.what)}. {label(problem.remedy[:1].upper() + problem.remedy[1:])}."
        )
    if len(problems) > MOST_PROBLEMS:
        st.caption(f"and {len(problems) - MOST_PROBLEMS} more")
