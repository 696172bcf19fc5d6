"""The last line of each page: the links that the law or the deployer asks for."""

from __future__ import annotations

import streamlit as st

from faq import Site


def footer(site: Site) -> None:
    """Draw the links that are set; nothing when none is."""
    named = (("Privacy", site.privacy_url), ("Imprint", site.imprint_url))
    links = [f"[{name}](<{url}>)" for name, url in named if url]
    if links:
        st.divider()
        st.caption(" · ".join(links))
