"""The entry point: navigation and wiring. It decides nothing."""

from __future__ import annotations

import streamlit as st

from chat import conversation, notice, pages
from chat.desk import desk
from chat.footer import footer
from chat.trouble import boundary

with boundary():
    site = desk().site
    st.set_page_config(page_title=site.title, page_icon="💬", layout="centered")
    ask, browse = pages.ask(), pages.browse()
    page = st.navigation([ask, browse, *pages.hidden()], position="hidden")
    notice.read_link()
    if page == ask and "id" in st.query_params:
        st.switch_page(browse, query_params=notice.beside(id=st.query_params["id"]))
    conversation.read_link()
    with boundary():
        page.run()
    footer(site)
