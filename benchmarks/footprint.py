"""What the assistant costs: start-up, memory and time a question, beside a fixed loop of this machine."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.gold import GOLD, questions

ROOT = Path(__file__).parent.parent


def calibration() -> float:
    """CPU milliseconds of a fixed pure Python loop: lets figures of two machines be compared."""
    begin = time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number % 7
    return (time.process_time() - begin) * 1000


def footprint(count: int) -> str:
    """A Markdown table of the costs; `count` questions are asked."""
    told = [json.loads(_child(count)) for _ in range(5)]
    rows = {
        "calibration loop, CPU ms": "loop",
        "process start to first answer, wall ms": "first",
        "loading the stored index, CPU ms": "load",
        "one question, CPU ms, median": "median",
        "one question, CPU ms, 99th percentile": "p99",
        "resident memory of the asking process, MB": "memory",
    }
    lines = ["| what | median of 5 runs |", "|---|---|"]
    lines += [f"| {name} | {statistics.median(run[key] for run in told):.1f} |" for name, key in rows.items()]
    lines += [f"| scikit-learn imported | {'yes' if any(run['sklearn'] for run in told) else 'no'} |"]
    return "\n".join(lines)


def _child(count: int) -> str:
    """The figures of a fresh process, as JSON."""
    command = [sys.executable, "-c", _ASK, str(count), str(time.time())]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def measured(count: int, started: float) -> dict[str, float]:
    """The figures of this process, which began at a time of the clock, in seconds."""
    begin = time.process_time()
    from faq import CONTENT
    from retrieval import Assistant
    from retrieval.holder import stored_index

    assistant = Assistant(stored_index(CONTENT))
    loaded = time.process_time()
    assistant.ask("What is a subnet mask?")
    first = time.time()
    asked = [gold.question for gold in questions(GOLD / "in_scope.jsonl")]
    spent = [_spent(assistant.ask, asked[place % len(asked)]) for place in range(count)]
    spent.sort()
    return {
        "loop": statistics.median(calibration() for _ in range(3)),
        "first": (first - started) * 1000,
        "load": (loaded - begin) * 1000,
        "median": statistics.median(spent),
        "p99": spent[int(0.99 * (len(spent) - 1))],
        "memory": _resident(),
        "sklearn": "sklearn" in sys.modules,
    }


def _spent(ask: object, question: str) -> float:
    assert callable(ask)
    begin = time.thread_time()
    ask(question)
    return (time.thread_time() - begin) * 1000


def _resident() -> float:
    """Resident memory of this process in MB, as Linux tells it."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


_ASK = """
import json, sys
from benchmarks.footprint import measured
print(json.dumps(measured(int(sys.argv[1]), float(sys.argv[2]))))
"""
