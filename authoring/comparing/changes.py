"""The difference between two versions into lines that a maintainer reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from authoring.comparing.difference import GROUPS, Change, Diff, Group
from authoring.comparing.questions import Question
from authoring.comparing.told import Told
from retrieval.verdict import WORTH

TITLES: Final[Mapping[Group, str]] = {
    "worse": "Gold questions that got worse",
    "right passage removed": "Gold questions whose right passage was removed",
    "gold row removed": "Questions that are gold questions no more",
    "gold row new": "New gold questions",
    "changed": "Gold questions with another reply that is worth the same",
    "better": "Gold questions that got better",
    "removed answer": "Questions that are answered no more",
    "changed answer": "Questions with another reply",
    "new answer": "Questions that are answered now",
    "answer edited": "Edited answers",
}
MOST: Final = 25
"""Questions of a group that are listed; of those that got worse, all are."""
NAMES: Final = 8
"""Ids that a line holds."""


def text(diff: Diff) -> str:
    """The whole difference for a terminal."""
    return "\n".join([*summary(diff), *(line for group in GROUPS for line in _section(diff, group))])


def summary(diff: Diff) -> Iterator[str]:
    """What is to be said before the questions, a sentence a line."""
    if not diff.asked:
        yield "The content files are the same; no question was asked."
        return
    edited = len(diff.of("answer edited"))
    changed = f"{len(diff.changes) - edited} replies changed"
    also = f", {edited} more show an edited text" if edited else ""
    yield f"{diff.asked} questions asked of both versions: {changed}{also}."
    yield from _passages(diff)
    if diff.verdicts:
        yield f"{len(diff.verdicts)} gold questions of both versions: {', '.join(_verdicts(diff))}."
    before, after = (f"{threshold:.1%}" for threshold in diff.thresholds)
    if before != after:
        yield f"An answer is now shown from a confidence of {after} on; before, from {before}."


def _passages(diff: Diff) -> Iterator[str]:
    if diff.added:
        yield f"Added: {_listed(diff.added)}."
    if diff.removed:
        yield f"Removed: {_listed(diff.removed)}."
    for old, new in diff.renamed:
        yield f"#{old} is now #{new}."


def _listed(ids: tuple[str, ...]) -> str:
    more = f" and {len(ids) - NAMES} more" if len(ids) > NAMES else ""
    return ", ".join(f"#{name}" for name in ids[:NAMES]) + more


def _verdicts(diff: Diff) -> Iterator[str]:
    before, after = (Counter(pair[side] for pair in diff.verdicts) for side in (0, 1))
    for verdict in reversed(WORTH):
        was, now = before[verdict], after[verdict]
        yield f"{verdict} {now}" if was == now else f"{verdict} {was} → {now}"


def _section(diff: Diff, group: Group) -> Iterator[str]:
    if group == "answer edited":
        yield from _edits(diff)
        return
    changes = diff.of(group)
    if changes:
        yield f"\n{TITLES[group]} ({len(changes)})"
    shown = changes if group == "worse" else changes[:MOST]
    yield from (f"  {line(change)}" for change in shown)
    if len(changes) > len(shown):
        yield f"  … and {len(changes) - len(shown)} more; --json lists all"


def _edits(diff: Diff) -> Iterator[str]:
    if diff.edits:
        yield f"\n{TITLES['answer edited']} ({len(diff.edits)})"
    for edit in diff.edits[:MOST]:
        yield f"  #{edit.passage}: stands first for {_counted(edit.questions, 'question')}"
    if len(diff.edits) > MOST:
        yield f"  … and {len(diff.edits) - MOST} more; --json lists all"


def line(change: Change) -> str:
    """A changed reply, with what was said and what is said now."""
    told = " → ".join([state(change, after=False), state(change, after=True)])
    notes = "; ".join(notes_on(change))
    return f"{change.question.text!r}: {told}" + (f" ({notes})" if notes else "")


def state(change: Change, *, after: bool) -> str:
    """What one version says to the question, with its verdict if there is one.

    The passage of a reply that shows none is the nearest one.
    """
    told = change.after if after else change.before
    verdict = f", {change.verdicts[after]}" if change.verdicts else ""
    return _said(told) + verdict


def _said(told: Told) -> str:
    if told.smalltalk:
        return f"small talk #{told.smalltalk}"
    if not told.hits:
        return "nothing"
    what = {"answer": "answer", "suggest": "offer", "abstain": "no answer, nearest"}[told.outcome]
    return f"{what} #{told.found} {told.confidence:.0%}"


def notes_on(change: Change) -> Iterator[str]:
    """Where the question comes from, and what else is to be known of the change."""
    yield from _origin(change.question)
    if change.crosses:
        yield f"crosses the threshold of {'answers' if change.crosses == 'answer' else 'offers'}"
    same = change.before.shown == change.after.shown
    if same and change.group != "answer edited" and _is_edited(change):
        yield "its text was edited"


def _is_edited(change: Change) -> bool:
    texts = change.before.text, change.after.text
    return all(texts) and texts[0] != texts[1]


def _origin(question: Question) -> Iterator[str]:
    if question.row:
        version = "" if question.row in ("kept", "edited", "new") else " of the older version"
        yield f"gold.csv:{question.line}{version}" + (", row edited" if question.row == "edited" else "")
    if question.wording_of:
        yield f"a wording of #{question.wording_of}"
    if question.logged:
        yield f"{_counted(question.logged, 'time')} in the log"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
