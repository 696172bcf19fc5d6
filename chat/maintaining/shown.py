"""Which entries visitors met, and which they did not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final

import streamlit as st

from chat import door, sources
from chat.maintaining import tables
from chat.maintaining.tables import entry
from chat.markup import label
from journal import Shown
from retrieval import Assistant

TOP: Final = 10
MOST: Final = 50
"""Entries that nobody met are listed; more are counted."""
MET: Final = ("answer", "chosen", "suggest")
"""The outcomes with which a passage is met; with the others it is only the nearest one."""


@door.behind
def draw(shown: Iterable[Shown], assistant: Assistant) -> None:
    """Draw the part of the view."""
    met = by_passage(shown, assistant)
    _top(met, assistant)
    _never(met, assistant)


def by_passage(shown: Iterable[Shown], assistant: Assistant) -> dict[str, Counter[str]]:
    """How often each passage was met, by its present id and by outcome.

    One that is no longer there keeps the id that it had. No passage is read, since there may be very many.
    """
    present = assistant.index.content.formerly
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for each in shown:
        if each.outcome in MET:
            met[present.get(each.passage, each.passage)][each.outcome] += each.questions
    return met


def _top(met: Mapping[str, Counter[str]], assistant: Assistant) -> None:
    st.subheader("Entries that visitors meet most", anchor=False)
    if not met:
        st.markdown("No entry was shown in these days.")
        return
    best = sorted(met, key=lambda name: (-met[name].total(), name))[:TOP]
    rows = [
        [_titled(name, assistant), *(f"{number:,}" for number in (met[name].total(), *_parts(met[name])))]
        for name in best
    ]
    tables.draw("wide-met", ["Entry", "Met", "Answered", "Chosen", "Offered first"], rows)


def _parts(times: Counter[str]) -> list[int]:
    return [times[outcome] for outcome in MET]


def _titled(name: str, assistant: Assistant) -> str:
    passage = assistant.passage(name)
    return entry(passage) if passage else f"{label(f'#{name}')} (no longer there)"


def _never(met: Mapping[str, object], assistant: Assistant) -> None:
    passages = assistant.browsed
    if len(passages) < len(assistant.passages):
        return  # they lie in a database, and to look at all of them would take too long
    count = len(passages) - sum(assistant.passage(name) is not None for name in met)
    st.subheader("Entries that nobody met", anchor=False)
    if not count:
        st.markdown("Every entry and every section of an article was met.")
        return
    st.markdown(
        f"{count:,} of {len(passages):,} entries and sections neither answered a question in these days,"
        " nor were they chosen or offered first. Nobody needed them, or they are hard to find: see *Health*."
    )
    unmet = islice((passage for passage in passages if passage.id not in met), MOST)
    with st.expander("Which ones"):
        lines = [f"- {entry(passage)}, {sources.place(passage.source)}" for passage in unmet]
        more = [f"\n\nand {count - MOST:,} more"] if count > MOST else []
        st.markdown("\n".join([*lines, *more]))
