"""How long a maintainer waits for what many visitors asked."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final, TypeVar

from authoring.inbox.clerk import Clerk
from authoring.records import silent
from benchmarks.asking import filled
from benchmarks.footprint import ROOT, calibration
from chat.inbox.pile import pile, rows
from chat.maintaining.span import until_today
from chat.password import VARIABLE as PASSWORD
from faq import CONTENT, load
from journal import Journal
from retrieval.index import Index
from retrieval.stored import index_place, stored_index

RISK: Final = 0.03
DAYS: Final = 90
Result = TypeVar("Result")


def journal(questions: int, url: str = "") -> str:
    """A Markdown table of the seconds that the views of the Maintain page take with a long journal.

    Parameters
    ----------
    questions : int
        Questions in it, none of which was answered; those of the shipped gold questions, in other words.
    url : str
        Of an empty database that they are written to; if it is empty, of SQLite in a temporary file.
    """
    known = [gold.question for gold in load().gold]
    with tempfile.TemporaryDirectory() as folder:
        long = filled(url or f"sqlite:///{Path(folder) / 'journal.sqlite'}", known, questions)
        told = {"calibration loop, CPU ms": f"{calibration():.1f}", "questions": f"{questions:,}"}
        with closing(Journal(long)) as opened:
            told |= _parts(opened, stored_index(CONTENT))
        told |= _views(long)
    lines = (f"| {name} | {figure} |" for name, figure in told.items())
    return "\n".join(["| what | figure |", "|---|---|", *lines])


def _parts(opened: Journal, index: Index) -> dict[str, str]:
    """What a view waits for, one after the other."""
    gc.collect()
    gc.freeze()  # as the running app does
    days = until_today(DAYS)
    with closing(Clerk(CONTENT, index_place(), RISK)) as clerk:
        started, _ = _timed(lambda: clerk.ready(index))
        read, told = _timed(lambda: rows(opened, 0))
        grouped, found = _timed(lambda: pile(told, clerk, index, None, silent))
        added, _ = _timed(lambda: opened.figures(days.first, days.last))
    return {
        "wordings": f"{len(told.asked) + told.left_out:,}",
        "of these grouped": f"{len(told.asked):,}",
        "groups": f"{len(found.groups):,}",
        "starting the process that groups, s": f"{started:.2f}",
        "reading, until what was asked most is shown, s": f"{read:.2f}",
        "grouping, s": f"{grouped:.2f}",
        f"adding up the figures of {DAYS} days, s": f"{added:.2f}",
    }


def _views(url: str) -> dict[str, str]:
    """What a maintainer waits for who comes first after a start of the app, and who comes even earlier."""
    (first, hurried), *_ = _drawn(url, "--hurried").items()
    told = {**_drawn(url), f"{first}, seconds after a start": hurried}
    return {f"{what}, s": f"{took:.2f}" for what, took in told.items()}


def _drawn(url: str, *arguments: str) -> dict[str, float]:
    settings = {**os.environ, "FAQ_JOURNAL": url, PASSWORD: "for the benchmark alone"}
    command = [sys.executable, "-m", "benchmarks.maintaining", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=settings, check=True, stdout=subprocess.PIPE, text=True)
    seconds: dict[str, float] = json.loads(done.stdout)
    return seconds


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    begin = time.monotonic()
    made = work()
    return time.monotonic() - begin, made
