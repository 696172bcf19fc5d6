"""One question and its whole way: how it was read, what was found, and why the outcome is what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

import streamlit as st

from authoring.records import counted
from chat import cards, door, sources
from chat.desk import desk
from chat.maintaining import workings
from chat.maintaining.tables import entry
from chat.markup import label
from faq import ContentError
from retrieval import Assistant, Hit, Query, Reply, strongest
from retrieval.confidence import Judgement
from retrieval.trace import Trace, traced

CHARACTERS = 5_000
"""That can be typed; the assistant reads the first 500."""
LISTED = 3
"""Entries that are named where several are offered; the table below has all."""


@door.behind
def draw() -> None:
    """Draw the view."""
    st.markdown(
        "Ask as a visitor would, and see how the answer comes about. Nothing of it is kept or counted."
    )
    with st.form("try", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Question", key="tried", max_chars=CHARACTERS)
        st.form_submit_button("Try")
    question = str(st.session_state.get("tried") or "")
    if not question.strip():
        return
    try:
        assistant = desk().assistant
    except ContentError:
        st.warning("There is nothing to answer from.")
    else:
        _tried(traced(assistant, question), assistant)


def _tried(trace: Trace, assistant: Assistant) -> None:
    st.subheader("What visitors see", anchor=False)
    st.markdown("\n".join(f"- {line}" for line in _outcome(trace.reply, assistant)))
    st.subheader("How it was read", anchor=False)
    _read(trace.reply.query)
    if trace.judgement:
        first = trace.reply.hits[0]
        st.subheader("How sure, and why", anchor=False)
        st.markdown(
            f"Of the first one found, {entry(first.passage)} ({sources.place(first.passage.source)}):"
        )
        st.markdown("\n".join(f"- {line}" for line in _sure(trace.judgement)))
        _why(trace.reply)
        workings.draw(trace, assistant)


def _outcome(reply: Reply, assistant: Assistant) -> Iterator[str]:
    if reply.smalltalk:
        yield f"A friendly reply: it is taken for small talk ({sources.place(reply.smalltalk.source)})."
        return
    match reply.outcome:
        case "answer":
            yield f"The answer {_named(reply.hits[0])}, marked {cards.badge(reply)}."
        case "suggest":
            offered = counted(len(reply.hits), "entry", "entries")
            yield f"{offered} to choose from, first {_listed(reply)}."
        case "abstain" if reply.hits:
            yield f"That there is no answer, and as the nearest entries {_listed(reply)}."
        case "abstain":
            yield "That there is no answer: no entry shares a word with the question."
        case _:
            assert_never(reply.outcome)
    if reply.by_meaning:
        yield "The first one was found by meaning: by words alone, another entry would be first, or none."
    yield (
        f"The confidence is {reply.chance}. From {assistant.usual.answer_threshold:.0%} on the first one is"
        f" shown as the answer, from {assistant.usual.suggest_threshold:.0%} on several are offered."
    )
    yield f"With that, {assistant.risk:.0%} of the answers shown may be wrong (setting `risk`)."


def _named(hit: Hit) -> str:
    return f"{entry(hit.passage)} ({sources.place(hit.passage.source)})"


def _listed(reply: Reply) -> str:
    return ", ".join(map(_named, reply.hits[:LISTED]))


def _read(query: Query) -> None:
    """What was made of the words: the maintainer's, so they are shown as text."""
    if query.cut:
        st.text(f"It was cut after {len(query.text)} characters.")
    for correction in query.corrections:
        st.text(f"“{correction.typed}” was read as “{correction.read_as}”.")
    st.text(f"Its words: {_quoted(query.words)}")
    st.text(f"Searched for: {_quoted(query.terms)}")
    if query.turning:
        st.text(f"Words that make it another question: {_quoted(query.turning)}")
    if query.unknown:
        st.text(f"No entry knows: {_quoted(query.unknown)}")
    st.caption("Words are searched without their endings. A name that begins with = stands for synonyms.")


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words) or "nothing"


def _sure(judged: Judgement) -> Iterator[str]:
    yield f"That some entry answers the question is {_likely(judged.in_scope)}."
    yield f"That it is this one, if there is one, is {_likely(judged.first)}."
    yield f"Both together are {_likely(judged.in_scope * judged.first)}."
    if judged.word_for_word:
        yield "One of its wordings is the question word for word, and no other entry has it."
    yield f"As this content reads it, that it answers is {_likely(judged.confidence)}."


def _likely(chance: float) -> str:
    """In percent, at most 99: nothing is certain."""
    return f"{min(chance, 0.99):.0%} likely"


def _why(reply: Reply) -> None:
    told = strongest(reply.reasons)
    for title, sign in (("Speaks for it", 1), ("Speaks against it", -1)):
        if found := [label(words) for words, weight in told if sign * weight > 0]:
            st.markdown(
                "\n".join([f"**{title}**, the strongest first:\n", *(f"- {words}" for words in found)])
            )
