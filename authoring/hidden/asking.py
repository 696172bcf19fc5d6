"""Questions whose right passage is known, asked: what was found, and whether it is worse than before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from faq import Content, GoldQuestion
from retrieval.assistant import MOST_HITS, Assistant
from retrieval.build import index_of
from retrieval.records import Outcome
from retrieval.verdict import WORTH, verdict

LOST: Final = MOST_HITS + 1
"""Rank of a passage that is not among the hits."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a question whose right passage is known."""

    question: GoldQuestion
    hits: tuple[str, ...]
    """Ids of the passages found, best first; at most `MOST_HITS`."""
    outcome: Outcome

    @property
    def rank(self) -> int:
        """Of the best right passage, from 1; `LOST` when none is among the hits."""
        right = self.question.passages
        return next((rank for rank, name in enumerate(self.hits, 1) if name in right), LOST)

    @property
    def first(self) -> str:
        """Id of the passage found first; empty when nothing was found."""
        return self.hits[0] if self.hits else ""

    def is_worse_than(self, before: Found) -> bool:
        """Whether the right passage stands further down, or the outcome is worth less."""
        return self.rank > before.rank or self._worth < before._worth

    @property
    def _worth(self) -> int:
        return WORTH.index(verdict(self.outcome, self.hits, self.question.passages))


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks what is known to have an answer."""

    assistant: Assistant

    def found(self, question: GoldQuestion) -> Found:
        """What comes of a question; most of what a content is asked of itself needs no search."""
        if owner := self.assistant.word_for_word(question.question):
            return Found(question, (owner.id,), "answer")
        reply = self.assistant.ask(question.question)
        return Found(question, tuple(hit.passage.id for hit in reply.hits), reply.outcome)


def asker(content: Content) -> Asker:
    """An `Asker` of an index of its own; it is as sure as the confidence ships."""
    return Asker(Assistant(index_of(content)))


def asked(content: Content, questions: Iterable[GoldQuestion]) -> Iterator[Found]:
    """What a content finds for questions; nothing when it is empty."""
    questions = tuple(questions)
    if content.passages and questions:
        yield from map(asker(content).found, questions)
