"""What misspellings do to the answers: values that never change once made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from authoring.comparing.told import Told
from authoring.slips.misspellings import Misspelling, Slip
from retrieval.risk import interval

Kind: TypeAlias = Slip | Literal["another word"]
"""A slip that leaves no word, or any that makes another word: the question is then another one."""

KINDS: Final[tuple[Kind, ...]] = (*get_args(Slip), "another word")


@dataclass(frozen=True, slots=True)
class Flip:
    """A misspelling that changes what is answered."""

    passage: str
    """Id of the passage whose question it is."""
    question: str
    misspelling: Misspelling
    kind: Kind
    before: Told
    """What the question gets when it is typed right."""
    after: Told

    @property
    def still_first(self) -> bool:
        """Whether the same passage is found first, though it is shown otherwise or not at all."""
        return self.before.found == self.after.found


@dataclass(frozen=True, slots=True)
class Certificate:
    """How many misspellings get the same answer, and which do not."""

    questions: int
    total: int
    """Misspellings that there are."""
    asked: Mapping[Kind, int]
    """Those that were tried, by kind."""
    flips: tuple[Flip, ...]
    """In the order of the passages."""
    searches: int
    """Different queries that those tried came to."""

    @property
    def tried(self) -> int:
        """How many were tried."""
        return sum(self.asked.values())

    @property
    def same(self) -> int:
        """How many get the same outcome with the same passage."""
        return self.tried - len(self.flips)

    @property
    def first(self) -> int:
        """How many find the same passage first."""
        return self.tried - sum(not flip.still_first for flip in self.flips)

    def flipped(self, kind: Kind) -> int:
        """How many of a kind do not get the same answer."""
        return sum(flip.kind == kind for flip in self.flips)

    def bounds(self, number: int) -> tuple[float, float] | None:
        """The 95 % interval of the share that a number of those tried is; None when all were tried."""
        return None if self.tried == self.total else interval(number, self.tried)
