"""The view *Inbox*: what visitors asked without finding it, the most asked first, and what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

import streamlit as st

from authoring.inbox.groups import Group
from authoring.records import Progress, counted
from chat import door
from chat.desk import desk
from chat.inbox import card, kept, panel, settled
from chat.inbox.card import NAME_CHARACTERS, cut
from chat.inbox.files import ADVICE, reach
from chat.inbox.needing import done_with, within, without
from chat.inbox.office import office
from chat.inbox.pile import Pile, Rows
from chat.inbox.progress import shown
from chat.inbox.refusals import refused, sentence, told
from chat.markup import label
from journal import Decision

PAGE_SIZE: Final = 10
PERIODS: Final[Mapping[str, int]] = {"7 days": 7, "30 days": 30, "All": 0}
"""By their names: how many days back; 0 for all that is kept."""


@door.behind
def draw() -> None:
    """Draw the view."""
    told()
    panel.draw()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        period = st.segmented_control(
            "Period",
            PERIODS,
            key="inbox-period",
            default="30 days",
            required=True,
            label_visibility="collapsed",
        )
        decided = st.toggle("Decided", key="inbox-decided")
        st.button("Read again", key="inbox-again", on_click=read_again, type="tertiary")
    with refused():
        _lists(PERIODS[period], decided)


@door.behind
def read_again() -> None:
    """Let the journal be read anew."""
    office().read_again()


def _lists(days: int, decided: bool) -> None:
    made = {decision.alike: decision for decision in desk().journal.decisions()}
    found = _found(days, made)
    done = done_with(found.rows.asked, made)
    groups = within(found.groups, done) if decided else without(found.groups, done | kept.pending().keys)
    _state(found, groups, decided, days)
    _page(groups, made, decided)


def _found(days: int, made: Mapping[str, Decision]) -> Pile:
    """What lies in the inbox; while it is grouped, what was asked most is there to be read."""
    with st.spinner("Reading the journal"), shown("Grouping the questions") as progress:
        early = st.empty()

        def seen(told: Rows) -> Progress:
            done = done_with(told.asked, made) | kept.pending().keys
            asked = (each for each in told.asked if each.alike not in done)
            with early.container(gap="xsmall"):
                for each in islice(asked, PAGE_SIZE):
                    st.text(f"{cut(each.text, NAME_CHARACTERS)} · {each.times:,}")
            return progress()

        try:
            return office().pile(days, seen)
        finally:
            early.empty()


def _state(found: Pile, groups: Sequence[Group], decided: bool, days: int) -> None:
    if desk().site.keep_questions == "off":
        st.info("The setting keep_questions is off: no question is kept, so none comes here.")
    if not decided and reach(desk()) == "none":
        st.info(ADVICE["none"])
    if found.failure:
        st.warning(label(f"Each wording stands for itself. {sentence(ValueError(found.failure))}"))
    asked = counted(sum(group.whole.times for group in groups), "question", "questions")
    inside = counted(len(groups), "group", "groups")
    st.caption(f"{asked} in {inside}, as of {found.rows.moment:%d %B %Y, %H:%M} UTC.")
    if left_out := found.rows.left_out:
        is_shortest = days == min(filter(None, PERIODS.values()))
        advice = "" if is_shortest else " A shorter period shows more of them."
        words = counted(left_out, "wording", "wordings")
        st.caption(f"{words} that are asked most rarely stand in no group.{advice}")


def _page(groups: Sequence[Group], made: Mapping[str, Decision], decided: bool) -> None:
    """A window of the list, with pages to turn at its end."""
    if not groups:
        st.success("Nothing is decided in this period." if decided else "Nothing waits in this period.")
        return
    last = -(-len(groups) // PAGE_SIZE)
    with st.container(gap="xsmall", key="inbox-list"):
        drawn = st.container(gap="xsmall")
    at = st.pagination(last, key=f"inbox-page-{last}") if last > 1 else 1
    with drawn:
        for group in groups[(at - 1) * PAGE_SIZE : at * PAGE_SIZE]:
            if decided:
                settled.draw(group, made)
            else:
                card.draw(group, made)
