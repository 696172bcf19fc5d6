"""The pages that the navigation offers, and links between them.

The pages link to each other, so each is imported when it is drawn.
"""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import Page

from chat import notice
from chat.desk import desk


def ask() -> Page:
    """The page with the conversation; a new object at each call, since a run marks the one it draws."""
    return st.Page(_ask, title="Ask", url_path="ask", default=True)


def browse() -> Page:
    """The page with all entries and articles."""
    return st.Page(_browse, title="Browse", url_path="browse")


def hidden() -> list[Page]:
    """Pages that nothing leads to but their address: the one for maintainers, if there is a password."""
    return [st.Page(_maintain, title="Maintain", url_path="maintain")] if desk().gate.is_set else []


def link(text: str, name: str = "") -> None:
    """A link to the page of an entry or article; to the list of all without a name.

    Parameters
    ----------
    text : str
        Markdown without links; see `chat.markup.label`.
    name : str
        Id of an entry, a section or an article.
    """
    st.page_link(browse(), label=text, query_params=notice.beside(**{"id": name} if name else {}) or None)


def _ask() -> None:
    from chat import ask as page

    page.draw()


def _browse() -> None:
    from chat import browse as page

    page.draw()


def _maintain() -> None:
    from chat import maintain as page

    page.draw()
