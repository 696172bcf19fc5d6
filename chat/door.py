"""The door to the maintainers' page: who gave the password is inside, until they leave or fall idle."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from authoring.records import counted
from chat.desk import desk
from chat.password import CHARACTERS

IDLE_SECONDS = 1800
"""After so long without a click the password is asked for again."""

P = ParamSpec("P")


def is_open() -> bool:
    """Whether this conversation gave the password, and not too long ago."""
    now, seen = time.monotonic(), st.session_state.get("maintaining", -math.inf)
    if not desk().gate.is_set or now - seen > IDLE_SECONDS:
        st.session_state.pop("maintaining", None)
        return False
    st.session_state.maintaining = now
    return True


def behind(function: Callable[P, None]) -> Callable[P, None]:
    """A part of the page, or a callback of it, that does nothing for those who are not inside."""

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        if is_open():
            function(*args, **kwargs)

    return guarded


def draw(then: Callable[[], object] = lambda: None) -> None:
    """Ask for the password.

    Parameters
    ----------
    then : callable
        Called when the maintainer is let in, before the page is drawn.
    """
    with st.form("door", border=False):
        st.text_input("Password", type="password", key="password", max_chars=CHARACTERS)
        st.form_submit_button("Open", on_click=enter, args=(then,))
    if refused := st.session_state.pop("refused", ""):
        st.error(refused)


def enter(then: Callable[[], object]) -> None:
    """Let the maintainer in if the password that was typed is right."""
    gate = desk().gate
    if gate.admits(str(st.session_state.pop("password", ""))):
        st.session_state.maintaining = time.monotonic()
        then()
    elif wait := gate.wait():
        minutes = counted(math.ceil(wait / 60), "minute", "minutes")
        st.session_state.refused = f"Too many wrong passwords. Try again in {minutes}."
    else:
        st.session_state.refused = "This is not the password."


def leave() -> None:
    """Ask for the password again."""
    st.session_state.pop("maintaining", None)
