"""A set made into others: what is learnt from one kind of content only would hold for that kind only.

Each variant takes something away from a corpus, or puts it elsewhere, and keeps its questions, so that the
fit meets entries with one phrasing and with many, with texts and without, and questions out of scope.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.sets import EvaluationSet, Question
from faq import Passage

MANY = 3.0
"""Mean phrasings of an entry from which on some can be spared."""
GONE = 0.3
"""Share of the entries that go."""
MOVED = 8
"""Alternates that become the text."""


def variants(evaluation: EvaluationSet) -> Iterator[EvaluationSet]:
    """The set itself, then what can be made of it."""
    passages = evaluation.content.passages
    phrasings = sum(len(passage.phrasings) for passage in passages) / len(passages)
    headings = len({passage.heading for passage in passages}) / len(passages)
    yield evaluation
    yield without(evaluation, GONE)
    if phrasings >= MANY:
        yield fewer(evaluation, 0)
        yield fewer(evaluation, 2)
        yield without(fewer(evaluation, 2), GONE)
        yield moved(evaluation)
    elif headings >= 0.5:
        yield untold(evaluation)
    else:
        yield titled(evaluation)


def without(evaluation: EvaluationSet, share: float, seed: int = 1) -> EvaluationSet:
    """Some entries gone: the questions that only they answer are out of scope."""
    ids = sorted({evaluation.row(passage.id) for passage in evaluation.content.passages})
    gone = set(random.Random(seed).sample(ids, int(len(ids) * share)))
    kept = [passage for passage in evaluation.content.passages if evaluation.row(passage.id) not in gone]
    left = {passage.id for passage in kept}
    questions = tuple(replace(asked, passages=asked.passages & left) for asked in evaluation.questions)
    return _made(evaluation, "without some entries", kept, questions)


def fewer(evaluation: EvaluationSet, alternates: int) -> EvaluationSet:
    """At most so many alternates an entry."""
    kept = [replace(p, phrasings=p.phrasings[: alternates + 1]) for p in evaluation.content.passages]
    return _made(evaluation, f"{alternates} alternates", kept)


def moved(evaluation: EvaluationSet) -> EvaluationSet:
    """Alternates said in the text: headings with texts that speak of the same things."""
    kept = [
        replace(p, phrasings=p.phrasings[:1], text=". ".join(p.phrasings[1 : 1 + MOVED]))
        for p in evaluation.content.passages
    ]
    return _made(evaluation, "alternates as text", kept)


def untold(evaluation: EvaluationSet) -> EvaluationSet:
    """Headings alone."""
    return _made(evaluation, "no texts", [replace(p, text="") for p in evaluation.content.passages])


def titled(evaluation: EvaluationSet, seed: int = 5) -> EvaluationSet:
    """A question of each passage as its heading: texts that answer more than their heading asks."""
    chance = random.Random(seed)
    about: dict[str, list[Question]] = {}
    for question in evaluation.questions:
        for name in question.passages:
            about.setdefault(name, []).append(question)
    headings = {name: chance.choice(asked) for name, asked in sorted(about.items()) if len(asked) > 1}
    kept = [
        replace(p, phrasings=(headings[p.id].text,)) if p.id in headings else p
        for p in evaluation.content.passages
    ]
    spent = set(headings.values())
    left = tuple(question for question in evaluation.questions if question not in spent)
    return _made(evaluation, "questions as headings", kept, left)


def hidden(evaluation: EvaluationSet, alternates: int) -> EvaluationSet:
    """All alternates but so many hidden and asked, in place of the questions."""
    asked = tuple(
        Question(text, frozenset([passage.id]))
        for passage in evaluation.content.passages
        for text in passage.phrasings[alternates + 1 :]
    )
    made = fewer(evaluation, alternates)
    return replace(made, name=f"{evaluation.name}: all but {alternates} alternates asked", questions=asked)


def _made(
    evaluation: EvaluationSet,
    what: str,
    passages: list[Passage],
    questions: tuple[Question, ...] | None = None,
) -> EvaluationSet:
    return replace(
        evaluation,
        name=f"{evaluation.name}: {what}",
        content=replace(evaluation.content, passages=tuple(passages)),
        questions=evaluation.questions if questions is None else questions,
        misspelt=(),
    )
