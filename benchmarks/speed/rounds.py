"""Sizes of a corpus into a round of measuring each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.footprint import calibration
from benchmarks.speed import ours
from benchmarks.speed.builds import Cost, cost
from benchmarks.speed.contender import Ready
from benchmarks.speed.contenders import asked, left_out
from benchmarks.speed.corpus import passages, questions
from benchmarks.speed.starts import Start, start
from benchmarks.speed.timing import WARMING, Timing, timed

FLOOR: Final = "floor"


@dataclass(frozen=True, slots=True)
class Round:
    """All that was measured at one size."""

    entries: int
    questions: int
    loop: float
    """CPU milliseconds of the calibration loop, to compare machines by."""
    timings: Mapping[str, Timing]
    """By contender; ours come first."""
    costs: Mapping[str, Cost]
    """By contender; those that share an index share its cost."""
    left_out: Mapping[str, str]
    """Peers that were not asked, with the reason."""
    floor: float
    """Median CPU milliseconds of reading what a question needs and no more."""
    start: Start


def rounds(
    sizes: Sequence[int], count: int, named: Sequence[str] | None = None, seed: int = 0
) -> Iterator[Round]:
    """A round for each number of entries, each done when it is taken.

    Parameters
    ----------
    sizes : sequence of int
    count : int
        Of the questions.
    named : sequence of str, optional
        The peers that are asked; if None, those within the budget at each size.
    seed : int
        Of corpus and questions.
    """
    for entries in sizes:
        with tempfile.TemporaryDirectory() as folder:
            yield _round(entries, count, named, seed, Path(folder))


def _round(entries: int, count: int, named: Sequence[str] | None, seed: int, folder: Path) -> Round:
    contenders = asked(entries, named)
    indexes = {contender.index: contender for contender in contenders.values()}
    paid = {name: cost(each, entries, seed, folder / name) for name, each in indexes.items()}
    corpus = passages(entries, seed)
    told = questions(corpus, WARMING + count, seed)
    ready = {name: each.ready(corpus, folder / each.index) for name, each in contenders.items()}
    reading = ours.floor(ours.stored(corpus, folder / ours.FOLDER), [each.question for each in told])
    timings = timed({**ready, FLOOR: Ready(reading, lambda nothing: (), None)}, told)
    lowest = timings.pop(FLOOR).p50
    return Round(
        entries=entries,
        questions=count,
        loop=calibration(),
        timings=timings,
        costs={name: paid[each.index] for name, each in contenders.items()},
        left_out=left_out(entries, named),
        floor=lowest,
        start=start(folder / ours.FOLDER / ours.NAME, told[0].question),
    )
