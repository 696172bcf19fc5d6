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
from retrieval import Query, Reply, strongest

_COLOURS: Final = {
    "very sure": "green",
    "fairly sure": "blue",
    "not sure": "orange",
    "guessing": "gray",
}
_SUGGESTING: Final = "I am not sure which entry you mean. Is it one of these?"
_BY_MEANING: Final = "found by meaning rather than by your words"
_BY_MEANING_FIRST: Final = f"The first was {_BY_MEANING}."
_NOTHING: Final = "I have no answer to that."
_HELPFUL: Final = "Was this helpful?"
QUESTIONS: Final = "[data-testid=stChatMessage]:has([aria-label='Chat message from user'])"
"""CSS selector of the visitor's messages."""


def draw(turn: Turn, is_new: bool = True) -> None:
    """The whole turn; once another follows, without what only a new one needs.

    Each element costs the server time at every run, so what belongs together is one.
    """
    question(turn)
    with speaking():
        if turn.reply is not None:
            _reply(turn, turn.reply, is_new)
        elif turn.chosen is not None:
            _answer(turn, turn.chosen, is_new)


def question(turn: Turn) -> None:
    """What the visitor said: as text, never as Markdown."""
    with st.chat_message("user", avatar=":material/person:"):
        st.text(turn.question)


def speaking() -> DeltaGenerator:
    """The bubble of the assistant."""
    return st.chat_message("assistant", avatar=":material/menu_book:")


def _reply(turn: Turn, reply: Reply, is_new: bool) -> None:
    if reply.smalltalk is not None:
        st.markdown(shown(reply.smalltalk.answer, query=notice.query()))
        return
    reading(reply.query)
    match reply.outcome:
        case "answer":
            _answer(turn, reply.hits[0].passage, is_new)
        case "suggest":
            _suggestions(turn, reply, is_new)
        case "abstain":
            _no_answer(turn, reply, is_new)
        case _:
            assert_never(reply.outcome)
    if is_new and desk().site.explain and reply.reasons:
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


def _answer(turn: Turn, passage: Passage, is_new: bool) -> None:
    with st.container(border=True, key=f"card-{turn.id}"):
        st.markdown(_wording(passage, turn.reply), anchors=False)
        _thumbs(turn)
    if is_new and turn.related:
        st.caption("Related")
        choices(turn, turn.related)


def _wording(passage: Passage, reply: Reply | None) -> str:
    """Markdown of what answers, with the words that matched marked, how sure that is, and its source."""
    hit = reply.best if reply else None
    said = []
    if passage.article and passage.id != passage.article:
        said.append(_aside(f"From the article “{label(passage.article_title)}”"))
    said.append(f"**{marked(passage.heading, hit.matched if hit else (), passage.language)}**")
    if hit is not None and hit.phrasing != passage.heading:
        said.append(_aside(f"Also asked: {marked(hit.phrasing, hit.matched, passage.language)}"))
    said.append(shown(passage.answer, hit.evidence if hit else (), notice.query()))
    return "\n\n".join([*said, _origin(passage, reply), _aside(_HELPFUL)])


def _aside(text: str) -> str:
    """Markdown within Markdown, as small and pale as a caption."""
    return f":small[:gray[{text}]]"


def _origin(passage: Passage, reply: Reply | None) -> str:
    """Markdown of one line: how sure the answer is, where it comes from, and the way there."""
    way = f"[Open this entry](?{notice.query()}id={passage.id})"
    told = [f"Source: {sources.place(passage.source)}", way]
    if reply is None:
        return f":small[{' · '.join(told)}]"
    how = [_BY_MEANING] if reply.by_meaning else []
    return f"{badge(reply)} :small[{' · '.join([_chance(reply), *how, *told])}]"


def badge(reply: Reply) -> str:
    """Markdown of how sure a reply is."""
    word = reply.confidence_word
    return f":{_COLOURS[word]}-badge[{word.capitalize()}]"


def _chance(reply: Reply) -> str:
    return f"right with a chance of {reply.chance}"


def _thumbs(turn: Turn) -> None:
    if notice.declined() and f"kept-{turn.id}" not in st.session_state:
        return  # a vote would not be kept either; an earlier one can be taken back
    thumb = st.feedback(
        "thumbs",
        key=f"thumbs-{turn.id}",
        on_change=conversation.vote,
        args=(turn,),
        persist_state="session",
    )
    kept = st.session_state.get(f"kept-{turn.id}")
    if kept == "lost":
        st.caption("Your vote could not be kept.")
    elif kept and thumb is not None:
        is_told = thumb == 0 and st.session_state.get(f"missing-{turn.id}")
        st.caption("Thank you. What was missing is noted." if is_told else "Thank you.")
    if thumb == 0 and notice.keeps():
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


def _suggestions(turn: Turn, reply: Reply, is_new: bool) -> None:
    st.markdown(f"{_SUGGESTING}\n\n{_aside(_BY_MEANING_FIRST)}" if reply.by_meaning else _SUGGESTING)
    choices(turn, (hit.passage for hit in reply.hits))
    st.caption(_HELPFUL)
    _thumbs(turn)
    if is_new:
        _unknown(reply.query)
        _elsewhere(turn, "None of them? Ask in other words, or look through everything I know.")


def _no_answer(turn: Turn, reply: Reply, is_new: bool) -> None:
    st.markdown(_NOTHING)
    if is_new:
        _unknown(reply.query)
    if reply.hits:
        if is_new:
            st.markdown("The nearest entries I know:")
        choices(turn, (hit.passage for hit in reply.hits))
    st.caption(_HELPFUL)
    _thumbs(turn)
    if is_new:
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
