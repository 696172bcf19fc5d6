"""Cross-validation over whole sources: fitted on all families of sets but one, measured on that one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.asked import Asked
from benchmarks.families import families, family_name, own_family
from benchmarks.fit import fitted
from benchmarks.quality import Quality, Settings, quality
from benchmarks.sets import EvaluationSet


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
    own, known = own_family(), families(learnt)
    for name in dict.fromkeys(map(family_name, [*learnt, *measured])):
        others = [family for family in known if family.name != name]
        weights = fitted(others, own, f"all but {name}")
        for evaluation in (*learnt, *measured):
            if family_name(evaluation) == name:
                yield quality(evaluation, settings, weights)
