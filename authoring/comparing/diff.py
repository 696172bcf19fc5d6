"""Two versions of the content, asked the same questions, into the list of those whose reply changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from authoring.comparing.difference import GROUPS, Change, Diff, Edit, Group, Side
from authoring.comparing.questions import Question, present_ids
from authoring.comparing.told import SLACK, Told, told, verbatim
from retrieval import Assistant
from retrieval.verdict import WORTH, Verdict, verdict

TOLERANCE: Final = 0.05
"""Change of a confidence that is none."""
_OF_ONE: Final[Mapping[str, Group]] = {
    "new": "gold row new",
    "removed": "gold row removed",
    "passage removed": "right passage removed",
}


def diff(old: Assistant, new: Assistant, asked: Iterable[Question], tolerance: float = TOLERANCE) -> Diff:
    """The difference between two versions of the content, for some questions.

    Parameters
    ----------
    old, new : Assistant
    asked : iterable of Question
        Such as `questions` makes them.
    tolerance : float
        Change of a confidence, in [0, 1], up to which it is no change.
    """
    asked = tuple(asked)
    known = [sure(side, [question.text for question in asked]) for side in (old, new)]
    contents = old.index.content, new.index.content
    left = unsettled(asked, (known[0], known[1]), present_ids(*contents), tolerance)
    sides = [
        Side(
            side.index.content, side.usual.answer_threshold, told_there | {q: told(side.ask(q)) for q in left}
        )
        for side, told_there in zip((old, new), known, strict=True)
    ]
    return compared(asked, sides[0], sides[1], tolerance)


def sure(assistant: Assistant, asked: Iterable[str]) -> dict[str, Told]:
    """What those questions are told that are an author's own words: most of all, without a search."""
    found = {question: verbatim(question, assistant) for question in asked}
    return {question: each for question, each in found.items() if each}


def unsettled(
    asked: Iterable[Question],
    known: tuple[Mapping[str, Told], Mapping[str, Told]],
    present: Mapping[str, str],
    tolerance: float,
) -> tuple[str, ...]:
    """The questions that have to be asked, given what both versions are sure to tell.

    Those are left out that both tell with the same passage, unless the slack in the confidence matters.
    """
    same = {
        question
        for question, before in known[0].items()
        if question in known[1] and present[before.shown] == known[1][question].shown
    }
    return tuple(q.text for q in asked if q.text not in same or tolerance < SLACK)


def compared(asked: tuple[Question, ...], old: Side, new: Side, tolerance: float = TOLERANCE) -> Diff:
    """The difference, given what both versions told to each question."""
    present = present_ids(old.content, new.content)
    pairs = [(q, _with_present_ids(old.told[q.text], present), new.told[q.text]) for q in asked]
    changes = [change for pair in pairs if (change := _change(*pair, tolerance))]
    judged = (_verdicts(*pair) for pair in pairs if pair[0].row in ("kept", "edited"))
    was, now = ([passage.id for passage in side.content.passages] for side in (old, new))
    known, here = {present[name] for name in was}, set(now)
    return Diff(
        asked=len(asked),
        changes=tuple(sorted(changes, key=lambda change: GROUPS.index(change.group))),
        edits=tuple(_edits(old, new, present)),
        added=tuple(name for name in now if name not in known),
        removed=tuple(name for name in was if present[name] not in here),
        renamed=tuple((name, present[name]) for name in was if present[name] != name),
        verdicts=tuple(verdicts for verdicts in judged if verdicts),
        thresholds=(old.threshold, new.threshold),
    )


def _with_present_ids(each: Told, present: Mapping[str, str]) -> Told:
    return replace(each, hits=tuple(present[name] for name in each.hits))


def _edits(old: Side, new: Side, present: Mapping[str, str]) -> Iterator[Edit]:
    before: dict[str, set[str]] = {}
    for passage in old.content.passages:
        before.setdefault(present[passage.id], set()).add(passage.answer)
    shown = Counter(each.shown for each in new.told.values() if not each.smalltalk)
    for passage in new.content.passages:
        if before.get(passage.id, set()) - {passage.answer}:
            yield Edit(passage.id, shown[passage.id])


def _change(question: Question, before: Told, after: Told, tolerance: float) -> Change | None:
    verdicts = _verdicts(question, before, after)
    same = (before.kind, before.shown) == (after.kind, after.shown) and len(set(verdicts or ())) < 2
    if not same or abs(after.confidence - before.confidence) > tolerance:
        return Change(question, _group(question, before, after, verdicts), before, after, verdicts)
    edited = before.text != after.text
    return Change(question, "answer edited", before, after, verdicts) if edited else None


def _verdicts(question: Question, before: Told, after: Told) -> tuple[Verdict, Verdict] | None:
    if not question.row:
        return None
    return (
        verdict(before.outcome, before.hits, question.right),
        verdict(after.outcome, after.hits, question.right),
    )


def _group(question: Question, before: Told, after: Told, verdicts: tuple[Verdict, Verdict] | None) -> Group:
    if verdicts is None:
        if "answer" not in (before.outcome, after.outcome) or before.outcome == after.outcome:
            return "changed answer"
        return "new answer" if after.outcome == "answer" else "removed answer"
    if question.row in _OF_ONE:
        return _OF_ONE[question.row]
    was, now = map(WORTH.index, verdicts)
    return "worse" if now < was else "better" if now > was else "changed"
