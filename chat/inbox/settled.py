"""The questions that are decided, and how to take a decision back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from authoring.inbox.groups import Group
from chat import door
from chat.desk import desk
from chat.inbox.card import NAME_CHARACTERS, cut
from chat.inbox.choosing import decide, key_of
from chat.markup import label
from chat.sources import day
from journal import Decision, Kind

WORDS: Final[Mapping[Kind, str]] = {
    "added": "Answered by “{title}”",
    "outside": "Out of scope",
    "ignored": "Ignored",
}


@door.behind
def draw(group: Group, decided: Mapping[str, Decision]) -> None:
    """A group of which all questions are decided."""
    with st.container(border=True, key=key_of(group.members, "settled")):
        st.text(cut(group.name, NAME_CHARACTERS))
        made = sorted({_told(decided[each.alike]) for each in group.members})
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(label(f"{'; '.join(made)}. Asked {group.whole.times:,}×."), width="stretch")
            st.button(
                "Take it back",
                key=key_of(group.members, "back"),
                on_click=decide,
                args=(group.members, None),
                type="tertiary",
            )


def _told(decision: Decision) -> str:
    passage = desk().assistant.passage(decision.passage)
    title = passage.title if passage else decision.passage
    words = WORDS[decision.kind] if decision.kind else ""
    return f"{words.format(title=title)} on {day(decision.time[:10])}"
