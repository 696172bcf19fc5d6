"""What a sentence claims that can be compared: amounts, versions, dates, addresses, denials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

from authoring.alike.units import ROUNDED

Day: TypeAlias = tuple[int, int, int]
"""Year, month and day; 0 for what is not said."""

ABOUT: Final = Fraction(5, 100)
"""How far two numbers may lie apart and still be one, when a text says `about` of either."""
DENIAL: Final = "denial"
LIMIT: Final = "limit"
ONE_SIDED: Final = (DENIAL, LIMIT)
"""Kinds that count when one sentence has them and the other does not: `not` and `only`."""
NAMING: Final = ("", "address", "prefix", "version", "weekday")
"""Kinds that may name what a sentence speaks of, as in `layer 2` or `port 80`."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a sentence says and another may say otherwise."""

    kind: str
    """A kind of quantity, empty for a bare number, or `version`, `date`, `clock`, `address` and the like."""
    value: Fraction | str | frozenset[Day]
    """In the common unit of its kind; all days that a date may mean."""
    factor: Fraction
    """Of the unit it was written in; 1 where there is none."""
    said: str
    """As written."""
    place: int
    """Of its first character in the sentence."""
    about: bool = False
    """Whether the sentence says it is no exact number."""

    @property
    def end(self) -> int:
        """Of its last character, plus 1."""
        return self.place + len(self.said)

    def same(self, other: Fact) -> bool:
        """Whether both facts say the same, whatever their units and wording.

        Examples
        --------
        >>> kilometre = Fact("length", Fraction(1000), Fraction(1000), "1 km", 0)
        >>> kilometre.same(Fact("length", Fraction(1000), Fraction(1), "1,000 m", 0))
        True
        """
        mine, theirs = self.value, other.value
        if self.kind != other.kind or mine == theirs:
            return self.kind == other.kind
        if isinstance(mine, frozenset) and isinstance(theirs, frozenset):
            return any(_agree(one, another) for one in mine for another in theirs)
        if isinstance(mine, Fraction) and isinstance(theirs, Fraction):
            leeway = self._leeway(other)
            return leeway > 0 and abs(mine - theirs) <= leeway * max(abs(mine), abs(theirs))
        return self.kind == "address" and _covers(str(mine), str(theirs))

    def comparable(self, other: Fact) -> bool:
        """Whether both tell the same kind of thing, or the same number of two kinds: 5 kg and 5 km."""
        if self.kind == other.kind:
            return True
        if not (isinstance(self.value, Fraction) and isinstance(other.value, Fraction)):
            return False
        return bool(self.kind and other.kind) and self.value / self.factor == other.value / other.factor

    def _leeway(self, other: Fact) -> Fraction:
        if self.about or other.about:
            return ABOUT
        return Fraction(0) if self.factor == other.factor else ROUNDED


def _covers(one: str, other: str) -> bool:
    """Whether two addresses may be one, where an `x` stands for any number."""
    parts = zip(one.split("/")[0].split("."), other.split("/")[0].split("."), strict=False)
    return "x" in one + other and all(mine == theirs or "x" in (mine, theirs) for mine, theirs in parts)


def _agree(one: Day, other: Day) -> bool:
    return all(mine == theirs or 0 in (mine, theirs) for mine, theirs in zip(one, other, strict=True))


def difference(one: Sequence[Fact], other: Sequence[Fact]) -> tuple[Fact | None, Fact | None] | None:
    """The single fact in which two sentences differ; None when they agree or differ in more.

    Either is None where only one sentence denies or limits. What differs in two facts or more speaks of
    two things, and what says more of the same thing does not contradict.

    Parameters
    ----------
    one, other : sequence of Fact
        All that each sentence mentions. Two denials in one sentence cancel each other out.
    """
    mine, theirs = _left_over(_undoubled(one), _undoubled(other))
    if len(mine) + len(theirs) == 1 and (mine + theirs)[0].kind in ONE_SIDED:
        return (mine[0], None) if mine else (None, theirs[0])
    if not len(mine) == len(theirs) == 1 and not _rescaled(mine, theirs):
        return None
    return (mine[-1], theirs[-1]) if mine[0].comparable(theirs[0]) else None


def _undoubled(facts: Sequence[Fact]) -> list[Fact]:
    denials = [fact for fact in facts if fact.kind == DENIAL]
    return [fact for fact in facts if fact.kind != DENIAL or (fact is denials[0] and len(denials) % 2)]


def _left_over(one: Sequence[Fact], other: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The facts of each that the other does not state; `1 km (0.6 miles)` is one fact."""
    mine, theirs = list(one), list(other)
    for exactly in (True, False):
        for fact in list(mine):
            near = (
                known for known in theirs if known.same(fact) and (known.factor == fact.factor or not exactly)
            )
            if (found := next(near, None)) is not None:
                mine.remove(fact)
                theirs.remove(found)
    return _once(mine), _once(theirs)


def _once(facts: Sequence[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    for fact in facts:
        if not any(fact.factor != other.factor and fact.same(other) for other in kept):
            kept.append(fact)
    return kept


def _rescaled(mine: Sequence[Fact], theirs: Sequence[Fact]) -> bool:
    """Whether the same numbers stand in another unit, as in `10 to 20 MB` and `10 to 20 GB`."""
    return 0 < len(mine) == len(theirs) and all(
        isinstance(fact.value, Fraction)
        and isinstance(other.value, Fraction)
        and fact.kind == other.kind == mine[0].kind != ""
        and fact.value / fact.factor == other.value / other.factor
        for fact, other in zip(mine, theirs, strict=True)
    )
