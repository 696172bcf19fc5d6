"""What can be done about a group: a form for each remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from authoring.inbox.asked import Asked
from authoring.inbox.groups import Group
from authoring.inbox.remedies import usual_file
from chat import door
from chat.desk import desk
from chat.inbox.choosing import choose, decide, key_of
from chat.inbox.files import names, reach
from chat.shelf import shelf_of
from faq import Passage
from faq.limits import QUESTION_CHARACTERS

MOST_LISTED: Final = 500
"""Entries that a list offers at once; of more, those that hold some words."""
ANSWER_CHARACTERS: Final = 20_000
COLLECT: Final = "Add to the changes"


@door.behind
def draw(group: Group, nearest: tuple[Passage, ...]) -> None:
    """The choice, and the form of what is chosen."""
    forms = _FORMS if reach(desk()) != "none" else _MARKS
    chosen = st.pills("What shall become of it?", forms, key=key_of(group.members, "remedy"), wrap=True)
    if chosen:
        forms[chosen](group, nearest)


def _alternate(group: Group, nearest: tuple[Passage, ...]) -> None:
    members = group.members
    offered = _offered(members, nearest)
    with st.form(key_of(members, "alternate"), border=False):
        _entries(members, offered, "Ask for this entry")
        st.text_area(
            "Further ways to ask it, one a line",
            value=group.name,
            key=key_of(members, "wordings"),
            max_chars=QUESTION_CHARACTERS * 10,
        )
        st.form_submit_button(COLLECT, on_click=choose, args=(members, "alternate", nearest))


def _entry(group: Group, nearest: tuple[Passage, ...]) -> None:
    members, usual = group.members, usual_file(nearest, "", desk().site.content)
    with st.form(key_of(members, "new"), border=False):
        st.text_input(
            "Question", value=group.name, key=key_of(members, "question"), max_chars=QUESTION_CHARACTERS
        )
        st.text_area(
            "Answer",
            key=key_of(members, "answer"),
            max_chars=ANSWER_CHARACTERS,
            height=160,
            help="Markdown: an empty line parts paragraphs, `- ` begins an item of a list.",
        )
        st.text_area("Other ways to ask it, one a line", key=key_of(members, "alternates"), height=80)
        st.selectbox(
            "Where it stands",
            names(desk().site.content),
            index=None,
            key=key_of(members, "place"),
            accept_new_options=True,
            placeholder=f"{usual.name}, beside the nearest entries",
            help="One of the files, or a new topic: type its name.",
        )
        st.form_submit_button(COLLECT, on_click=choose, args=(members, "entry", nearest))


def _outside(group: Group, nearest: tuple[Passage, ...]) -> None:
    members = group.members
    st.caption(
        "The assistant learns from it to give no answer here, and every check asks it again. "
        "It becomes a row in the file of gold questions."
    )
    with st.form(key_of(members, "outside"), border=False):
        st.text_area(
            "Questions that nothing here shall answer, one a line",
            value=group.name,
            key=key_of(members, "wordings"),
            height=80,
        )
        st.form_submit_button(COLLECT, on_click=choose, args=(members, "outside", nearest))


def _ignore(group: Group, _nearest: tuple[Passage, ...]) -> None:
    members = group.members
    st.caption("It leaves the inbox, and no file changes.")
    st.button("Ignore", key=key_of(members, "ignore"), on_click=decide, args=(members, "ignored"))


def _answered(group: Group, nearest: tuple[Passage, ...]) -> None:
    members = group.members
    with st.form(key_of(members, "answered"), border=False):
        _entries(members, _offered(members, nearest), "The entry that answers it")
        st.form_submit_button("Mark as answered", on_click=decide, args=(members, "added"))


def _not_ours(group: Group, _nearest: tuple[Passage, ...]) -> None:
    members = group.members
    st.button(
        "Mark as out of scope", key=key_of(members, "not-ours"), on_click=decide, args=(members, "outside")
    )


Form = Callable[[Group, tuple[Passage, ...]], None]
_FORMS: Final[Mapping[str, Form]] = {
    "Another way to ask": _alternate,
    "New entry": _entry,
    "Out of scope": _outside,
    "Ignore": _ignore,
}
_MARKS: Final[Mapping[str, Form]] = {"Answered": _answered, "Out of scope": _not_ours, "Ignore": _ignore}
"""Where no file can be edited."""


def _entries(members: tuple[Asked, ...], offered: Mapping[str, str], words: str) -> None:
    st.selectbox(
        words, list(offered), key=key_of(members, "entry"), format_func=lambda name: offered.get(name, name)
    )


def _offered(members: tuple[Asked, ...], nearest: tuple[Passage, ...]) -> dict[str, str]:
    """The titles of the entries to choose from by their ids, the nearest first."""
    shelf = shelf_of(desk().assistant)
    words = ""
    if len(shelf.passages) > MOST_LISTED:
        words = st.text_input(
            "Look for another entry", type="search", key=key_of(members, "find"), max_chars=100
        )
    if words:
        return titles([*nearest, *(item.passage for item in shelf.found(words)[:MOST_LISTED])])
    return titles([*nearest, *(shelf.passages[place] for place in shelf.order[:MOST_LISTED].tolist())])


def titles(passages: list[Passage]) -> dict[str, str]:
    """The title of each passage by its id; with the id where others are titled alike."""
    known = {passage.id: passage.title for passage in passages}
    often = Counter(known.values())
    return {name: title if often[title] == 1 else f"{title} (#{name})" for name, title in known.items()}
