"""Cross-validation over whole sources: fitted on all families of sets but one, measured on that one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.asked import Asked
from benchmarks.families import family_name
from benchmarks.fit import BY_WORDS, WITH_MEANING
from benchmarks.quality import Quality, Settings, quality
from benchmarks.sets import EvaluationSet
from benchmarks.taught import Taught
from retrieval.meaning.opened import encoder


def crossval(
    learnt: Sequence[EvaluationSet], measured: Sequence[EvaluationSet], settings: Settings
) -> Iterator[tuple[Asked, Quality]]:
    """The figures of every set, by weights that saw nothing of its family.

    Parameters
    ----------
    learnt : sequence of EvaluationSet
        Fitted on, each while another family is measured, and measured.
    measured : sequence of EvaluationSet
        Measured only.
    settings : Settings
    """
    taught = [Taught.by(learnt, BY_WORDS)]
    if encoder() is not None:
        taught.append(Taught.by(learnt, WITH_MEANING))
    for name in dict.fromkeys(map(family_name, [*learnt, *measured])):
        weights = [each.without(name) for each in taught]
        for evaluation in (*learnt, *measured):
            if family_name(evaluation) == name:
                yield quality(evaluation, settings, *weights)
