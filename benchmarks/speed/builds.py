"""What the index of a contender costs to build, measured in a process that does nothing else."""

from __future__ import annotations

import gc
import re
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from benchmarks.speed.contender import Contender
from benchmarks.speed.corpus import passages

FIRST: Final = 50
"""Entries that are indexed before, so that no import is counted."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one index."""

    seconds: float
    """CPU seconds of all threads, storing included where the contender stores."""
    peak: float
    """Greatest resident memory while building, less what there was before, the corpus included; in MB."""
    size: float | None
    """MB of the index without the texts; None where there is nothing to measure."""


def cost(contender: Contender, entries: int, seed: int, folder: Path) -> Cost:
    """The cost of an index, which is left in the folder if the contender stores it; by a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
        return fresh.submit(_cost, contender, entries, seed, folder).result()


def _cost(contender: Contender, entries: int, seed: int, folder: Path) -> Cost:
    corpus = passages(entries, seed)
    with tempfile.TemporaryDirectory() as aside:
        contender.ready(corpus[:FIRST], Path(aside) / "first")
    gc.collect()
    before, begin = _peak_from_here(), time.process_time()
    ready = contender.ready(corpus, folder)
    seconds = time.process_time() - begin
    size = None if ready.size is None else ready.size / 1e6
    return Cost(seconds, _memory("VmHWM") - before, size)


def _peak_from_here() -> float:
    """Let Linux forget the peak of before; resident memory of now in MB."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _memory("VmRSS")


def _memory(name: str) -> float:
    """A line of what Linux tells of this process, in MB."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    (kilobytes,) = re.findall(rf"^{name}:\s+(\d+) kB$", told, re.MULTILINE)
    return int(kilobytes) * 1024 / 1e6
