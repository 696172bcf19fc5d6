"""The sentences of answers, and whether two of them speak of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from authoring.alike.facts import Fact
from authoring.alike.frames import Frame, Frames
from faq import Passage
from faq.markdown import tokens
from retrieval.text import sentences, words

LEAST: Final = 3
"""Terms that two sentences must have in common to speak of the same thing; one less where that is all they
say."""
STRANGE: Final = 0.5
"""Terms that only one of them may have, as a share of the common ones, where both state a fact."""
STRANGE_DENIED: Final = 0.34
"""The same where one of them denies or limits what the other says."""
APART: Final = 2
"""Terms that the neighbours of a denial may lie apart in the sentence without it."""
WORDS: Final = 5
"""Words besides its facts of the shortest sentence that is known again by its words alone."""
COPIED: Final = 95.0
"""Least rapidfuzz `partial_ratio`, 0 to 100, of a sentence that was copied."""
_NO_CLAIM: Final = re.compile(
    r"(?:(?:for )?example|e\.g\.|suppose|imagine|assume|say,|let us)(?!\w)"
    r"|.*\b(?:our|this|the) example\b|.*[?:]$",
    re.IGNORECASE | re.DOTALL,
)
_LEANING: Final = re.compile(
    r"(?:it|its|they|their|this|these|those|that|such|he|she|his|her|both|in (?:this|that)|one)\b",
    re.IGNORECASE,
)
_NO_PROSE: Final = re.compile(r"\||```|~~~|^(?: {4}|\t)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, as yet unread."""

    passage: Passage
    text: str
    terms: frozenset[str]
    """Roughly what it speaks of."""
    subject: frozenset[str]
    """The terms of its heading."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence read in full."""

    frame: Frame
    terms: frozenset[str]
    """What it speaks of; a sentence that begins with `It` speaks of its heading."""
    subject: frozenset[str]
    """The terms of its heading."""

    @property
    def said(self) -> frozenset[str]:
        """The terms of the sentence itself."""
        return frozenset(self.frame.terms)


def stated(passage: Passage, frames: Frames) -> Iterator[Sentence]:
    """The sentences of an answer that state something: no tables, code, questions or examples."""
    subject = frozenset(frames.terms(passage.heading))
    for text in _prose(passage):
        if not _NO_CLAIM.match(text):
            about = subject if _LEANING.match(text) else frozenset()
            yield Sentence(passage, text, frames.sketch(text) | about, subject)


def _prose(passage: Passage) -> Iterator[str]:
    if not _NO_PROSE.search(passage.answer):
        yield from sentences(passage.text)
        return
    block = ""
    for token in tokens(passage.answer):
        if token.type == "inline" and block == "paragraph_open":
            parts = (" " if child.type.endswith("break") else child.content for child in token.children or ())
            yield from sentences("".join(parts))
        block = token.type


def claim_of(sentence: Sentence, frames: Frames) -> Claim:
    """The sentence, read."""
    frame = frames.frame(sentence.text)
    about = sentence.subject if _LEANING.match(sentence.text) else frozenset()
    return Claim(frame, frozenset(frame.terms) | about, sentence.subject)


def perhaps_same(one: Sentence, other: Sentence, frames: Frames) -> bool:
    """Whether two sentences are worth a reading in full: they differ in few terms that nothing replaces."""
    strange = (one.terms ^ other.terms) - frames.wording.replaceable - one.subject - other.subject
    return len(strange) <= STRANGE * (len(one.terms & other.terms) + 1)


def same_thing(one: Claim, other: Claim, frames: Frames, mine: Fact | None, theirs: Fact | None) -> bool:
    """Whether two sentences speak of the same thing, wherever they stand.

    Parameters
    ----------
    one, other : Claim
    frames : Frames
    mine, theirs : Fact, optional
        In what they differ; None where only one of them denies or limits.
    """
    common = one.terms & other.terms
    here, there = frames.unmatched(one.terms, other.terms)
    odd = len((here - other.subject) | (there - one.subject))
    few = len(common) < (LEAST if odd else LEAST - 1) or len(one.said & other.said) < LEAST - 1
    if few and not _copied(one.frame.rest, other.frame.rest):
        return False
    if odd > (STRANGE if mine and theirs else STRANGE_DENIED) * len(common):
        return False
    if frames.apart(one.frame, other.frame, here, there):
        return False
    if mine and theirs:
        return not (frames.is_subject(mine, one.frame) and frames.is_subject(theirs, other.frame))
    return _together(mine, one.frame, other.frame, frames) and _together(
        theirs, other.frame, one.frame, frames
    )


def _copied(one: str, other: str) -> bool:
    """Whether one text stands within the other almost word for word."""
    mine, theirs = words(one), words(other)
    long = min(len(mine), len(theirs)) >= WORDS
    return long and fuzz.partial_ratio(" ".join(mine), " ".join(theirs)) >= COPIED


def _together(fact: Fact | None, frame: Frame, other: Frame, frames: Frames) -> bool:
    """Whether what one sentence denies stands together in the other sentence too."""
    beside = frames.beside(fact, frame) if fact else ()
    if not beside or not {*beside} <= {*other.terms}:
        return True
    here, there = ([place for place, said in enumerate(other.terms) if said == term] for term in beside)
    return min(abs(one - another) for one in here for another in there) <= APART


def same_answer(one: Claim, other: Claim, frames: Frames) -> bool:
    """Whether two sentences below one question say what it asks for, or differ in one term besides."""
    mine, theirs = frames.unmatched(one.terms, other.terms)
    odd = (mine - other.subject) | (theirs - one.subject)
    return len(odd) <= 1 and not frames.apart(one.frame, other.frame, mine, theirs)
