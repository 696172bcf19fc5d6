"""Contenders and questions into milliseconds and hits."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from benchmarks.speed.contender import TOP, Ready
from benchmarks.speed.corpus import Asked

WARMING: Final = 20
"""Questions asked of everyone before the time is taken."""

Numbers: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Timing:
    """Of one contender, over all questions."""

    p50: float
    """CPU milliseconds of the asking thread."""
    p99: float
    alone: float
    """The median of asking it all questions in a row: what its own caches save."""
    hit1: float
    """Share of the questions whose entry is found first, in [0, 1]."""
    hit10: float
    """Share of the questions whose entry is among the ten found."""


def timed(ready: Mapping[str, Ready], told: Sequence[Asked], warming: int = WARMING) -> dict[str, Timing]:
    """How long each contender takes, and how often it finds the entry, but for the first few questions.

    All are asked a question before the next one comes, each time in another order: none has the caches of
    the processor to itself or always comes after its like, and what disturbs the machine disturbs all.
    Then each is asked everything alone.
    """
    spent, ranks = (np.full((len(ready), len(told)), np.nan) for _ in range(2))
    contenders, chance = list(ready.values()), np.random.default_rng(0)
    with _settled_memory():
        for turn, asked in enumerate(told):
            for place in chance.permutation(len(contenders)).tolist():
                spent[place, turn], ranks[place, turn] = _asked(contenders[place], asked)
        alone = [_alone(contender, told[warming:]) for contender in contenders]
    timings = map(_timing, spent[:, warming:], alone, ranks[:, warming:])
    return dict(zip(ready, timings, strict=True))


@contextmanager
def _settled_memory() -> Iterator[None]:
    """A million entries are no garbage: Python would go through all of them in the middle of a question."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _asked(contender: Ready, asked: Asked) -> tuple[float, float]:
    """CPU milliseconds, and the place of the entry among those found, from 0; infinity if it is not there."""
    begin = time.thread_time()
    returned = contender.search(asked.question)
    spent = time.thread_time() - begin
    found = list(contender.found(returned))
    return spent * 1000, found.index(asked.entry) if asked.entry in found else np.inf


def _alone(contender: Ready, told: Sequence[Asked]) -> float:
    return float(np.median([_asked(contender, asked)[0] for asked in told]))


def _timing(spent: Numbers, alone: float, ranks: Numbers) -> Timing:
    p50, p99 = np.percentile(spent, (50, 99)).tolist()
    return Timing(p50, p99, alone, hit1=float(np.mean(ranks < 1)), hit10=float(np.mean(ranks < TOP)))
