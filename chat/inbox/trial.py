"""Edits tried on a copy of the content, and what that would change in plain words."""

from __future__ import annotations

from datetime import date

import streamlit as st

from authoring.inbox.sentences import sentences
from chat import door
from chat.inbox import kept
from chat.inbox.kept import Tried
from chat.inbox.office import office
from chat.inbox.progress import shown
from chat.inbox.refusals import refused
from chat.markup import label


@door.behind
def draw() -> None:
    """The button, and what was found."""
    if st.button("Try it", key="inbox-try", type="primary", icon=":material/science:"):
        with refused(), shown("Trying the changes on a copy") as progress:
            edits = kept.pending()
            found = office().clerk.preview(edits.patch, edits.asked, date.today(), progress())
            kept.put_tried(Tried(edits.patch, sentences(found), len(found.errors)))
    if tried := kept.tried():
        _told(tried)


def _told(tried: Tried) -> None:
    if tried.errors:
        st.error("The checks find errors. Mend them before you take the changes.")
    with st.container(border=True, key="inbox-tried"):
        st.markdown("\n\n".join(map(label, tried.sentences)))
