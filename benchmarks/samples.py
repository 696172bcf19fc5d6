"""Questions asked of an index, with the signals of every candidate and which of them are right."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from benchmarks.sets import EvaluationSet, Question
from retrieval.build import index_of
from retrieval.candidates import candidates
from retrieval.index import Index
from retrieval.query import query_of
from retrieval.signals import Signals, signals


@dataclass(frozen=True, slots=True)
class Sample:
    """One question: its candidates, unranked, and the truth."""

    told: Signals | None
    """None when no candidate was found."""
    right: npt.NDArray[np.bool_]
    """Of shape (n_candidates,)."""
    in_scope: bool


def samples(
    evaluation: EvaluationSet, most: int, seed: int = 0, *, with_meaning: bool = False
) -> Iterator[Sample]:
    """The samples of a set: at most `most` questions, drawn with a fixed seed."""
    index = index_of(evaluation.content)
    if not with_meaning:
        index = replace(index, meaning=None)
    elif index.meaning is None:  # of a language that the model does not know
        return
    questions = list(evaluation.questions)
    if len(questions) > most:
        questions = random.Random(seed).sample(questions, most)
    if index.meaning:
        index = replace(index, meaning=index.meaning.knowing([question.text for question in questions]))
    for question in questions:
        yield sample(question, index)


def sample(question: Question, index: Index) -> Sample:
    """One question's candidates with their signals."""
    found = candidates(query_of(question.text, index), index)
    if found is None:
        return Sample(None, np.zeros(0, bool), bool(question.passages))
    right = [index.passages[number].id in question.passages for number in found.passages]
    return Sample(signals(found, index), np.array(right, bool), bool(question.passages))
