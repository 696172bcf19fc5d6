"""What a visitor reads when something went wrong: one plain sentence; the rest goes to the log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from secrets import token_hex
from typing import ParamSpec

import streamlit as st

from faq import ContentError

P = ParamSpec("P")

NO_CONTENT = "There is nothing to answer from yet. Please come back later."

_log = logging.getLogger(__name__)


@contextmanager
def boundary() -> Iterator[None]:
    """Whatever is raised inside ends here, as a sentence on the page and a line with its number in the log.

    Streamlit's own signals, such as a rerun, are no `Exception` and pass.
    """
    try:
        yield
    except ContentError as error:
        _log.error("no content to show: %s", error)
        st.info(NO_CONTENT)
    except Exception:
        st.error(_logged())


def guarded(callback: Callable[P, None]) -> Callable[P, None]:
    """A callback whose failure is told when the page is drawn; a callback itself has no page."""

    @wraps(callback)
    def safe(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            callback(*args, **kwargs)
        except ContentError as error:
            _log.error("no content to answer from: %s", error)
            st.session_state.trouble = NO_CONTENT
        except Exception:
            st.session_state.trouble = _logged()

    return safe


def told() -> None:
    """Show what went wrong in a callback, once."""
    if sentence := st.session_state.pop("trouble", ""):
        st.error(sentence)


def _logged() -> str:
    number = token_hex(4).upper()
    _log.exception("error %s", number)
    return f"Something went wrong here. Please try again; if it happens again, report error {number}."
