"""The ways to take edits: as a patch, on the pages of a forge, or by this app."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from authoring.inbox.forge import ForgePage, forge_page
from authoring.inbox.unified import unified
from authoring.records import counted
from chat import door
from chat.desk import desk
from chat.inbox import kept, taking
from chat.inbox.files import ADVICE, reach, repository, root
from chat.inbox.kept import Taken, Way
from chat.inbox.pending import Pending
from chat.markup import label
from faq.files import shown

DONE: Final[dict[Way, str]] = {
    "downloaded": "You have the patch. Apply it in {where} with: git apply {name}",
    "edited": "You made the changes where your files are kept.",
    "applied": "The changes are written. Visitors are answered from them in a few seconds.",
}


@door.behind
def draw(edits: Pending) -> None:
    """All ways that are open."""
    st.markdown("**Take the changes**")
    can = reach(desk())
    st.caption(ADVICE[can])
    with st.container(horizontal=True, gap="small"):
        if can == "write":
            _apply()
        _download(edits, "download")
        st.button("Drop all", key="inbox-drop-all", on_click=taking.drop_all, type="tertiary")
    _forge(edits)


@door.behind
def after(found: Taken) -> None:
    """What became of the edits, and how to undo that."""
    told = DONE[found.way].format(where=shown(repository(desk().site.content)), name=name())
    number = counted(len(found.pending.keys), "wording has", "wordings have")
    st.success(label(f"{told}"))
    st.caption(f"{number} left the inbox; the switch below shows what is decided.")
    with st.container(horizontal=True, gap="small"):
        _download(found.pending, "download-again")
        if found.way != "applied":
            st.button("Put it back", key="inbox-give-back", on_click=taking.give_back, type="tertiary")


def name() -> str:
    """Of the file that is downloaded."""
    return f"faq-{date.today().isoformat()}.patch"


def _apply() -> None:
    tried = kept.tried()
    st.button(
        "Apply now",
        key="inbox-apply",
        on_click=taking.apply,
        disabled=tried is None or tried.errors > 0,
        help="Try it first: what was shown is then what is written." if tried is None else None,
    )


def _download(edits: Pending, key: str) -> None:
    st.download_button(
        "Download the patch",
        unified(edits.patch, root(desk().site.content)),
        name(),
        "text/x-diff",
        key=f"inbox-{key}",
        on_click=taking.take if key == "download" else "ignore",
        args=("downloaded",) if key == "download" else None,
        icon=":material/download:",
    )


def _forge(edits: Pending) -> None:
    """A page of the forge for each file; somebody has to say when it is done there."""
    site = desk().site
    pages = [(change.path, forge_page(change, site, shown(site.content))) for change in edits.patch.changes]
    known = [(path, page) for path, page in pages if page]
    if not known:
        return
    with st.expander("Edit the files where they are kept"):
        for path, page in known:
            _page(path, page)
        st.button("I have committed it", key="inbox-edited", on_click=taking.take, args=("edited",))


def _page(path: str, page: ForgePage) -> None:
    st.link_button(label(f"Open {path}"), page.url, icon=":material/open_in_new:")
    st.caption(page.advice)
    for paste in page.paste:
        if paste.instead_of:
            st.caption(f"Line {paste.line} and what follows reads")
            st.code(paste.instead_of, language=None, wrap_lines=True)
            st.caption("Put this there instead" if paste.text else "Take it out")
        else:
            st.caption(f"Before line {paste.line}, paste")
        if paste.text:
            st.code(paste.text, language=None, wrap_lines=True)
