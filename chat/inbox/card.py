"""How a group is drawn: what was asked and what became of it, then what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import streamlit as st

from authoring.comparing.told import told
from authoring.inbox.asked import Asked
from authoring.inbox.groups import Group
from authoring.inbox.sentences import said
from authoring.records import counted
from chat import door, pages
from chat.desk import desk
from chat.inbox import remedy
from chat.inbox.choosing import LISTED, key_of
from chat.markup import label
from chat.sources import day
from faq import Passage
from journal import Decision
from retrieval import Reply

NAME_CHARACTERS: Final = 120
COMMENTS: Final = 5
NEAREST: Final = 4
GIST_CHARACTERS: Final = 200
OUTCOMES: Final = {
    "abstain": "without an answer",
    "suggest": "with several entries to choose from",
    "answer": "answered",
    "chosen": "answered by an entry that the visitor chose",
    "smalltalk": "taken for small talk",
}


@door.behind
def draw(group: Group, decided: Mapping[str, Decision]) -> None:
    """A line that opens; only what is open is worked out and sent."""
    asked = group.whole
    heading = f"{label(cut(asked.text, NAME_CHARACTERS))} :gray[· {asked.times:,}]"
    with st.expander(heading, key=key_of(group.members, "open"), on_change="rerun") as opened:
        if opened.open:
            body(group, decided)


@door.behind
def body(group: Group, decided: Mapping[str, Decision]) -> None:
    """All about a group."""
    asked = group.whole
    st.markdown(label(summary(asked)))
    _again(group, decided)
    _comments(asked.comments)
    _wordings(group.members)
    reply = desk().assistant.ask(asked.text)
    nearest = tuple(hit.passage for hit in reply.hits)
    _present(reply, nearest, key_of(group.members, "nearest"))
    remedy.draw(group, nearest)


def summary(asked: Asked) -> str:
    """How often and since when it was asked, and what became of it.

    Examples
    --------
    >>> day = "2026-11-02"
    >>> summary(Asked(text="dogs?", alike="d", first=day, last=day, outcomes=(("abstain", 1),)))
    'Asked once, on 2 November 2026: without an answer.'
    """
    when = f"on {day(asked.last)}"
    if asked.first != asked.last:
        when = f"from {day(asked.first)} to {day(asked.last)}"
    often = "once" if asked.times == 1 else f"{asked.times:,} times"
    if asked.times > 1:
        often += f" in {counted(asked.conversations, 'conversation', 'conversations')}"
    return f"Asked {often}, {when}: {', '.join(_became(asked))}."


def _again(group: Group, decided: Mapping[str, Decision]) -> None:
    """Whether an answer was there already, and did not help."""
    if made := [decided[each.alike] for each in group.members if each.alike in decided]:
        last = max(made, key=lambda decision: decision.time)
        st.info(f"Answered since {day(last.time[:10])}, as you decided, and yet it failed again.")


def _became(asked: Asked) -> Iterator[str]:
    for outcome, times in asked.outcomes:
        words = OUTCOMES.get(outcome, outcome)
        yield words if len(asked.outcomes) == 1 else f"{times:,} {words}"
    if asked.down:
        yield counted(asked.down, "vote against the reply", "votes against the reply")


def _comments(comments: tuple[str, ...]) -> None:
    if comments:
        st.caption("What visitors missed")
        with st.container(gap="xsmall"):
            for comment in comments[:COMMENTS]:
                st.text(f"“{comment}”")
        if len(comments) > COMMENTS:
            st.caption(f"and {len(comments) - COMMENTS} more")


def _wordings(members: tuple[Asked, ...]) -> None:
    """The ways in which it was asked; those that mean something else can be left out."""
    if len(members) == 1:
        return
    st.caption("Asked like this. Leave out what means something else: it stays in the inbox.")
    with st.container(gap=None):
        for each in members[:LISTED]:
            words = f"{label(each.text)} :gray[· {each.times:,}]"
            st.checkbox(words, value=True, key=key_of(members, f"means-{each.alike}"))
        if rest := members[LISTED:]:
            words = counted(len(rest), "rarer wording", "rarer wordings")
            st.checkbox(f"and {words}", value=True, key=key_of(members, "means-rest"))


def _present(reply: Reply, nearest: Iterable[Passage], key: str) -> None:
    """What a visitor would be told now."""
    now = said(told(reply), {passage.id: passage.title for passage in nearest})
    st.markdown(label(f"Asked now, {now}."))
    if reply.hits:
        st.caption("The nearest entries")
        with st.container(gap="xsmall", key=f"links-{key}"):
            for hit in reply.hits[:NEAREST]:
                pages.link(label(hit.passage.title), hit.passage.id)
                st.caption(label(cut(hit.passage.text, GIST_CHARACTERS)))


def cut(text: str, characters: int) -> str:
    """A text on one line, and no longer than that.

    Examples
    --------
    >>> cut("one two three", 8)
    'one two…'
    """
    line = " ".join(text.split())
    if len(line) <= characters:
        return line
    return f"{line[: characters - 1].rstrip()}…"
