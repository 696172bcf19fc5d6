"""Content that was edited badly into content that can be answered from: what broke stays as it was before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType

from faq import Content, Passage, Problem


def kept(now: Content, before: Content) -> Content:
    """The content as it is now, each file that lost passages to a problem as it was before.

    A passage that its author took away stays away; one that a problem hides comes back with all of its
    file, so that no visitor sees half of an edit. `now` itself where nothing has to be kept.
    """
    broken = _broken(now.problems)
    if not broken:
        return now
    ids = {passage.id for passage in now.passages}
    files = {
        passage.source.path
        for passage in before.passages
        if passage.id not in ids and _within(passage.source.path, broken)
    }
    smalltalk = now.smalltalk
    if before.smalltalk and any(_within(passage.source.path, broken) for passage in before.smalltalk):
        smalltalk = before.smalltalk
    if not files and smalltalk is now.smalltalk:
        return now
    passages = _together(now.passages, before.passages, files)
    ids = {passage.id for passage in passages}
    formerly = {
        old: new for old, new in {**before.formerly, **now.formerly}.items() if new in ids and old not in ids
    }
    return replace(now, passages=passages, smalltalk=smalltalk, formerly=MappingProxyType(formerly))


def _broken(problems: Iterable[Problem]) -> frozenset[str]:
    """The files and folders of which something is left out."""
    return frozenset(problem.source.path for problem in problems if problem.loses)


def _within(path: str, places: frozenset[str]) -> bool:
    return path in places or path.rpartition("/")[0] in places


def _together(now: Sequence[Passage], before: Sequence[Passage], files: set[str]) -> tuple[Passage, ...]:
    """The passages of some files as before, all others as now, in the order of the corpus."""
    others = [passage for passage in now if passage.source.path not in files]
    taken = {passage.id for passage in others}
    back = [passage for passage in before if passage.source.path in files and passage.id not in taken]
    return tuple(sorted([*others, *back], key=lambda passage: (bool(passage.article), passage.source)))
