"""Questions that are asked twice, and answers that are given twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from rapidfuzz import fuzz

from authoring.alike.asked import Asked, Questions
from authoring.alike.frames import Frames
from authoring.alike.pairs import near_pairs
from authoring.records import Finding, Level
from faq import Content, Passage
from retrieval.stopwords import STOP_WORDS
from retrieval.text import words

SHARE: Final = 0.5
"""Part of the longer question's terms that the other must share to be looked at."""
SAID: Final = 5
"""Words of the shortest answer whose repetition is worth a line: many say just `Yes.`"""
ALIKE: Final = 0.95
"""Part of the words of the longer answer that the other must hold, and in that order, to be the same."""
Likeness: TypeAlias = tuple[Level, Asked, Asked]
"""How surely two passages are asked the same, and the phrasings that tell so."""


def duplicates(content: Content) -> tuple[Finding, ...]:
    """A warning for each two passages that are asked the same, advice where it is nearly so.

    The same answer below two questions is advice too.

    Parameters
    ----------
    content : Content
    """
    return (*_questions(content), *_answers(content.passages))


def same_questions(content: Content, frames: Frames) -> Mapping[tuple[int, int], Likeness]:
    """The places of two passages each that are asked the same or nearly so.

    Parameters
    ----------
    content : Content
    frames : Frames
        Of the same content.
    """
    questions = Questions(content, frames)
    found: dict[tuple[int, int], Likeness] = {}
    for one, other in _candidates(questions.asked):
        mine, theirs = questions.asked[one], questions.asked[other]
        level = questions.likeness(mine, theirs) if mine.owner != theirs.owner else None
        place = (mine.owner, theirs.owner)
        if level and (place not in found or (found[place][0], level) == ("advice", "warning")):
            found[place] = (level, mine, theirs)
    return dict(sorted(found.items()))


def _candidates(asked: Sequence[Asked]) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for place, question in enumerate(asked):
        if first.setdefault(question.folded, place) != place:
            yield first[question.folded], place
    yield from near_pairs([{*question.terms} for question in asked], SHARE)


def _questions(content: Content) -> Iterator[Finding]:
    for (one, other), (level, mine, theirs) in same_questions(content, Frames(content)).items():
        here, there = content.passages[one], content.passages[other]
        nearly = "the same" if level == "warning" else "nearly the same"
        what = f"asks {mine.text!r}, {nearly} as {theirs.text!r} in {there.source}"
        remedy = "merge the two, or reword one so that it tells what is different"
        yield Finding(level, "duplicate", here.source, what, remedy, (here.id, there.id))


def _answers(passages: Sequence[Passage]) -> Iterator[Finding]:
    said = [words(passage.text) for passage in passages]
    for one, other in near_pairs([{*told} if len(told) >= SAID else () for told in said], ALIKE):
        if _alike(said[one], said[other]):
            here, there = passages[one], passages[other]
            what = f"{here.heading!r} has nearly the same answer as {there.heading!r} in {there.source}"
            remedy = "merge them, with the second question below 'Also asked:' of the first"
            yield Finding("advice", "duplicate", here.source, what, remedy, (here.id, there.id))


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two answers say the same, but for a word that says little."""
    differing = {*one} ^ {*other}
    small = all(word.isalpha() and word in STOP_WORDS["en"] for word in differing)
    return small and fuzz.ratio(one, other) >= 100 * ALIKE
