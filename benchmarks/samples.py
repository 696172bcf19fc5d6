"""Questions asked of an index, with the signals of every candidate and which of them are right."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.sets import EvaluationSet, Question
from faq import Content, Passage
from retrieval.build import index_of
from retrieval.candidates import candidates
from retrieval.index import Index
from retrieval.query import query_of
from retrieval.rank import Ranking
from retrieval.signals import signals


@dataclass(frozen=True, slots=True)
class Sample:
    """One question: its candidates, unranked, and the truth."""

    ranked: Ranking | None
    """With scores of zero until a model gives them; None when no candidate was found."""
    right: np.ndarray
    """Of shape (n_candidates,), bool."""
    in_scope: bool


def samples(name: EvaluationSet, most: int, seed: int = 0) -> Iterator[Sample]:
    """The samples of a set: at most `most` questions, drawn with a fixed seed."""
    index = index_of(name.content)
    questions = list(name.questions)
    if len(questions) > most:
        questions = random.Random(seed).sample(questions, most)
    for question in questions:
        yield sample(question, index)


def sample(question: Question, index: Index) -> Sample:
    """One question's candidates with their signals."""
    found = candidates(query_of(question.text, index), index)
    if found is None:
        return Sample(None, np.zeros(0, bool), bool(question.passages))
    ids = [index.passages[number].id for number in found.passages]
    order = np.arange(len(ids), dtype=np.int32)
    ranked = Ranking(found, signals(found, index), order, np.zeros(len(ids), np.float32))
    right = np.array([name in question.passages for name in ids])
    return Sample(ranked, right, bool(question.passages))


def hidden(content: Content, share: float = 0.25, seed: int = 0) -> EvaluationSet:
    """A corpus made to ask itself: some alternates hidden and asked, some entries hidden and asked.

    The alternates of entries that stay are questions in scope, the phrasings of entries that go are
    out of scope.

    Parameters
    ----------
    content : Content
    share : float
        Of the alternates, and of the entries, that are hidden; in (0, 1).
    seed : int
    """
    chance = random.Random(seed)
    kept: list[Passage] = []
    questions: list[Question] = []
    for passage in content.passages:
        if chance.random() < share:
            questions += _asked(passage.phrasings, chance, frozenset())
            continue
        asked = [p for p in passage.phrasings[1:] if chance.random() < share]
        stay = tuple(p for p in passage.phrasings if p not in asked)
        kept.append(replace(passage, phrasings=stay))
        questions += [Question(text, frozenset([passage.id])) for text in asked]
    return EvaluationSet("hidden", Content(tuple(kept)), tuple(questions))


def _asked(phrasings: Sequence[str], chance: random.Random, right: frozenset[str]) -> list[Question]:
    """A few phrasings as questions, so that out of scope does not outnumber in scope."""
    most = min(2, len(phrasings))
    return [Question(text, right) for text in chance.sample(list(phrasings), most)]
