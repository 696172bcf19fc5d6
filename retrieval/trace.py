"""A question's whole way, with every value between the steps: for those who look after the content."""

from __future__ import annotations

from dataclasses import dataclass

from faq import Passage
from retrieval.assistant import Assistant
from retrieval.candidates import candidates
from retrieval.confidence import Judgement
from retrieval.query import query_of
from retrieval.rank import effective
from retrieval.records import Reply
from retrieval.signals import signals
from retrieval.standard import Standard


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate at its rank."""

    passage: Passage
    rank: int
    """From 1."""
    score: float
    word_for_word: bool
    """Whether one of its phrasings has exactly the question's words, which puts it before all others."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What was made of a question, step by step."""

    reply: Reply
    candidates: tuple[Placed, ...]
    """Best first; none for small talk, or when no passage shares a word with the question."""
    weights: tuple[tuple[str, float], ...]
    """What each signal counted in the scores of this question; empty without candidates."""
    judgement: Judgement | None
    """On the first candidate."""
    standard: Standard
    """What the signals were judged by."""


def traced(assistant: Assistant, question: str) -> Trace:
    """The way that an assistant takes with a question; the same every time.

    Parameters
    ----------
    assistant : Assistant
    question : str
        Any text.

    Raises
    ------
    GenerationGone
        When the assistant's index is read in a database and is no longer kept there.
    """
    reply, index = assistant.ask(question), assistant.index
    query = query_of(question, index)
    found = None if reply.smalltalk else candidates(query, index)
    if found is None:
        return Trace(reply, (), (), None, assistant.usual)
    told = signals(found, index)
    standard = assistant.standard(with_meaning=found.meant is not None)
    ranked = standard.ranking(told)
    passages = index.some(found.passages.take(ranked.order).tolist())
    placed = zip(
        passages,
        ranked.scores.take(ranked.order).tolist(),
        told.alike.take(ranked.order).tolist(),
        strict=True,
    )
    return Trace(
        reply,
        tuple(Placed(passage, rank, *rest) for rank, (passage, *rest) in enumerate(placed, start=1)),
        tuple(zip(told.names, effective(told, standard.weights.score).tolist(), strict=True)),
        standard.judgement(ranked),
        standard,
    )
