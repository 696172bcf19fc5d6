"""The line on top of each page: where one can go, the same on a phone as on a wide screen."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from chat import pages


def bar() -> DeltaGenerator:
    """Draw it; what a page adds to it stands at its right end."""
    line = st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="bar"
    )
    with line, st.container(horizontal=True, gap="small", width="content"):
        st.page_link(pages.ask())
        st.page_link(pages.browse())
    return line
