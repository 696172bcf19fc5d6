"""A preview into plain sentences, for people who know no programming."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from authoring.comparing.difference import Change, Group
from authoring.comparing.told import Told
from authoring.inbox.preview import Heard, Preview
from authoring.records import counted

MOST: Final = 10
"""Questions of a kind that are listed; the others are counted."""
AS_BEFORE: Final = "as before, "
KINDS: Final[Mapping[Group, tuple[str, str]]] = {
    "worse": ("question with a known answer gets worse", "questions with a known answer get worse"),
    "right passage removed": (
        "question loses the entry that answers it",
        "questions lose the entry that answers them",
    ),
    "gold row removed": (
        "reply to a former gold question changes",
        "replies to former gold questions change",
    ),
    "gold row new": ("reply to a new gold question changes", "replies to new gold questions change"),
    "changed": (
        "question with a known answer gets another reply that is as good",
        "questions with a known answer get another reply that is as good",
    ),
    "better": ("question with a known answer gets better", "questions with a known answer get better"),
    "removed answer": ("question is answered no more", "questions are answered no more"),
    "changed answer": ("question gets another reply", "questions get another reply"),
    "new answer": ("question is answered that was not", "questions are answered that were not"),
    "answer edited": ("reply shows an edited text", "replies show an edited text"),
}
"""One question and several, by what changes."""


def sentences(preview: Preview) -> tuple[str, ...]:
    """What a patch would change, the questions that it is made for first."""
    titles = dict(preview.titles)
    return (*_heard(preview.heard, titles), *_others(preview, titles), *_findings(preview))


def _heard(heard: Sequence[Heard], titles: Mapping[str, str]) -> Iterator[str]:
    for each in heard[:MOST]:
        yield f"“{each.question}”: {_between(each.before, each.after, titles)}."
    yield from _more(heard)


def _between(before: Told, after: Told, titles: Mapping[str, str]) -> str:
    was, now = said(before, titles), said(after, titles)
    return f"{AS_BEFORE}{now}" if was == now else f"until now, {was}; afterwards, {now}"


def said(told: Told, titles: Mapping[str, str]) -> str:
    """What a visitor is told, in words.

    Examples
    --------
    >>> said(Told("answer", 0.97, ("dog",)), {"dog": "May I bring my dog?"})
    'the answer is “May I bring my dog?” (97% sure)'
    """
    if told.smalltalk:
        return "it is taken for small talk"
    if told.outcome == "abstain":
        return "there is no answer"
    verb = "the answer is" if told.outcome == "answer" else "the first of several offers is"
    return f"{verb} “{titles.get(told.found, told.found)}” ({min(told.confidence, 0.99):.0%} sure)"


def _others(preview: Preview, titles: Mapping[str, str]) -> Iterator[str]:
    diff, own = preview.diff, {each.question for each in preview.heard}
    asked = diff.asked - len(own)
    if not diff.asked:
        return
    changes = [change for change in diff.changes if change.question.text not in own]
    tried = f"{asked:,} other questions were tried, those with a known answer and every way to ask"
    if not changes:
        yield f"{tried}: every reply stays as it is."
        return
    yield f"{tried}: {counted(len(changes), 'reply changes', 'replies change')}."
    for kind, (one, many) in KINDS.items():
        if found := [change for change in changes if change.group == kind]:
            yield f"{counted(len(found), one, many)}:"
            yield from _listed(found, titles)


def _listed(changes: Sequence[Change], titles: Mapping[str, str]) -> Iterator[str]:
    for change in changes[:MOST]:
        between = _between(change.before, change.after, titles)
        is_beside = change.before.hits != change.after.hits and between.startswith(AS_BEFORE)
        beside = ", beside other entries" if is_beside else ""
        yield f"“{change.question.text}”: {between}{beside}."
    yield from _more(changes)


def _more(listed: Sequence[object]) -> Iterator[str]:
    if len(listed) > MOST:
        yield f"And {len(listed) - MOST:,} more."


def _findings(preview: Preview) -> Iterator[str]:
    if not preview.findings:
        yield "The checks find nothing wrong with it."
    for finding in preview.findings[:MOST]:
        place = f"{finding.source.path}, line {finding.source.line}"
        yield f"{place}: {finding.what}. To mend it: {finding.remedy}."
    yield from _more(preview.findings)
