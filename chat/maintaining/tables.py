"""Rows into a table of Markdown, which screen readers read and no library has to be loaded for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from urllib.parse import quote

import streamlit as st

from chat import door
from chat.markup import label
from faq import Passage


@door.behind
def draw(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[str]], texts: Collection[str] = ()
) -> None:
    """Draw a table under a name of its own, by which our rules of style know it."""
    with st.container(key=f"table-{name}"):
        st.markdown(table(columns, rows, texts))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], texts: Collection[str] = ()) -> str:
    """A table; all columns but the first and those that hold texts stand on the right, as numbers do.

    Parameters
    ----------
    columns : sequence of str
        Their headings, Markdown.
    rows : iterable of sequence of str
        Cells of Markdown; see `chat.markup.label`.
    texts : collection of str
        The headings of further columns that hold texts.

    Examples
    --------
    >>> print(table(["Day", "Votes"], [["1 May", "3"]]))
    | Day | Votes |
    | :--- | ---: |
    | 1 May | 3 |
    """
    rule = [":---", *(":---" if heading in texts else "---:" for heading in columns[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, rule, *rows))


def entry(passage: Passage) -> str:
    """The title of a passage as Markdown, with a link to its page."""
    return f"[{label(passage.title)}](browse?id={quote(passage.id, safe='')})"


def share(part: int, whole: int) -> str:
    """A part in percent.

    Examples
    --------
    >>> share(1, 3), share(1, 1000), share(0, 5), share(0, 0)
    ('33%', 'under 1%', '0%', '–')
    """
    if not whole:
        return "–"
    return "under 1%" if 0 < part < 0.005 * whole else f"{part / whole:.0%}"
