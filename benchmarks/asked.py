"""An evaluation set asked: the assistant and its peers get the same questions, on the same passages."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from benchmarks.judged import Judged, Places, judged
from benchmarks.peers import PEERS
from benchmarks.sets import EvaluationSet, Question
from benchmarks.systems import ByMeaning, Found, Ours, Peer, System, by_words, ours
from retrieval.weights import Weights

US: Final = "assistant"
BY_WORDS: Final = "by words alone"
BY_MEANING: Final = "sentence vectors"
OUTCOMES: Final = ("answered right", "answered wrong", "offered", "abstained")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the systems made of the questions of one set."""

    evaluation: EvaluationSet
    told: Mapping[str, Judged]
    """Of each system, the assistant first, over all questions asked."""
    clean: Mapping[str, Judged]
    """Of each system, over those that have a misspelt form; empty when none has."""
    misspelt: Mapping[str, Judged]
    """Of each system, over the misspelt forms, in the same order."""
    outcomes: Mapping[str, float]
    """Share of the questions with which the assistant comes to each of `OUTCOMES`, at its default risk."""


def asked(
    evaluation: EvaluationSet,
    most: int,
    seed: int = 0,
    weights: Weights | None = None,
    peers: Mapping[str, Peer] = PEERS,
    meaning_weights: Weights | None = None,
) -> Asked:
    """The questions of a set, asked.

    Parameters
    ----------
    evaluation : EvaluationSet
    most : int
        Questions asked of a larger set, drawn without replacement.
    seed : int
        Of the draw.
    weights : Weights, optional
        The assistant's, such as some fitted on other sets; those that ship by default.
    peers : mapping of str to Peer
        What the assistant is compared with.
    meaning_weights : Weights, optional
        The assistant's where it finds passages by what they mean too.
    """
    questions = drawn(evaluation.questions, most, seed)
    us = _knowing(ours(evaluation.content, weights, meaning_weights), questions)
    passages, language = evaluation.content.passages, evaluation.language
    systems: dict[str, System] = {US: us, **_parts(us)}
    systems |= {name: peer.system(passages, language) for name, peer in peers.items()}
    found = _found(systems, questions)
    told = _judged(systems, found, questions, evaluation)
    places, typed = _typed(questions, evaluation.misspelt)
    again = systems if typed else {}
    return Asked(
        evaluation=evaluation,
        told=told,
        clean={name: told[name].taken(places) for name in again},
        misspelt=_judged(again, _found(again, typed), typed, evaluation),
        outcomes=outcomes(us, found[US], told[US]),
    )


def _knowing(us: Ours, questions: Sequence[Question]) -> Ours:
    """An assistant whose model has read the questions: all at once, and for every system."""
    index = us.assistant.index
    if index.meaning is None:
        return us
    meaning = index.meaning.knowing([question.text for question in questions])
    return Ours(replace(us.assistant, index=replace(index, meaning=meaning)))


def _parts(us: Ours) -> dict[str, System]:
    """What an assistant with meaning is made of, each part alone; nothing of one that knows words alone."""
    if us.assistant.index.meaning is None:
        return {}
    return {BY_WORDS: by_words(us), BY_MEANING: ByMeaning(us.assistant.index)}


def drawn(questions: Sequence[Question], most: int, seed: int) -> tuple[Question, ...]:
    """At most so many questions; the same ones for the same seed."""
    return tuple(questions if len(questions) <= most else random.Random(seed).sample(list(questions), most))


def _typed(
    questions: Sequence[Question], misspelt: Sequence[Question]
) -> tuple[Places, tuple[Question, ...]]:
    """The places of the questions that have a misspelt form, and those forms in the same order."""
    slips = {question.id: question for question in misspelt}
    places = [place for place, question in enumerate(questions) if question.id in slips]
    return np.array(places, np.intp), tuple(slips[questions[place].id] for place in places)


def _found(systems: Mapping[str, System], questions: Sequence[Question]) -> dict[str, list[Found]]:
    return {name: [system.ask(each.text) for each in questions] for name, system in systems.items()}


def _judged(
    systems: Mapping[str, System],
    found: Mapping[str, Sequence[Found]],
    questions: Sequence[Question],
    evaluation: EvaluationSet,
) -> dict[str, Judged]:
    return {
        name: judged(found[name], questions, evaluation, system.bounded) for name, system in systems.items()
    }


def outcomes(us: Ours, found: Sequence[Found], told: Judged) -> dict[str, float]:
    """The share of each of `OUTCOMES`."""
    names = {"suggest": "offered", "abstain": "abstained"}
    counts: Counter[str] = Counter()
    for each, right in zip(found, told.right, strict=True):
        shown = "answered right" if right else "answered wrong"
        counts[names.get(us.outcome(each), shown)] += 1
    return {name: counts[name] / len(found) for name in OUTCOMES}
