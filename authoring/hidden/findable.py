"""How well one entry or section is found, and what is to be said of that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from authoring.hidden.asking import LOST, Found
from authoring.records import Finding, Level
from faq import Passage
from retrieval.risk import interval

KIND: Final = "findability"
DOUBLE_REMEDY: Final = "say in its phrasings what tells it from that entry, or merge the two"
LEAST_ASKED: Final = 3
"""Hidden phrasings of an entry below which chance has the say."""
SELDOM: Final = 1 / 2
"""Share of its hidden phrasings below which an entry is seldom found among the first five: advice, and a
warning if chance cannot explain it."""
SHADED: Final = 1 / 3
"""Share of them that find one and the same other entry first, above which it is advice."""
SHADOWED: Final = 1 / 2
"""The same for a warning, if that is no chance."""
CERTAIN: Final = 1 / 4
"""Least share of them that the other entry must take with a certainty of 95 %, to be no chance."""


@dataclass(frozen=True, slots=True)
class Findable:
    """How well one entry or section is found."""

    passage: Passage
    ways: int
    """Different ways to ask that it has."""
    found: tuple[Found, ...]
    """What came of its phrasings, each asked while it was hidden; of an only phrasing there is nothing."""
    lost: tuple[Found, ...] = ()
    """Its phrasings that do not find it first although nothing is hidden."""
    twin: str = ""
    """Id of another entry whose answer is nearly the same; empty if there is none."""
    cover: str = ""
    """Id of another entry whose phrasings say all that most of its own say; empty if there is none."""

    @property
    def asked(self) -> int:
        """How many of its phrasings were hidden and asked."""
        return len(self.found)

    @property
    def first(self) -> int:
        """How many of them found it first."""
        return self.asked - len(self.misses)

    @property
    def among(self) -> int:
        """How many of them found it among the first five."""
        return sum(each.rank < LOST for each in self.found)

    @property
    def misses(self) -> tuple[Found, ...]:
        """Those that found another entry first, or nothing: the worst first."""
        return tuple(sorted((each for each in self.found if each.rank > 1), key=lambda each: -each.rank))

    @property
    def shadow(self) -> tuple[str, int]:
        """The entry that most of the misses find first, and how many do; no id where there is none."""
        names = Counter(each.first for each in self.misses if each.first)
        return max(names.items(), key=lambda named: named[1], default=("", 0))

    @property
    def shade(self) -> float:
        """Share of its hidden phrasings that find the shadow first, in [0, 1]."""
        return self.shadow[1] / (self.asked or 1)

    @property
    def double(self) -> str:
        """The entry that says the same, by its answer or by its phrasings, and is found instead; or none."""
        if self.twin and (self.cover == self.twin or (self.shadow[0] == self.twin and self.shade > SHADED)):
            return self.twin
        return self.cover if self.cover in {each.first for each in self.misses} else ""

    @property
    def level(self) -> Level | None:
        """How much its maintainer should care; None when all is well."""
        if self.lost or self.double or self._is_surely_lost or self._is_surely_shadowed:
            return "warning"
        if self.ways == 1 or self.twin or self.cover:
            return "advice"
        enough = self.asked >= LEAST_ASKED
        return "advice" if enough and (self.among < SELDOM * self.asked or self.shade > SHADED) else None

    @property
    def _is_surely_lost(self) -> bool:
        return interval(self.among, self.asked)[1] < SELDOM

    @property
    def _is_surely_shadowed(self) -> bool:
        least, _ = interval(self.shadow[1], self.asked)
        return self.asked >= LEAST_ASKED and self.shade > SHADOWED and least > CERTAIN

    @property
    def finding(self) -> Finding | None:
        """What its maintainer should know; None when all is well."""
        if not (level := self.level):
            return None
        what, remedy, other = self._said()
        concerned = (self.passage.id, other) if other else (self.passage.id,)
        return Finding(level, KIND, self.passage.source, what, remedy, concerned)

    def _said(self) -> tuple[str, str, str]:
        """What is wrong, the remedy, and the id of the other entry that has to do with it, if one has."""
        name, count = self.shadow
        if self.lost:
            return _said_of_lost(self.lost)
        if other := self.double:
            same = "says nearly the same as" if other == self.twin else "asks nothing but what is asked by"
            return f"shadowed by #{other}: it {same} that entry", DOUBLE_REMEDY, other
        if self.level == "advice" and self.twin:
            return f"says nearly the same as #{self.twin}", DOUBLE_REMEDY, self.twin
        if self.level == "advice" and self.cover:
            return f"asks nothing but what is asked by #{self.cover}", DOUBLE_REMEDY, self.cover
        if self.ways == 1:
            return "is asked in one way only", "add two or three other ways to ask, in visitors' words", ""
        if self.shade > SHADED:
            what = f"shadowed by #{name}: {count} of {self.asked} phrasings, hidden in turn, find that first"
            return what, DOUBLE_REMEDY, name
        worst = self.misses[0]
        stands = f"#{worst.first}" if worst.first else "nothing"
        what = (
            f"only {self.among} of {self.asked} phrasings, hidden in turn, find it among the first five: "
            f"{worst.question.question!r} finds {stands}"
        )
        return what, "add ways to ask that share words with it and with its answer", worst.first


def _said_of_lost(lost: Sequence[Found]) -> tuple[str, str, str]:
    question, name = lost[0].question.question, lost[0].first
    more = f" (and {len(lost) - 1} more)" if len(lost) > 1 else ""
    if not name:
        return f"{question!r} finds no entry, or is taken for small talk{more}", "word it in another way", ""
    what = f"shadowed by #{name}: its own {question!r} finds that first{more}"
    return what, "leave that wording to one of the two, or merge them", name
