"""A reply into what a visitor learns from it: small, to be compared and sent between processes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from retrieval import Assistant, Reply
from retrieval.calibration import WORD_FOR_WORD
from retrieval.records import Outcome

SLACK: Final = 1 - WORD_FOR_WORD
"""Width of what is not known of the confidence in an author's own words."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one version of the content says to a question."""

    outcome: Outcome
    confidence: float
    hits: tuple[str, ...]
    """Ids of the passages, best first."""
    smalltalk: str = ""
    """Id of the remark that it was taken for."""
    text: str = ""
    """First 12 hex digits of the SHA-256 of the answer that stands first; empty when none is shown."""

    @property
    def shown(self) -> str:
        """Id of what a visitor sees first; empty when that is nothing."""
        if self.smalltalk or self.outcome == "abstain":
            return self.smalltalk
        return self.hits[0]

    @property
    def found(self) -> str:
        """Id of what stands first, shown or not; empty when nothing does."""
        return self.smalltalk or (self.hits[0] if self.hits else "")

    @property
    def kind(self) -> str:
        """The outcome, or `small talk`."""
        return "small talk" if self.smalltalk else self.outcome


def told(reply: Reply) -> Told:
    """What a reply comes to."""
    hits = tuple(hit.passage.id for hit in reply.hits)
    first = reply.smalltalk or (reply.hits[0].passage if reply.outcome != "abstain" else None)
    name = reply.smalltalk.id if reply.smalltalk else ""
    return Told(reply.outcome, reply.confidence, hits, name, _hashed(first.answer) if first else "")


def verbatim(question: str, assistant: Assistant) -> Told | None:
    """What a question is told that exactly one passage has word for word; None for any other.

    Known without searching: that passage comes first, and is surer than any threshold. The confidence is the
    least that it can be, and may be up to `SLACK` more.
    """
    if assistant.usual.answer_threshold > WORD_FOR_WORD:
        return None
    passage = assistant.word_for_word(question)
    if passage is None:
        return None
    return Told("answer", WORD_FOR_WORD, (passage.id,), "", _hashed(passage.answer))


def _hashed(answer: str) -> str:
    return hashlib.sha256(answer.encode()).hexdigest()[:12]
