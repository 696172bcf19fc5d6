"""How the journal fares and what it keeps, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import streamlit as st

from chat import door
from chat.desk import desk
from chat.markup import label
from faq import Site
from journal import Health

KEPT: Final[Mapping[str, str]] = {
    "off": "Of questions nothing is kept, not even a count; votes are",
    "needed": "The words of a question are kept if it was not answered well; every question is counted",
    "all": "The words of every question are kept, and every question is counted",
}
"""What each setting of `keep_questions` means."""


@door.behind
def draw() -> None:
    """Draw the part of the view."""
    health = desk().journal.health()
    st.subheader("The journal", anchor=False)
    for wrong in health.wrong:
        st.warning(label(wrong))
    st.markdown("\n".join(f"- {sentence}" for sentence in (*fares(health), *_keeps(desk().site))))


def fares(health: Health) -> Iterator[str]:
    """How a journal fares, sentence by sentence."""
    yield f"Questions and votes are kept in {label(health.where)}."
    match health.mode:
        case "database":
            yield "They are written as they come."
        case "spool":
            yield "It cannot be written at present; what comes is kept in a file beside it until it can."
        case "memory":
            yield "Neither it nor a file beside it can be written: what comes is lost if the app ends."
    if health.spool:
        yield f"Something waits in the file {label(str(health.spool))}."


def _keeps(site: Site) -> Iterator[str]:
    yield f"{KEPT[site.keep_questions]} (setting `keep_questions`: `{site.keep_questions}`)."
    yield f"What is older than {site.keep_days} days is deleted (setting `keep_days`)."
    if site.alike_at_least > 1:
        yield (
            f"Words are shown and exported only if {site.alike_at_least} conversations asked alike"
            " (setting `alike_at_least`)."
        )
    else:
        yield "Words are shown and exported however few asked alike (setting `alike_at_least`)."
