"""Evaluation sets by where they come from: sets of one source are one family, and count as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.samples import Sample, samples
from benchmarks.sets import EvaluationSet, Question
from benchmarks.variants import GONE, fewer, hidden, untold, variants, without
from faq import Content, load

MOST = 200
"""Questions of a corpus that are fitted on, drawn with a fixed seed."""
OWN = "own"


@dataclass(frozen=True, slots=True)
class Family:
    """Samples of the corpora of one source; each corpus counts alike."""

    name: str
    corpora: tuple[tuple[Sample, ...], ...]


def family_name(evaluation: EvaluationSet) -> str:
    """The first part of a set's name: `covidfaq` and `covidfaq_oos` come from one source."""
    return evaluation.name.split("_")[0]


def families(sets: Iterable[EvaluationSet], *, with_meaning: bool = False) -> tuple[Family, ...]:
    """The families of some sets and of their variants, in the order of their names."""
    by_name: dict[str, list[EvaluationSet]] = {}
    for evaluation in sets:
        by_name.setdefault(family_name(evaluation), []).extend(variants(evaluation))
    return tuple(Family(name, _corpora(group, with_meaning)) for name, group in sorted(by_name.items()))


def own_family(*, with_meaning: bool = False) -> Family:
    """The shipped content with its gold questions."""
    return Family(OWN, _corpora(list(_own_sets()), with_meaning))


def _own_sets() -> Iterator[EvaluationSet]:
    content = load()
    questions = tuple(Question(asked.question, frozenset(asked.passages)) for asked in content.gold)
    whole = EvaluationSet(OWN, content, questions)
    yield whole
    for alternates in (0, 2):
        yield fewer(whole, alternates)
        yield without(hidden(whole, alternates), GONE)
    yield without(untold(hidden(whole, 4)), GONE)
    yield _untitled(hidden(whole, 0))


def _untitled(evaluation: EvaluationSet) -> EvaluationSet:
    """Texts below headings that say only what they belong to."""
    passages = [
        replace(p, phrasings=(p.article_title or p.topic or "FAQ",)) for p in evaluation.content.passages
    ]
    content: Content = replace(evaluation.content, passages=tuple(passages))
    return replace(evaluation, name=f"{evaluation.name}, no headings", content=content)


def _corpora(sets: Sequence[EvaluationSet], with_meaning: bool) -> tuple[tuple[Sample, ...], ...]:
    found = (tuple(samples(evaluation, MOST, with_meaning=with_meaning)) for evaluation in sets)
    return tuple(filter(None, found))
