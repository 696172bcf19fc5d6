"""The Browse page: the list of everything with a live search, one entry, or one article as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from chat import live, notice, pages, sources, trouble
from chat.bar import bar
from chat.conversation import see_also
from chat.desk import desk
from chat.markup import label, shown
from chat.shelf import ALL, Item, Items, shelf_of
from faq import Passage
from retrieval import Assistant

PAGE_SIZE = 20
SEARCH_CHARACTERS = 100


def draw() -> None:
    """Draw what the address asks for."""
    bar()
    assistant, name = desk().assistant, st.query_params.get("id", "")
    _address(name)
    if sections := shelf_of(assistant).sections(name):
        _article(sections)
    elif (passage := assistant.passage(name)) is not None:
        _entry(passage)
    else:
        _list(assistant, unknown=bool(name))
    trouble.told()


def _address(name: str) -> None:
    """Tell the browser the address of what is drawn: a link within a page changes only what the script sees.

    Nothing is sent while nothing changes, so that no step of the browser's history leads nowhere.
    """
    if st.session_state.get("browsed", "") != name:
        st.query_params.from_dict(st.query_params.to_dict())
    st.session_state.browsed = name


def _entry(passage: Passage) -> None:
    _title(passage.heading)
    if passage.article:
        st.caption(f"Section of the article “{label(passage.article_title)}”")
    st.title(label(passage.heading), anchor=False)
    _body(passage)
    if passage.article:
        with st.container(key="links-article"):
            pages.link("Read the whole article", passage.article)
    if related := see_also(passage):
        st.subheader("Related", anchor=False)
        with st.container(gap="xsmall", key="links-related"):
            for other in related:
                pages.link(label(other.title), other.id)
    live.announce(passage.title, at=passage.id, target="", eager=True)


def _article(sections: list[Passage]) -> None:
    title = sections[0].article_title
    _title(title)
    st.title(label(title), anchor=False)
    introduction, rest = sections[0], sections[1:]
    if introduction.id != introduction.article:
        rest = sections
    else:
        st.markdown(shown(introduction.answer, query=notice.query()), anchors=False)
    _contents(rest)
    for section in rest:
        st.header(label(section.heading), anchor=section.id)
        _body(section, "Link to this section")
    live.announce(title, at=f"article {introduction.article}", target="", eager=True)


def _contents(sections: list[Passage]) -> None:
    if len(sections) > 1:
        with st.container(border=True):
            st.markdown("**In this article**")
            st.markdown("\n".join(f"- [{label(section.heading)}](#{section.id})" for section in sections))


def _body(passage: Passage, link: str = "") -> None:
    st.markdown(shown(passage.answer, query=notice.query()), anchors=False)
    with st.container(horizontal=True, vertical_alignment="center", key=f"links-{passage.id}"):
        sources.line(passage, link)
    sources.care(passage)


def _list(assistant: Assistant, unknown: bool) -> None:
    st.title("Browse", anchor=False)
    if unknown:
        st.info("There is no entry with this address; it may have been removed. Here is everything I know.")
    shelf = shelf_of(assistant)
    if (there := len(assistant.passages)) > (listed := len(shelf.passages)):
        st.info(f"Only the first {listed} of {there} entries and sections are listed. To find others, ask.")
    words = st.text_input(
        "Search",
        type="search",
        key="find",
        placeholder=f"Search {'questions, answers' if shelf.reads_texts else 'questions'} and tags",
        live="200ms",
        bind="query-params",
        max_chars=SEARCH_CHARACTERS,
    )
    topic = st.pills(
        "Topic", [ALL, *shelf.topics], key="topic", default=ALL, required=True, bind="query-params"
    )
    typed = str(words or "")[:SEARCH_CHARACTERS]
    _found(shelf.found(typed, str(topic or ALL)), grouped=not typed.strip())


def _found(items: Items, grouped: bool) -> None:
    """A window of the list, with pages to turn at its end."""
    told = _counted(len(items), "entries and articles" if grouped else "matches")
    st.caption(told)
    last = max(1, -(-len(items) // PAGE_SIZE))
    with st.container(key="list"):
        drawn = st.container()
    at = st.pagination(last, key=f"page-{last}") if last > 1 else 1
    with drawn:
        _items(items[(at - 1) * PAGE_SIZE : at * PAGE_SIZE], grouped)
    if last > 1:
        told = f"{told}, page {at} of {last}"
    live.announce(told, at=f"page {at}", target=".st-key-list")


def _counted(number: int, things: str) -> str:
    if number == 0:
        return "Nothing matches. Try fewer or other words."
    return "1 match" if number == 1 else f"{number} {things}"


def _items(items: Sequence[Item], grouped: bool) -> None:
    """The items under the headings of their groups; in their order alone when they were searched for."""
    for group, members in groupby(items, key=lambda item: item.group if grouped else ""):
        if group:
            st.subheader(label(group), anchor=False)
        with st.container(gap="xsmall", key=f"links-group-{group}"):
            for item in members:
                _item(item)


def _item(item: Item) -> None:
    passage = item.passage
    if item.whole:
        pages.link(label(passage.article_title), passage.article)
    else:
        with st.expander(label(passage.title), key=f"item-{passage.id}"):
            _body(passage, "Open this entry")


def _title(heading: str) -> None:
    """The browser's tab names what is read."""
    st.set_page_config(page_title=f"{heading} – {desk().site.title}")
