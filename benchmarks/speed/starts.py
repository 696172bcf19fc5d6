"""From the start of a process to its first answer out of a stored index."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.footprint import ROOT, resident

RUNS: Final = 3


@dataclass(frozen=True, slots=True)
class Start:
    """Of a process that answers one question; medians of `RUNS` runs."""

    load_cpu: float
    """CPU milliseconds of loading the stored index."""
    load_wall: float
    first: float
    """Wall milliseconds from the start of the process to the first answer."""
    memory: float
    """Resident memory after it, in MB."""
    sklearn: bool
    """Whether scikit-learn was imported in any run."""


def start(index: Path, question: str) -> Start:
    """How fresh processes start on a stored index."""
    told = [_run(index, question) for _ in range(RUNS)]
    middle = {
        name: statistics.median(getattr(each, name) for each in told)
        for name in ("load_cpu", "load_wall", "first", "memory")
    }
    return Start(**middle, sklearn=any(each.sklearn for each in told))


def measured(index: Path, question: str, started: float) -> Start:
    """The figures of this process, which began at a time of the clock, in seconds."""
    from retrieval import Assistant, store

    cpu, wall = time.process_time(), time.perf_counter()
    loaded = store.load(index)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    Assistant(loaded).ask(question)
    first = time.time() - started
    return Start(cpu * 1000, wall * 1000, first * 1000, resident(), "sklearn" in sys.modules)


def _run(index: Path, question: str) -> Start:
    command = [sys.executable, "-c", _PROGRAM, str(index), question, str(time.time())]
    told = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Start(**json.loads(told))


_PROGRAM: Final = """
import dataclasses, json, sys
from pathlib import Path
from benchmarks.speed.starts import measured
print(json.dumps(dataclasses.asdict(measured(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])))))
"""
