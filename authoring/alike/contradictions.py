"""Sentences that say the same of the same thing, but for one number, unit, version, date or denial."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import Final

from authoring.alike.claims import Claim, Sentence, claim_of, perhaps_same, same_answer, same_thing, stated
from authoring.alike.duplicates import same_questions
from authoring.alike.facts import Fact, difference
from authoring.alike.frames import Frames
from authoring.alike.pairs import near_pairs
from authoring.records import Finding
from faq import Content, Passage

SHARE: Final = 0.5
"""Part of the longer sentence's terms that the other must share to be looked at."""
REMEDY: Final = "keep what is true in both"
_YES_OR_NO: Final = re.compile(r"(yes|no)\b(?!\s)", re.IGNORECASE)


def contradictions(content: Content) -> tuple[Finding, ...]:
    """A warning for each two places of which one at least must be wrong.

    Two sentences are compared that share most of their words, or that stand below the same question.

    Parameters
    ----------
    content : Content
        Only sentences of running text and lists are read: no tables, code, questions or examples.
    """
    frames = Frames(content)
    said = [sentence for passage in content.passages for sentence in stated(passage, frames)]
    read = cache(lambda place: claim_of(said[place], frames))
    found = {*_like_sentences(said, read, frames), *_like_questions(content, said, read, frames)}
    return tuple(sorted(found, key=lambda finding: (finding.source, finding.what)))


def _like_sentences(
    said: Sequence[Sentence], read: Callable[[int], Claim], frames: Frames
) -> Iterator[Finding]:
    for one, other in near_pairs([sentence.terms for sentence in said], SHARE):
        apart = said[one].passage is not said[other].passage
        if apart and perhaps_same(said[one], said[other], frames):
            mine, theirs = read(one), read(other)
            found = difference(mine.frame.facts, theirs.frame.facts)
            if found and same_thing(mine, theirs, frames, *found):
                yield _finding(said[one], said[other], *found)


def _like_questions(
    content: Content, said: Sequence[Sentence], read: Callable[[int], Claim], frames: Frames
) -> Iterator[Finding]:
    places: dict[str, list[int]] = {}
    for place, sentence in enumerate(said):
        places.setdefault(sentence.passage.id, []).append(place)
    for (here, there), (level, *_) in same_questions(content, frames).items():
        if level == "warning":
            first, second = content.passages[here], content.passages[there]
            yield from _yes_and_no(first, second)
            for one, other in product(places.get(first.id, ()), places.get(second.id, ())):
                mine, theirs = read(one), read(other)
                found = difference(mine.frame.facts, theirs.frame.facts)
                if found and all(found) and same_answer(mine, theirs, frames):
                    yield _finding(said[one], said[other], *found)


def _yes_and_no(one: Passage, other: Passage) -> Iterator[Finding]:
    mine, theirs = _YES_OR_NO.match(one.text), _YES_OR_NO.match(other.text)
    if mine and theirs and mine[0].lower() != theirs[0].lower():
        what = f"the answer to {one.heading!r} says {mine[0]!r} where {other.source} says {theirs[0]!r}"
        yield Finding("warning", "contradiction", one.source, what, REMEDY, (one.id, other.id))


def _finding(one: Sentence, other: Sentence, mine: Fact | None, theirs: Fact | None) -> Finding:
    there = other.passage.source
    if mine and theirs:
        differs = f"says {mine.said!r} where {there} says {theirs.said!r}"
    elif mine:
        differs = f"says {mine.said!r} where {there} does not"
    else:
        differs = f"does not say {theirs.said if theirs else ''!r} where {there} does"
    what = f"'{one.text}' {differs}: '{other.text}'"
    ids = (one.passage.id, other.passage.id)
    return Finding("warning", "contradiction", one.passage.source, what, REMEDY, ids)
