"""How a turn is drawn: the visitor's words, then a card with the answer, its source and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from chat import conversation, notice, pages, sources
from chat.desk import desk
from chat.markup import label, marked, shown
from chat.turn import Turn
from faq import Passage
from journal.redaction import CHARACTERS
from retrieval import Hit, Query, Reply, strongest

_COLOURS: Final = {
    "very sure": "green",
    "fairly sure": "blue",
    "not sure": "orange",
    "guessing": "gray",
}
SUGGESTING: Final = "I am not sure which entry you mean. Is it one of these?"
NOTHING: Final = "I have no answer to that."
QUESTIONS: Final = "[data-testid=stChatMessage]:has([aria-label='Chat message from user'])"
"""CSS selector of the visitor's messages."""


def draw(turn: Turn) -> None:
    """The whole turn."""
    question(turn)
    with speaking():
        if turn.reply is not None:
            _reply(turn, turn.reply)
        elif turn.chosen is not None:
            _answer(turn, turn.chosen)


def question(turn: Turn) -> None:
    """What the visitor said: as text, never as Markdown."""
    with st.chat_message("user", avatar=":material/person:"):
        st.text(turn.question)


def speaking() -> DeltaGenerator:
    """The bubble of the assistant."""
    return st.chat_message("assistant", avatar=":material/menu_book:")


def _reply(turn: Turn, reply: Reply) -> None:
    if reply.smalltalk is not None:
        st.markdown(shown(reply.smalltalk.answer))
        return
    reading(reply.query)
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


def reading(query: Query) -> None:
    """How the question was read, where that is not how it was typed."""
    if query.cut:
        st.text(f"Your question is long: I read its first {len(query.text)} characters.")
    for correction in query.corrections:
        st.text(f"Searched for “{correction.read_as}” instead of “{correction.typed}”.")


def _answer(turn: Turn, passage: Passage) -> None:
    hit = turn.reply.best if turn.reply else None
    with card(turn):
        _wording(passage, hit)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"links-{turn.id}"):
            if turn.reply is not None:
                _confidence(turn.reply)
            sources.line(passage)
        _thumbs(turn)
    if turn.related:
        st.caption("Related")
        choices(turn, turn.related)


def card(turn: Turn) -> DeltaGenerator:
    """The frame around an answer."""
    return st.container(border=True, key=f"card-{turn.id}")


def _wording(passage: Passage, hit: Hit | None) -> None:
    """What answers, with the words that matched marked: all in one element."""
    said = [heading(passage, hit), answer(passage, hit)]
    if passage.article and passage.id != passage.article:
        said.insert(0, aside(f"From the article “{label(passage.article_title)}”"))
    if hit is not None and hit.phrasing != passage.heading:
        said.insert(-1, aside(f"Also asked: {marked(hit.phrasing, hit.matched, passage.language)}"))
    st.markdown("\n\n".join(said), anchors=False)


def aside(text: str) -> str:
    """Markdown within Markdown, as small and pale as a caption."""
    return f":small[:gray[{text}]]"


def heading(passage: Passage, hit: Hit | None) -> str:
    """Markdown of the question or section heading that answers."""
    return f"**{marked(passage.heading, hit.matched if hit else (), passage.language)}**"


def answer(passage: Passage, hit: Hit | None) -> str:
    """Markdown of the answer; of a section, with the sentences marked that carry the match."""
    return shown(passage.answer, hit.evidence if hit else ())


def _confidence(reply: Reply) -> None:
    chance = f"The chance that this answers your question is about {reply.chance}."
    st.markdown(badge(reply), help=chance, width="content")


def badge(reply: Reply) -> str:
    """Markdown of how sure the answer is."""
    word = reply.confidence_word
    return f":{_COLOURS[word]}-badge[{word.capitalize()}]"


def _thumbs(turn: Turn) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption("Was this helpful?", width="content")
        given = thumbs(turn)
        kept = st.session_state.get(f"kept-{turn.id}")
        if kept == "lost":
            st.caption("Your vote could not be kept.", width="content")
        elif kept and given is not None:
            st.caption("Thank you.", width="content")
    if given == 0 and notice.keeps():
        _missing(turn)


def _missing(turn: Turn) -> None:
    """What a visitor who votes down may add."""
    form = st.form(f"missing-form-{turn.id}", border=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            "What was missing?",
            key=f"missing-{turn.id}",
            max_chars=CHARACTERS,
            placeholder="Optional, and without names",
            persist_state="session",
        )
        st.form_submit_button("Send", on_click=conversation.vote, args=(turn,))


def thumbs(turn: Turn) -> int | None:
    """The vote on a turn: 1 up, 0 down, None when none was given."""
    return st.feedback(
        "thumbs",
        key=f"thumbs-{turn.id}",
        on_change=conversation.vote,
        args=(turn,),
        persist_state="session",
    )


def _suggestions(turn: Turn, reply: Reply) -> None:
    st.markdown(SUGGESTING)
    choices(turn, (hit.passage for hit in reply.hits))
    _unknown(reply.query)
    _thumbs(turn)
    _elsewhere(turn, "None of them? Ask in other words, or look through everything I know.")


def _no_answer(turn: Turn, reply: Reply) -> None:
    st.markdown(NOTHING)
    _unknown(reply.query)
    if reply.hits:
        st.markdown("The nearest entries I know:")
        choices(turn, (hit.passage for hit in reply.hits))
    _thumbs(turn)
    _elsewhere(turn, "Ask in other words, or look through everything I know.")


def _unknown(query: Query) -> None:
    """The words that the content does not know: the visitor's, so they are shown as text."""
    if query.unknown:
        quoted = ", ".join(f"“{word}”" for word in query.unknown)
        st.text(f"Nothing I know mentions {quoted}.")


def choices(turn: Turn, passages: Iterable[Passage]) -> None:
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
