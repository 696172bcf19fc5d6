"""What the clerk is doing, as a bar on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from authoring.records import Progress
from chat.markup import label


@contextmanager
def shown(words: str) -> Iterator[Callable[[], Progress]]:
    """A bar that is gone when the work is done, and is not there before there is progress.

    Parameters
    ----------
    words : str
        What is being done, until the work itself says more.
    """
    place = st.empty()

    def begun() -> Progress:
        bar = place.progress(0.0, words)

        def heard(what: str, done: int, total: int) -> None:
            share = min(max(done / total, 0.0), 1.0) if total else 0.0
            bar.progress(share, label(f"{what[:1].upper()}{what[1:]}"))

        return heard

    try:
        yield begun
    finally:
        place.empty()
