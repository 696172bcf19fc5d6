"""The line on top of each page: where one can go, the same on a phone as on a wide screen."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from chat import notice, pages


def bar() -> DeltaGenerator:
    """Draw it; what a page adds to it stands at its right end."""
    line = st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="bar"
    )
    with line, st.container(horizontal=True, gap="small", width="content"):
        for page in (pages.ask(), pages.browse()):
            st.page_link(page, query_params=notice.beside() or None)
    return line
