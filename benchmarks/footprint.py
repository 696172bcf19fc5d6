"""What the assistant costs: start-up, memory and time a question, beside a fixed loop of this machine."""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

RUNS = 5
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
    told = [_child(_ASK, str(count), str(time.time())) | _child(_PAGE) | _served() for _ in range(RUNS)]
    rows = {
        "calibration loop, CPU ms": "loop",
        "process start to first answer, wall ms": "first",
        "loading the stored index, CPU ms": "load",
        "one question, CPU ms, median": "median",
        "one question, CPU ms, 99th percentile": "p99",
        "resident memory of the asking process, MB": "memory",
        "page run with the first question of a conversation, CPU ms": "page",
        "page run with its tenth question, CPU ms": "tenth",
        "start of serve.py until it is ready, wall ms": "ready",
        "resident memory of serve.py when ready, MB": "served",
    }
    lines = [f"| what | median of {RUNS} runs |", "|---|---|"]
    lines += [f"| {name} | {statistics.median(run[key] for run in told):.1f} |" for name, key in rows.items()]
    lines += [f"| scikit-learn imported | {'yes' if any(run['sklearn'] for run in told) else 'no'} |"]
    return "\n".join(lines)


def _child(program: str, *arguments: str) -> dict[str, float]:
    """The figures that a fresh process prints, as JSON in its last line."""
    command = [sys.executable, "-c", program, *arguments]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    figures: dict[str, float] = json.loads(told.strip().splitlines()[-1])
    return figures


def measured(count: int, started: float) -> dict[str, float]:
    """The figures of this process, which began at a time of the clock, in seconds."""
    begin = time.process_time()
    from faq import CONTENT, load
    from retrieval import Assistant
    from retrieval.stored import stored_index

    assistant = Assistant(stored_index(CONTENT))
    loaded = time.process_time()
    assistant.ask("What is a subnet mask?")
    first = time.time()
    asked = [gold.question for gold in load().gold]
    spent = [_spent(assistant.ask, asked[place % len(asked)]) for place in range(count)]
    spent.sort()
    return {
        "loop": statistics.median(calibration() for _ in range(3)),
        "first": (first - started) * 1000,
        "load": (loaded - begin) * 1000,
        "median": statistics.median(spent),
        "p99": spent[int(0.99 * (len(spent) - 1))],
        "memory": resident(),
        "sklearn": "sklearn" in sys.modules,
    }


def _spent(ask: object, question: str) -> float:
    assert callable(ask)
    begin = time.thread_time()
    ask(question)
    return (time.thread_time() - begin) * 1000


def resident(process: int | str = "self") -> float:
    """Resident memory of a process in MB, as Linux tells it."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _served() -> dict[str, float]:
    """How long an own server takes until it is ready, and the memory that it then has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begin = time.time()
    command = [sys.executable, "serve.py", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _ready(f"http://127.0.0.1:{port}/readyz"):
            if server.poll() is not None or time.time() > begin + 120:
                raise RuntimeError("serve.py did not get ready; start it by hand to see why")
            time.sleep(0.02)
        return {"ready": (time.time() - begin) * 1000, "served": resident(server.pid)}
    finally:
        server.terminate()
        server.wait()


def _ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1) as answer:  # an address of this machine only
            return bool(answer.status == 200)
    except OSError:
        return False


_PAGE = """
import json, statistics, time
from streamlit.testing.v1 import AppTest
from faq import load
asked = [gold.question for gold in load().gold]
first, tenth = [], []
for start in range(0, 50, 10):
    page = AppTest.from_file("app.py", default_timeout=120).run()
    for place, question in enumerate(asked[start:start + 10]):
        begin = time.process_time()
        page.chat_input(key="prompt").set_value(question).run()
        spent = (time.process_time() - begin) * 1000
        if place == 0: first.append(spent)
        if place == 9: tenth.append(spent)
print(json.dumps({"page": statistics.median(first), "tenth": statistics.median(tenth)}))
"""
"""The page without a browser: Streamlit's own test harness runs the script as a server would."""

_ASK = """
import json, sys
from benchmarks.footprint import measured
print(json.dumps(measured(int(sys.argv[1]), float(sys.argv[2]))))
"""
