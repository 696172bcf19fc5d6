"""What one maintainer has at hand, kept in their session: edits that wait, were tried, or were taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import streamlit as st

from authoring.inbox.patch import Patch
from chat.inbox.pending import Pending

Way: TypeAlias = Literal["downloaded", "edited", "applied"]
"""How edits are taken: as a patch, on the pages of a forge, or by this app."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a preview said of a patch."""

    patch: Patch
    sentences: tuple[str, ...]
    errors: int
    """Findings that must be mended before the patch is made."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Edits that left the inbox."""

    pending: Pending
    way: Way


def pending() -> Pending:
    """The edits that wait."""
    found: Pending = st.session_state.get("inbox_pending", Pending())
    return found


def tried() -> Tried | None:
    """What was tried, if that is exactly the patch that waits now."""
    found: Tried | None = st.session_state.get("inbox_tried")
    return found if found and found.patch == pending().patch else None


def taken() -> Taken | None:
    """What was taken last."""
    found: Taken | None = st.session_state.get("inbox_taken")
    return found


def put(edits: Pending) -> None:
    """Let other edits wait."""
    st.session_state.inbox_pending = edits


def put_tried(found: Tried) -> None:
    """Remember what a preview said."""
    st.session_state.inbox_tried = found


def put_taken(found: Taken | None) -> None:
    """Remember what was taken."""
    st.session_state.inbox_taken = found
