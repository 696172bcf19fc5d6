"""What cannot be done into one plain sentence for the maintainer; nothing that was typed is lost by it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Final, ParamSpec

import streamlit as st

from authoring.records import CommandError
from chat import door
from chat.markup import label
from faq import ContentError
from journal import JournalError

P = ParamSpec("P")

REFUSALS: Final = (CommandError, ContentError, JournalError, OSError)

_log = logging.getLogger(__name__)


@contextmanager
def refused() -> Iterator[None]:
    """Whatever is refused inside ends here, as a sentence on the page."""
    try:
        yield
    except REFUSALS as error:
        st.error(label(sentence(error)))


def telling(callback: Callable[P, None]) -> Callable[P, None]:
    """A callback whose refusal is told when the page is drawn; a callback itself has no page."""

    @wraps(callback)
    def safe(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            callback(*args, **kwargs)
        except REFUSALS as error:
            st.session_state.inbox_refused = sentence(error)

    return safe


@door.behind
def told() -> None:
    """Show what was refused in a callback, once: above all, and wherever the maintainer has scrolled to."""
    if said := st.session_state.pop("inbox_refused", ""):
        st.error(label(said))
        st.toast(label(said), icon=":material/error:", duration="long")


def sentence(error: Exception) -> str:
    r"""What went wrong, for people.

    Examples
    --------
    >>> sentence(CommandError("no entry 'tea'; choose another"))
    "No entry 'tea'. Choose another."
    >>> sentence(CommandError("a.md:1: no answer; write it\nb.md:4: no answer; write it"))
    'a.md:1: no answer. Write it. b.md:4: no answer. Write it.'
    """
    if isinstance(error, OSError):
        _log.error("the inbox could not be worked on: %s", error)
        return f"A file could not be read or written: {error.strerror or 'the system gives no reason'}."
    parts = [part.strip().rstrip(".") for part in re.split(r"; |\n", str(error))]
    return " ".join(f"{_begun(part)}." for part in parts if part)


def _begun(part: str) -> str:
    """A part as a sentence begins; the name of a file stays as it is."""
    return part if re.match(r"\S*[./\\]\S", part) else f"{part[:1].upper()}{part[1:]}"
