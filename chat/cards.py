"""How a turn is drawn: the visitor's words, then a card with the answer, its source and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, assert_never

import streamlit as st

from chat import conversation, pages, sources
from chat.desk import desk
from chat.markup import label, marked, shown
from chat.turn import Turn
from faq import Passage
from retrieval import Hit, Query, Reply, strongest

_COLOURS: Final[dict[str, Literal["green", "blue", "orange", "gray"]]] = {
    "very sure": "green",
    "fairly sure": "blue",
    "not sure": "orange",
    "guessing": "gray",
}


def draw(turn: Turn) -> None:
    """The whole turn, in a container that the page can scroll to."""
    with st.container(key=f"turn-{turn.id}"):
        with st.chat_message("user", avatar=":material/person:"):
            st.text(turn.question)
        with st.chat_message("assistant", avatar=":material/menu_book:"):
            if turn.reply is not None:
                _reply(turn, turn.reply)
            elif turn.chosen is not None:
                _answer(turn, turn.chosen)


def _reply(turn: Turn, reply: Reply) -> None:
    if reply.smalltalk is not None:
        st.markdown(shown(reply.smalltalk.answer))
        return
    _reading(reply.query)
    match reply.outcome:
        case "answer":
            _answer(turn, reply.hits[0].passage)
        case "suggest":
            _suggestions(turn, reply)
        case "abstain":
            _no_answer(turn, reply)
        case _:
            assert_never(reply.outcome)
    if desk().site.explain and reply.reasons:
        _reasons(reply)


def _reasons(reply: Reply) -> None:
    """What speaks for and against the first hit, for those who look after the content."""
    told = strongest(reply.reasons)
    with st.expander(f"Why a confidence of {reply.chance} in “{label(reply.hits[0].passage.title)}”?"):
        for title, sign in (("Speaks for it", 1), ("Speaks against it", -1)):
            found = [(words, sign * weight) for words, weight in told if sign * weight > 0]
            if found:
                lines = "\n".join(f"- {words} ({weight:.1f})" for words, weight in found)
                st.markdown(f"{title}:\n\n{lines}")
        st.caption("The numbers are log-odds: 0.7 about doubles the odds of being right.")


def _reading(query: Query) -> None:
    """How the question was read, where that is not how it was typed."""
    if query.cut:
        st.text(f"Your question is long: I read its first {len(query.text)} characters.")
    for correction in query.corrections:
        st.text(f"Searched for “{correction.read_as}” instead of “{correction.typed}”.")


def _answer(turn: Turn, passage: Passage) -> None:
    hit = turn.reply.best if turn.reply else None
    with st.container(border=True, key=f"card-{turn.id}"):
        heading(passage, hit)
        evidence = hit.evidence if hit and passage.article else ()
        st.markdown(shown(passage.answer, evidence), anchors=False)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"links-{turn.id}"):
            if turn.reply is not None:
                _confidence(turn.reply)
            sources.line(passage)
        _thumbs(turn)
    if turn.related:
        st.caption("Related")
        _choices(turn, turn.related)


def heading(passage: Passage, hit: Hit | None = None) -> None:
    """The question or section that answers, with the words that matched marked."""
    matched = hit.matched if hit else ()
    if passage.article and passage.id != passage.article:
        st.caption(f"From the article “{label(passage.article_title)}”")
    st.markdown(f"**{marked(passage.heading, matched, passage.language)}**")
    if hit is not None and hit.phrasing != passage.heading:
        st.caption(f"Also asked: {marked(hit.phrasing, matched, passage.language)}")


def _confidence(reply: Reply) -> None:
    word = reply.confidence_word
    chance = f"The chance that this answers your question is about {reply.chance}."
    st.badge(word.capitalize(), color=_COLOURS[word], help=chance)


@st.fragment
def _thumbs(turn: Turn) -> None:
    """Thumbs that redraw nothing but themselves."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption("Was this helpful?", width="content")
        key = f"thumbs-{turn.id}"
        st.feedback("thumbs", key=key, on_change=conversation.vote, args=(turn,), persist_state="session")
        kept = st.session_state.get(f"kept-{turn.id}")
        if kept is False:
            st.caption("Your vote could not be kept.", width="content")
        elif kept and st.session_state.get(key) is not None:
            st.caption("Thank you.", width="content")


def _suggestions(turn: Turn, reply: Reply) -> None:
    st.markdown("I am not sure which entry you mean. Is it one of these?")
    _choices(turn, (hit.passage for hit in reply.hits))
    _unknown(reply.query)
    _elsewhere(turn, "None of them? Ask in other words, or look through everything I know.")


def _no_answer(turn: Turn, reply: Reply) -> None:
    st.markdown("I have no answer to that.")
    _unknown(reply.query)
    if reply.hits:
        st.markdown("The nearest entries I know:")
        _choices(turn, (hit.passage for hit in reply.hits))
    _elsewhere(turn, "Ask in other words, or look through everything I know.")


def _unknown(query: Query) -> None:
    """The words that the content does not know: the visitor's, so they are shown as text."""
    if query.unknown:
        quoted = ", ".join(f"“{word}”" for word in query.unknown)
        st.text(f"Nothing I know mentions {quoted}.")


def _choices(turn: Turn, passages: Iterable[Passage]) -> None:
    """A button for each passage, that shows it as the next turn."""
    with st.container(gap=None, key=f"choices-{turn.id}"):
        for passage in passages:
            st.button(
                label(passage.title),
                key=f"choose-{turn.id}-{passage.id}",
                on_click=conversation.choose,
                args=(passage.id,),
                type="tertiary",
                icon=":material/arrow_forward:",
                wrap=True,
            )


def _elsewhere(turn: Turn, sentence: str) -> None:
    contact = desk().site.contact
    st.caption(sentence)
    with st.container(key=f"links-{turn.id}"):
        pages.link("Browse all entries")
    if contact:
        st.markdown(shown(contact))
