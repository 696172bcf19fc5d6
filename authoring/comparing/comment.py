"""The difference between two versions into Markdown, as a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from authoring.comparing.changes import TITLES, notes_on, state, summary
from authoring.comparing.difference import GROUPS, Change, Diff, Group

MOST: Final = 50
"""Rows of a table; a comment may not be longer than 65,536 characters."""
WORST: Final = 200
"""The same of the questions that got worse."""
OPEN: Final = frozenset({"worse", "right passage removed"})
"""Groups that nobody should have to unfold."""


def comment(diff: Diff) -> str:
    """The whole difference as Markdown; nothing that visitors or authors wrote is read as such."""
    parts = [f"## FAQ: {_verdict(diff)}", "\n".join(f"- {sentence}" for sentence in summary(diff))]
    parts += [_folded(diff, group) for group in GROUPS if _rows(diff, group)]
    return "\n\n".join(parts) + "\n"


def _verdict(diff: Diff) -> str:
    if diff.worse:
        return f"{len(diff.worse)} gold question{'s' * (len(diff.worse) > 1)} got worse"
    return "no gold question got worse"


def _folded(diff: Diff, group: Group) -> str:
    rows = _rows(diff, group)
    head = "| answer | stands first for |\n|---|---|" if group == "answer edited" else _HEAD
    most = WORST if group == "worse" else MOST
    more = [f"\n… and {len(rows) - most} more."] if len(rows) > most else []
    table = "\n".join([head, *rows[:most], *more])
    title = f"{TITLES[group]} ({len(rows)})"
    if group in OPEN:
        return f"### {title}\n\n{table}"
    return f"<details><summary>{title}</summary>\n\n{table}\n\n</details>"


_HEAD: Final = "| question | before | now | notes |\n|---|---|---|---|"


def _rows(diff: Diff, group: Group) -> list[str]:
    if group == "answer edited":
        return [f"| {code(f'#{edit.passage}')} | {edit.questions} questions |" for edit in diff.edits]
    return list(map(_row, diff.of(group)))


def _row(change: Change) -> str:
    return f"| {' | '.join(_cells(change))} |"


def _cells(change: Change) -> Iterator[str]:
    yield code(change.question.text)
    yield _plain(state(change, after=False))
    yield _plain(state(change, after=True))
    yield _plain("; ".join(notes_on(change)))


def _plain(text: str) -> str:
    """Our own words, with ids that are neither links nor numbers of issues."""
    return re.sub(r"#[^\s,;]+", lambda found: code(found[0]), text)


def code(text: str) -> str:
    """Any text as code in a cell of a table: on one line, between more backticks than it holds.

    Examples
    --------
    >>> code("a | b"), code("`x`")
    ('`a \\\\| b`', '`` `x` ``')
    """
    text = " ".join(text.split()).replace("|", r"\|")
    runs = [len(run) for run in re.findall("`+", text)]
    fence = "`" * next(size for size in range(1, len(runs) + 2) if size not in runs)
    space = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{space}{text}{space}{fence}"
