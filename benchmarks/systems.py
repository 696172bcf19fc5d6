"""What is compared: the assistant and its peers, asked through one door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from faq import Content, Passage
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.calibrations import calibrated_as, learnt
from retrieval.candidates import candidates
from retrieval.index import Index
from retrieval.query import query_of
from retrieval.records import Outcome
from retrieval.signals import signals
from retrieval.weights import Weights, shipped, shipped_with_meaning

MOST = 100
"""Passages of an order that are kept."""

Scores: TypeAlias = npt.NDArray[np.float64]
Search: TypeAlias = Callable[[str], Scores]
"""A question into one score a passage, 0 where nothing speaks for it."""
Build: TypeAlias = Callable[[Sequence[Passage], str], Search]
"""Passages and the code of their language into a search."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a system says to a question."""

    ids: tuple[str, ...]
    """Passages, best first; empty when nothing speaks for any."""
    confidence: float
    """How sure it is of the first; 0 when there is none."""


class System(Protocol):
    """Anything that finds passages for questions."""

    @property
    def bounded(self) -> bool:
        """Whether a confidence lies in [0, 1] by construction, and so may be read as a probability."""

    def ask(self, question: str) -> Found:
        """The passages for a question; any text is one."""


@dataclass(frozen=True, slots=True)
class Ours:
    """The assistant, as visitors get it, small talk aside; it tells the order of all its candidates."""

    assistant: Assistant
    bounded: bool = True

    def ask(self, question: str) -> Found:
        """All candidates in their order, with the confidence in the first."""
        index = self.assistant.index
        found = candidates(query_of(question, index), index)
        if found is None:
            return Found((), 0.0)
        standard = self.assistant.standard(with_meaning=found.meant is not None)
        ranked = standard.ranking(signals(found, index))
        best = found.passages[ranked.order[:MOST]]
        return Found(
            tuple(index.passages[number].id for number in best), standard.judgement(ranked).confidence
        )

    def outcome(self, found: Found) -> Outcome:
        """What a visitor would see of it."""
        if not found.ids:
            return "abstain"
        return self.assistant.usual.outcome(found.confidence)


def ours(content: Content, weights: Weights | None = None, meaning_weights: Weights | None = None) -> Ours:
    """The assistant on some content, with the weights that ship or with others, at its default risk.

    It finds passages by what they mean too if the setting `meaning` names a model.
    """
    index = index_of(content)
    index = calibrated_as(index, learnt(index, weights, meaning_weights))
    return Ours(
        Assistant(index, weights or shipped(), meaning_weights=meaning_weights or shipped_with_meaning())
    )


def by_words(us: Ours) -> Ours:
    """The same assistant without what a model says of meaning."""
    return Ours(replace(us.assistant, index=replace(us.assistant.index, meaning=None)))


@dataclass(frozen=True, slots=True)
class ByMeaning:
    """Sentence vectors alone: passages by their piece that is nearest to the question."""

    index: Index
    bounded: bool = True

    def ask(self, question: str) -> Found:
        """The nearest passages; their cosine is the confidence."""
        near = self.index.meant(question)
        if near is None:
            return Found((), 0.0)
        best = np.maximum(near.max(axis=1), 0)
        order = np.argsort(-best, kind="stable")[:MOST]
        return Found(tuple(self.index.passages[int(place)].id for place in order), float(best[order[0]]))


@dataclass(frozen=True, slots=True)
class Peer:
    """Another way to find passages."""

    build: Build
    bounded: bool
    """Whether its scores lie in [0, 1] by construction."""

    def system(self, passages: Sequence[Passage], language: str) -> Scored:
        """The peer on some passages."""
        ids = tuple(passage.id for passage in passages)
        return Scored(ids, self.build(passages, language), self.bounded)


@dataclass(frozen=True, slots=True)
class Scored:
    """A search as a system: passages by their scores, equal ones in the order of the corpus."""

    ids: tuple[str, ...]
    search: Search
    bounded: bool

    def ask(self, question: str) -> Found:
        """The passages that score above 0; the best score is the confidence."""
        scores = self.search(question)
        order = np.argsort(-scores, kind="stable")[:MOST]
        best = [self.ids[place] for place in order if scores[place] > 0]
        return Found(tuple(best), float(scores[order[0]]) if best else 0.0)
