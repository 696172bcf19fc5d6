"""The state of the content, what is wrong with its files, and what could be better."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from chat import door, sources
from chat.desk import desk
from chat.maintaining import meaning
from chat.markup import label
from chat.shelf import shelf_of
from faq import ContentError, Problem, Source
from faq.site import PREFIX
from retrieval.supply import Published

MOST_PROBLEMS = 200
"""More are counted, not drawn."""


@door.behind
def draw() -> None:
    """Draw the view."""
    holder = desk().holder
    published = None
    try:
        published = holder.published()
        st.markdown(label(f"{_told(published)} {meaning.told(published)}"))
    except ContentError:
        st.warning("There is nothing to answer from.")
    if problems := (*meaning.problems(published), *holder.problems):
        _problems(problems)
    else:
        st.success("No problem found in the content files.")
    if published:
        from chat.maintaining import examining  # loads all checks: for those who look, not at every start

        examining.draw(published.assistant)


def _told(published: Published) -> str:
    count, shelf = len(published.assistant.passages), shelf_of(published.assistant)
    moment = f"{published.moment:%d %B %Y, %H:%M:%S} UTC"
    if len(shelf.passages) < count:
        return f"{count} entries and article sections, as of {moment}."
    sections = int(shelf.section.sum())
    return f"{count - sections} entries and {sections} article sections, as of {moment}."


def _problems(problems: Sequence[Problem]) -> None:
    st.subheader("Problems in the content files and the settings", anchor=False)
    st.markdown("Visitors do not see this. What cannot be read is answered as it was before.")
    st.markdown("\n".join(map(_line, problems[:MOST_PROBLEMS])))
    if len(problems) > MOST_PROBLEMS:
        st.caption(f"and {len(problems) - MOST_PROBLEMS} more")


def _line(problem: Problem) -> str:
    remedy = problem.remedy[:1].upper() + problem.remedy[1:]
    return f"- {_where(problem.source)}: {label(problem.what)}. {label(remedy)}."


def _where(source: Source) -> str:
    """The file and line with a link to the forge; of a setting in the environment, its variable."""
    is_variable = source.path.startswith(PREFIX) and "/" not in source.path
    return label(source.path) if is_variable else sources.place(source)
