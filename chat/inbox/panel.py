"""The edits that wait: what each file changes, whether they are worth it, and how to take them."""

from __future__ import annotations

import streamlit as st

from authoring.inbox.patch import FileChange, Patch
from authoring.inbox.unified import unified
from authoring.records import counted
from chat import door
from chat.desk import desk
from chat.inbox import kept, taking, trial, ways
from chat.inbox.card import NAME_CHARACTERS, cut
from chat.inbox.choice import Choice
from chat.inbox.files import root
from chat.inbox.pending import Pending, is_current
from chat.inbox.refusals import refused
from chat.markup import label

LINES_CHARACTERS = 20_000
"""Of a diff that are shown; the patch holds them all."""


@door.behind
def draw() -> None:
    """The panel, if something waits or was taken."""
    if edits := kept.pending():
        with st.container(border=True, key="inbox-pending"):
            _waiting(edits)
    elif found := kept.taken():
        with st.container(border=True, key="inbox-taken"):
            ways.after(found)


def _waiting(edits: Pending) -> None:
    st.subheader(counted(len(edits.edits), "change waits", "changes wait"), anchor=False)
    for place, each in enumerate(edits.edits):
        _choice(place, each.choice)
    with refused():
        for change in edits.patch.changes:
            _file(change)
        if is_current(edits.patch, desk().site.content):
            trial.draw()
            ways.draw(edits)
        else:
            st.warning("The files were changed meanwhile.")
            st.button("Make the changes again", on_click=taking.make_again)


def _choice(place: int, choice: Choice) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = cut(choice.members[0].text, NAME_CHARACTERS)
        st.markdown(label(f"“{name}”: {choice.told}"), width="stretch")
        st.button("Drop", key=f"inbox-drop-{place}", on_click=taking.drop, args=(place,), type="tertiary")


def _file(change: FileChange) -> None:
    """What a file changes, as text."""
    words = "is new" if change.before is None else "changes"
    with st.expander(label(f"{change.path} {words}")):
        diff = unified(Patch((change,)), root(desk().site.content)).decode()
        st.code(diff[:LINES_CHARACTERS], language="diff", wrap_lines=True)
