"""Drafts into the proposals that help: each is tried on the whole content before anybody sees it.

A draft is shown if the phrasing that was missed, hidden still, then finds its entry, and if no phrasing of
any entry and no gold question comes out worse. First each draft is tried alone, on the questions that it
could touch; those that pass are then tried together, on everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import partial, reduce
from typing import Final, TypeAlias

from authoring.hidden.asking import Asker, Found
from authoring.hidden.findability import FEW, Findability
from authoring.hidden.proposals import Proposal, drafts
from authoring.hidden.standing import Standing, standing
from authoring.pool import results
from authoring.records import Progress, silent
from faq import Content
from retrieval.text import Analyser

MOST: Final = 16
"""Drafts that are tried."""
TOGETHER: Final = 3
"""How often those that pass are tried together, each time without the ones that did harm."""
NEAR: Final = 2
"""Terms that a question must share with a new phrasing to be touched by it; a shorter one, all of its own."""

Worse: TypeAlias = tuple[Found, Found]
"""What came of a question before and after, where that is worse."""


def proposals(
    content: Content,
    told: Findability,
    progress: Progress = silent,
    most: int = MOST,
    processes: int | None = None,
) -> tuple[Proposal, ...]:
    """The proposals that mend an entry and harm nothing, one an entry at most, the gravest cases first.

    Parameters
    ----------
    content : Content
    told : Findability
        Of this content.
    progress : Progress
    most : int
        Drafts that are tried at most.
    processes : int, optional
        That share the work, as for `findability`.
    """
    drafted = drafts(content, told)[:most]
    if not drafted:
        return ()
    now = standing(content, told)
    processes = 1 if told.asked < FEW else processes
    passed = _alone(now, drafted, progress, most, processes)
    return _together(now, passed, progress, processes)


# Each alone


def _alone(
    now: Standing,
    drafted: Sequence[Sequence[Proposal]],
    progress: Progress,
    most: int,
    processes: int | None,
) -> tuple[Proposal, ...]:
    """The first draft of each entry that passes; every entry's first one is tried before any second one."""
    passed: dict[str, Proposal] = {}
    tried, total = 0, min(most, sum(map(len, drafted)))
    progress("trying proposals", 0, total)
    for batch in _turns(drafted):
        batch = [proposal for proposal in batch if proposal.passage not in passed][: total - tried]
        for proposal, passes in zip(batch, results(_passes, now, batch, processes), strict=True):
            tried += 1
            progress("trying proposals", tried, total)
            if passes:
                passed[proposal.passage] = proposal
    progress("trying proposals", total, total)
    return tuple(passed.values())


def _turns(drafted: Sequence[Sequence[Proposal]]) -> Iterator[list[Proposal]]:
    """The first drafts of all entries, then the second ones, and so on."""
    for turn in range(max(map(len, drafted))):
        yield [each[turn] for each in drafted if turn < len(each)]


def _passes(now: Standing, proposal: Proposal) -> bool:
    """Whether a draft mends what was missed and makes nothing worse that it could touch."""
    hiding = next((number for number in range(now.whole) if proposal.missed in now.found[number]), now.whole)
    ask = now.changed(hiding, [proposal])  # what two entries share is hidden nowhere, and asked of the whole
    if not _mends(proposal, ask) or _harms(proposal, ask, now, hiding):
        return False
    return hiding == now.whole or not _harms(proposal, now.changed(now.whole, [proposal]), now, now.whole)


def _mends(proposal: Proposal, ask: Asker) -> bool:
    question = proposal.missed.question
    if proposal.kind == "wording":
        question = replace(question, question=proposal.text)
    return ask.found(proposal.judged(question)).rank <= proposal.required


def _harms(proposal: Proposal, ask: Asker, now: Standing, number: int) -> bool:
    analyser = Analyser(ask.assistant.index.language, now.content.synonyms)
    is_touched = partial(_is_touched, proposal, analyser.analyse, frozenset(analyser.analyse(proposal.text)))
    return any(_worse(ask, filter(is_touched, now.found[number]), [proposal]))


def _is_touched(
    proposal: Proposal, analyse: Callable[[str], Sequence[str]], new: frozenset[str], found: Found
) -> bool:
    """Whether a proposal whose text has the terms `new` could change what comes of a question."""
    if proposal.changed & {*found.hits}:
        return True
    terms = {*analyse(found.question.question)}
    return len(terms & new) >= min(NEAR, max(1, len(terms)))


def _worse(ask: Asker, found: Iterable[Found], carried_out: Sequence[Proposal]) -> Iterator[Worse]:
    """What comes out worse than before."""
    for before in found:
        question = reduce(lambda told, proposal: proposal.judged(told), carried_out, before.question)
        after = ask.found(question)
        if after.is_worse_than(before):
            yield before, after


# All together


def _together(
    now: Standing, passed: tuple[Proposal, ...], progress: Progress, processes: int | None
) -> tuple[Proposal, ...]:
    """Those that do no harm when all are carried out and everything is asked again.

    Where nobody can be blamed for the harm, none is left.
    """
    for turn in range(1, TOGETHER + 1):
        if not passed:
            break
        doing = f"asking everything again, for the {turn}. time" if turn > 1 else "asking everything again"
        jobs = [(number, passed) for number in range(len(now.found))]
        worse: list[Worse] = []
        progress(doing, 0, len(jobs))
        for done, found in enumerate(results(_all_worse, now, jobs, processes), start=1):
            worse += found
            progress(doing, done, len(jobs))
        if not worse:
            return passed
        blamed = {proposal for each in worse for proposal in _to_blame(passed, *each)}
        passed = tuple(proposal for proposal in passed if blamed and proposal not in blamed)
    return ()


def _all_worse(now: Standing, job: tuple[int, tuple[Proposal, ...]]) -> tuple[Worse, ...]:
    number, passed = job
    return tuple(_worse(now.changed(number, passed), now.found[number], passed))


def _to_blame(passed: Sequence[Proposal], before: Found, after: Found) -> list[Proposal]:
    """Those whose entry has come to stand ahead of the right one; else those whose entry stands near it."""
    ahead = {*after.hits[: after.rank - 1]} - {*before.hits[: before.rank - 1]}
    return _of_entries(passed, ahead) or _of_entries(passed, {*after.hits})


def _of_entries(passed: Sequence[Proposal], names: Set[str]) -> list[Proposal]:
    return [proposal for proposal in passed if proposal.changed & names]
