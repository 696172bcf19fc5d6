"""Where a text comes from: its file and line, with links to its page here and to the file on the forge."""

from __future__ import annotations

from datetime import date

import streamlit as st

from chat import pages
from chat.desk import desk
from chat.markup import label
from faq import Passage, Source


def line(passage: Passage, link: str) -> None:
    """The source of a passage and a link to the passage's own page; no link when its text is empty."""
    st.caption(f"Source: {place(passage.source)}", width="content")
    if link:
        pages.link(link, passage.id)


def place(source: Source) -> str:
    """A file and line as Markdown, linked to the forge where there is one."""
    told, url = label(str(source)), desk().site.file_url(source)
    return f"[{told}]({url})" if url else told


def care(passage: Passage) -> None:
    """What the fact rests on and when somebody last checked it, as far as the author says."""
    told = [f"Based on {label(passage.reference)}"] if passage.reference else []
    if passage.reviewed:
        told.append(f"Last reviewed on {day(passage.reviewed)}")
    if told:
        st.caption(" · ".join(told))


def day(iso: str) -> str:
    """A date in words.

    Examples
    --------
    >>> day("2026-11-02")
    '2 November 2026'
    """
    moment = date.fromisoformat(iso)
    return f"{moment.day} {moment:%B %Y}"
