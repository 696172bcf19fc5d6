"""What is to be said of the content, entry by entry: those first that visitors meet most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from authoring.records import LEVELS, Finding, Level
from chat import door, sources
from chat.maintaining.tables import entry
from chat.markup import label
from retrieval import Assistant

ALL: Final = "all"
KINDS: Final[Mapping[str, str]] = {
    "syntax": "Not readable",
    "freshness": "Overdue",
    "findability": "Hard to find",
    "link": "Links",
    "trap": "Shown otherwise than meant",
    "duplicate": "Twice the same",
    "contradiction": "Contradictions",
    "acronym": "Abbreviations",
}
"""The kinds of findings in a maintainer's words; each other one is called by its name."""
PAGE_SIZE: Final = 20
_BADGES: Final[Mapping[Level, str]] = {
    "error": ":red-badge[Error]",
    "warning": ":orange-badge[Warning]",
    "advice": ":blue-badge[Advice]",
}


@door.behind
def draw(findings: Sequence[Finding], met: Mapping[str, int], assistant: Assistant) -> None:
    """Draw the findings with a filter by kind, page by page."""
    numbers = Counter(finding.kind for finding in findings)
    kind = st.pills(
        "Kind",
        [ALL, *sorted(numbers, key=_order)],
        default=ALL,
        required=True,
        format_func=lambda name: f"{words(name)} ({numbers.get(name, len(findings))})",
        key="kind",
    )
    chosen = by_need([finding for finding in findings if kind in (ALL, finding.kind)], met)
    last = max(1, -(-len(chosen) // PAGE_SIZE))
    drawn = st.container()
    at = st.pagination(last, key=f"findings-{kind}-{last}") if last > 1 else 1
    shown = chosen[(at - 1) * PAGE_SIZE : at * PAGE_SIZE]
    drawn.markdown("\n".join(_line(finding, met, assistant) for finding in shown))


def words(kind: str) -> str:
    """A kind of findings in a maintainer's words."""
    return "All" if kind == ALL else KINDS.get(kind, kind.capitalize())


def by_need(findings: Sequence[Finding], met: Mapping[str, int]) -> list[Finding]:
    """Those first whose entry visitors meet most; equal ones by their gravity and place."""
    key = {
        finding: (-_times(finding, met), LEVELS.index(finding.level), finding.source) for finding in findings
    }
    return sorted(findings, key=key.__getitem__)


def _times(finding: Finding, met: Mapping[str, int]) -> int:
    """How often the entry was met, or the one of those concerned that was met most."""
    return max((met.get(name, 0) for name in finding.passages), default=0)


def _order(kind: str) -> int:
    return [*KINDS].index(kind) if kind in KINDS else len(KINDS)


def _line(finding: Finding, met: Mapping[str, int], assistant: Assistant) -> str:
    """A finding as an item of a Markdown list."""
    passage = assistant.passage(finding.passages[0]) if finding.passages else None
    head = [f"{_BADGES[finding.level]} **{words(finding.kind)}**"]
    head += [entry(passage)] if passage else []
    head += (
        [f"met {times} times" if (times := _times(finding, met)) != 1 else "met once"]
        if finding.passages
        else []
    )
    said = f"{label(_begun(finding.what))}. {label(_begun(finding.remedy))}."
    return f"- {' · '.join(head)}  \n  {said}  \n  {sources.place(finding.source)}"


def _begun(sentence: str) -> str:
    """As a sentence begins."""
    return sentence[:1].upper() + sentence[1:]
