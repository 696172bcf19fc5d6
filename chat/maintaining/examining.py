"""The content's own examination: made in a child process, kept until a file changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Final, TypeAlias

import streamlit as st

from authoring.checks.examination import Examination
from authoring.records import LEVELS, CommandError, counted
from chat import door
from chat.desk import desk
from chat.inbox import progress
from chat.inbox.office import office
from chat.maintaining import findings
from chat.maintaining.shown import by_passage
from chat.maintaining.span import today, until_today
from chat.markup import label
from faq import fingerprint
from journal import JournalError
from retrieval import Assistant

KEPT: Final = 4
"""Examinations, of the last states of the files."""
Examined: TypeAlias = tuple[Path, str, date]
"""The folder, the fingerprint of its files, and the day from which reviews are overdue."""

_NOUNS: Final = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "advice": ("piece of advice", "pieces of advice"),
}
_lock = Lock()
_kept: dict[Examined, Examination] = {}


@door.behind
def draw(assistant: Assistant) -> None:
    """Draw what is to be said of the content."""
    st.subheader("What could be better", anchor=False)
    if desk().follows:
        st.info("This copy answers from a published index. Check the content where its files are.")
        return
    try:
        found = _examination()
    except CommandError as error:
        st.error(f"The content could not be examined: {label(str(error))}.")
        return
    st.markdown(_told(found))
    if found.findings:
        findings.draw(found.findings, _met(assistant), assistant)


def _examination() -> Examination:
    """Of the present files; a look at what was examined before costs nothing."""
    content, day = desk().site.content, today()
    name = content, fingerprint(content), day
    with _lock:
        known = _kept.get(name)
    return known or _remembered(name, _made(day))


def _remembered(name: Examined, found: Examination) -> Examination:
    with _lock:
        _kept[name] = found
        for old in [*_kept][:-KEPT]:
            del _kept[old]
    return found


def _made(day: date) -> Examination:
    """Made anew, while a bar shows how far that is."""
    with progress.shown("Examining the content") as begun:
        return office().clerk.examined(day, begun())


def _told(found: Examination) -> str:
    """How much was found, and how well the content is found."""
    numbers = Counter(finding.level for finding in found.findings)
    told = [counted(numbers[level], *_NOUNS[level]) for level in LEVELS if numbers[level]]
    summary = f"{', '.join(told) if told else 'Nothing'} found."
    if not found.asked:
        return summary
    return (
        f"{summary} Of {found.asked:,} wordings, each hidden in turn and then asked, {found.first:.0%} find"
        f" their entry first, {found.among:.0%} among the first five."
    )


def _met(assistant: Assistant) -> Mapping[str, int]:
    """How often visitors met each entry of late; nothing is known while the journal cannot be read."""
    days = until_today(desk().site.keep_days)
    try:
        shown = desk().journal.shown(days.first, days.last)
    except JournalError as error:
        st.warning(f"How often visitors meet an entry is not known: {label(str(error))}.")
        return {}
    st.caption(f"Entries that visitors met most in the last {desk().site.keep_days} days come first.")
    return {name: times.total() for name, times in by_passage(shown, assistant).items()}
