"""Cross-validation over whole sources: fitted on all families of sets but one, measured on that one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from benchmarks.asked import Asked
from benchmarks.families import Family, families, family_name, own_family
from benchmarks.fit import BY_WORDS, WITH_MEANING, Variant, fitted
from benchmarks.quality import Quality, Settings, quality
from benchmarks.sets import EvaluationSet
from retrieval.meaning.opened import encoder
from retrieval.weights import Weights


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
    fits = [_Fit.of(learnt, BY_WORDS)]
    if encoder() is not None:
        fits.append(_Fit.of(learnt, WITH_MEANING))
    for name in dict.fromkeys(map(family_name, [*learnt, *measured])):
        weights = [fit.without(name) for fit in fits]
        for evaluation in (*learnt, *measured):
            if family_name(evaluation) == name:
                yield quality(evaluation, settings, *weights)


@dataclass(frozen=True, slots=True)
class _Fit:
    """What weights of one kind are fitted on."""

    variant: Variant
    own: Family
    families: tuple[Family, ...]

    @classmethod
    def of(cls, learnt: Sequence[EvaluationSet], variant: Variant) -> Self:
        with_meaning = variant is WITH_MEANING
        own = own_family(with_meaning=with_meaning)
        return cls(variant, own, families(learnt, with_meaning=with_meaning))

    def without(self, name: str) -> Weights:
        """The weights that saw nothing of a family."""
        others = [family for family in self.families if family.name != name]
        return fitted(others, self.own, f"all but {name}", self.variant)
