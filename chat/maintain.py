"""The Maintain page: a door, and behind it one view at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from chat import door, live
from chat.bar import bar
from chat.maintaining import figures, health, inbox, trying

_VIEWS: Final[Mapping[str, Callable[[], None]]] = {
    "Inbox": inbox.draw,
    "Health": health.draw,
    "Figures": figures.draw,
    "Try": trying.draw,
}


def draw() -> None:
    """Draw the page, or the door to it."""
    corner = bar()
    st.title("Maintain", anchor=False)
    if door.is_open():
        with corner:
            st.button("Leave", on_click=door.leave)
        _views()
    else:
        door.draw(inbox.ready)
    live.announce("", at="maintain", target="")


@door.behind
def _views() -> None:
    chosen = st.segmented_control(
        "View", _VIEWS, key="view", default=next(iter(_VIEWS)), required=True, label_visibility="collapsed"
    )
    with _place(chosen):
        _VIEWS[chosen]()


def _place(chosen: str) -> DeltaGenerator:
    """Where a view is drawn: what another one left there is gone at once, not when the new one is ready."""
    before, st.session_state.viewed = st.session_state.get("viewed"), chosen
    return st.container() if before == chosen else st.empty().container()
