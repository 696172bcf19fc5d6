"""What a content costs with the model and without, each figure the median of several processes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.meaning.asks import asked
from benchmarks.meaning.builds import built, drawn
from benchmarks.meaning.fresh import Called, Figures, fresh
from benchmarks.meaning.reading import read
from retrieval.meaning.sources import OFF, PACKAGE

RUNS: Final = 5
"""Processes that are asked on each side, in turn."""
QUESTIONS: Final = 200
BUILDS: Final = 3
PATIENCE_SECONDS: Final = 100
"""No further build is begun once those before have taken so long."""
MOST_READ: Final = 10_000
"""Texts of a content above which the model reads a sample only, and vectors are drawn."""


@dataclass(frozen=True, slots=True)
class Build:
    """Of an index."""

    index: str
    """Where it is stored."""
    seconds: float
    """CPU seconds of all threads, storing included."""
    loop: float
    """CPU milliseconds of the calibration loop in the same processes."""
    size: float
    """MB on the disk."""
    count: int
    """Builds that this is the median of; 0 where the time is reckoned."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Of a process that answers."""

    median: float
    """CPU milliseconds of one question."""
    p99: float
    first: float
    """Wall milliseconds from the start of the process to its first answer."""
    memory: float
    """Resident memory after all questions, in MB."""
    loop: float
    """CPU milliseconds of the calibration loop in the same processes."""


@dataclass(frozen=True, slots=True)
class Side:
    """With the model, or without."""

    build: Build
    answers: Answers


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one content."""

    entries: int
    """Synthetic ones; `SHIPPED` for the content that ships."""
    passages: int
    texts: int
    """That the model reads, each once."""
    speed: float
    """Texts that it reads in a CPU second."""
    loop: float
    """CPU milliseconds of the calibration loop in that process."""
    without: Side
    with_model: Side


def cost(entries: int, folder: Path, call: Called = fresh) -> Cost:
    """What a content costs.

    Parameters
    ----------
    entries : int
    folder : Path
        Where the indexes are stored.
    call : callable
        As `fresh`, which calls in a process of its own.
    """
    told = call(PACKAGE, read, entries, QUESTIONS + 1)
    plain = _built(OFF, entries, folder, call)
    is_read = told["texts"] <= MOST_READ
    meant = _built(PACKAGE, entries, folder, call) if is_read else _reckoned(plain, told, folder, call)
    answers = _answers({OFF: plain, PACKAGE: meant}, told["questions"], call)
    return Cost(
        entries=entries,
        passages=told["passages"],
        texts=told["texts"],
        speed=told["speed"],
        loop=told["loop"],
        without=Side(plain, answers[OFF]),
        with_model=Side(meant, answers[PACKAGE]),
    )


def _built(meaning: str, entries: int, folder: Path, call: Called) -> Build:
    runs: list[Figures] = []
    while len(runs) < BUILDS and sum(run["seconds"] for run in runs) < PATIENCE_SECONDS:
        runs.append(call(meaning, built, entries, str(folder / f"{meaning}-{len(runs)}")))
    seconds, loop = (statistics.median(run[name] for run in runs) for name in ("seconds", "loop"))
    return Build(runs[0]["index"], seconds, loop, runs[0]["size"], len(runs))


def _reckoned(plain: Build, told: Figures, folder: Path, call: Called) -> Build:
    """An index with drawn vectors; to the time of the one by words comes that of reading at that speed."""
    stored = call(PACKAGE, drawn, plain.index, str(folder / PACKAGE))
    seconds = plain.seconds + told["texts"] / told["speed"]
    return Build(stored["index"], seconds, told["loop"], stored["size"], 0)


def _answers(builds: Mapping[str, Build], questions: Sequence[str], call: Called) -> Mapping[str, Answers]:
    """Of each side, by its setting; the sides take turns, so that what disturbs the machine disturbs both."""
    runs: dict[str, list[Figures]] = {meaning: [] for meaning in builds}
    for _ in range(RUNS):
        for meaning, build in builds.items():
            runs[meaning].append(call(meaning, asked, build.index, questions, time.time()))
    return {meaning: _middle(told) for meaning, told in runs.items()}


def _middle(runs: Sequence[Figures]) -> Answers:
    return Answers(**{name: statistics.median(run[name] for run in runs) for name in runs[0]})
