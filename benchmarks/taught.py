"""What the weights of one variant are fitted on: some families of sets, and the shipped content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from benchmarks.families import Family, families, own_family
from benchmarks.fit import WITH_MEANING, Variant, fitted
from benchmarks.sets import EvaluationSet
from retrieval.weights import Weights


@dataclass(frozen=True, slots=True)
class Taught:
    """All questions that teach, with the signals of their candidates."""

    variant: Variant
    own: Family
    families: tuple[Family, ...]

    @classmethod
    def by(cls, sets: Sequence[EvaluationSet], variant: Variant) -> Self:
        """What some sets and the shipped content teach."""
        with_meaning = variant is WITH_MEANING
        own = own_family(with_meaning=with_meaning)
        return cls(variant, own, families(sets, with_meaning=with_meaning))

    def weights(self, on: str) -> Weights:
        """The weights fitted on everything; in words, what that is."""
        return fitted(self.families, self.own, on, self.variant)

    def without(self, name: str) -> Weights:
        """The weights that saw nothing of a family."""
        others = [family for family in self.families if family.name != name]
        return fitted(others, self.own, f"all but {name}", self.variant)
