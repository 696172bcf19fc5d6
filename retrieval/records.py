"""The values between the steps, from a visitor's question to a reply; none changes once made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from faq import Passage

Floats: TypeAlias = npt.NDArray[np.float32]
"""Scores or weights."""
Ints: TypeAlias = npt.NDArray[np.int32]
"""Numbers of passages, phrasings or terms."""

Hashes: TypeAlias = npt.NDArray[np.uint32]
"""CRC-32 of words."""

Outcome: TypeAlias = Literal["answer", "suggest", "abstain"]
"""Show one answer, offer several passages to choose from, or say that there is none."""

Part: TypeAlias = Literal["in scope", "this one", "this content"]
"""Of a confidence: that there is an answer at all, that it is this one, and what the content has taught."""

ConfidenceWord: TypeAlias = Literal["very sure", "fairly sure", "not sure", "guessing"]


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the question that the content does not know, read as one that it knows."""

    typed: str
    """As the visitor typed it; two words when they were joined."""
    read_as: str
    """As the content writes it; two words when one was split."""


@dataclass(frozen=True, slots=True)
class Query:
    """A visitor's question in the forms that the steps need."""

    text: str
    """As typed, cut at the limit: what is shown and stored."""
    cut: bool
    """Whether the question was longer than the limit."""
    typed: tuple[str, ...]
    """Words as typed, folded."""
    words: tuple[str, ...]
    """Folded, corrections applied, stop words included: what letters and fuzzy matching compare."""
    said: tuple[str, ...]
    """Stems of all words, those of stop words marked, in their order."""
    terms: tuple[str, ...]
    """Stems of the words that carry meaning, in their order."""
    turning: tuple[str, ...]
    """Stems of words that make it another question, such as what something costs."""
    unknown: tuple[str, ...]
    """Words that carry meaning and that the content knows in no form."""
    corrections: tuple[Correction, ...]

    @property
    def read_as(self) -> str:
        """The question as it is read: as typed, or its words where some of them were corrected."""
        return " ".join(self.words) if self.corrections else self.text


class Hit(NamedTuple):
    """A passage found, with what speaks for it."""

    passage: Passage
    rank: int
    """From 1."""
    score: float
    """Comparable within one query; not a probability."""
    phrasing: str
    """The passage's phrasing that is nearest to the question."""
    matched: tuple[str, ...]
    """Words of the question that the passage holds, in the visitor's order."""
    evidence: tuple[str, ...]
    """Sentences of an article section that carry the match, verbatim in its Markdown; none of a short one."""
    signals: tuple[tuple[str, float], ...]
    """Name and value of each signal, for explanations."""


class Reason(NamedTuple):
    """What speaks for or against the first hit."""

    part: Part
    name: str
    """Of the feature."""
    words: str
    """What it says, for people."""
    weight: float
    """What it adds to the log-odds; below 0 it speaks against."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant says to a query."""

    query: Query
    outcome: Outcome
    confidence: float
    """Probability in [0, 1] that the first hit answers the question."""
    hits: tuple[Hit, ...]
    """Best first. For `abstain` these are only the nearest passages, no answer; may be empty."""
    related: tuple[Passage, ...] = ()
    """What the answer's author points to; with `answer` only."""
    reasons: tuple[Reason, ...] = ()
    """What speaks for and against the first hit, the strongest first; empty without one."""
    smalltalk: Passage | None = None
    """A friendly reply to a greeting and the like; the outcome is then `abstain`."""
    by_meaning: bool = False
    """Whether the first hit was found by meaning: by words alone, another passage would be first."""

    @property
    def answered(self) -> bool:
        """Whether one answer is shown as the answer."""
        return self.outcome == "answer"

    @property
    def best(self) -> Hit | None:
        """The hit that is shown as the answer; None unless the outcome is `answer`."""
        return self.hits[0] if self.answered else None

    @property
    def chance(self) -> str:
        """The confidence in percent, at most 99: nothing is certain."""
        return f"{min(self.confidence, 0.99):.0%}"

    @property
    def confidence_word(self) -> ConfidenceWord:
        """The confidence in words that a visitor understands."""
        for floor, word in _WORDS:
            if self.confidence >= floor:
                return word
        return "guessing"


_WORDS: tuple[tuple[float, ConfidenceWord], ...] = (
    (0.85, "very sure"),
    (0.65, "fairly sure"),
    (0.35, "not sure"),
)
