"""The line on top of each page: where one can go, the same on a phone as on a wide screen."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import Page

from chat import conversation


def bar(ask: Page, browse: Page, asking: bool) -> None:
    """Draw it.

    Parameters
    ----------
    ask, browse : Page
        As the navigation has them.
    asking : bool
        Whether this is the page with the conversation, which can be begun anew here.
    """
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="bar"
    ):
        with st.container(horizontal=True, gap="small", width="content"):
            st.page_link(ask)
            st.page_link(browse)
        if asking and conversation.turns():
            st.button("New chat", key="new-chat", on_click=conversation.start_anew, icon=":material/add:")
