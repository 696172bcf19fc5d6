"""How long a maintainer waits for what many visitors asked."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Final, TypeVar

from authoring.inbox.clerk import Clerk
from authoring.records import silent
from benchmarks.asking import filled
from benchmarks.footprint import calibration
from chat.inbox.pile import pile, rows
from faq import CONTENT, load
from journal import Journal
from retrieval.index import Index
from retrieval.stored import index_place, stored_index

RISK: Final = 0.03
DAYS: Final = 90
Result = TypeVar("Result")


def journal(questions: int) -> str:
    """A Markdown table of the seconds that the views of the Maintain page take to read a journal.

    Parameters
    ----------
    questions : int
        Questions in it, none of which was answered; those of the shipped gold questions, in other words.
    """
    known = [gold.question for gold in load().gold]
    with tempfile.TemporaryDirectory() as folder:
        file = filled(Path(folder) / "journal.sqlite", known, questions)
        with closing(Journal(f"sqlite:///{file}")) as opened:
            told = {"calibration loop, CPU ms": f"{calibration():.1f}", "questions": f"{questions:,}"}
            told |= _inbox(opened, stored_index(CONTENT)) | _figures(opened)
    lines = (f"| {name} | {figure} |" for name, figure in told.items())
    return "\n".join(["| what | figure |", "|---|---|", *lines])


def _inbox(opened: Journal, index: Index) -> dict[str, str]:
    """What the view *Inbox* waits for; the figures of a further view go beside it, in `journal`."""
    gc.collect()
    gc.freeze()  # as the running app does
    with closing(Clerk(CONTENT, index_place(), RISK)) as clerk:
        ready = Thread(target=clerk.ready, args=(index,))
        ready.start()
        read, told = _timed(lambda: rows(opened, 0))
        first, found = _timed(lambda: pile(told, clerk, index, None, silent))
        ready.join()
        again, _ = _timed(lambda: rows(opened, 0))
        warm, _ = _timed(lambda: pile(told, clerk, index, None, silent))
    return {
        "wordings": f"{len(told.asked) + told.left_out:,}",
        "of these grouped": f"{len(told.asked):,}",
        "groups": f"{len(found.groups):,}",
        "until what was asked most is shown, s": f"{read:.2f}",
        "until it is grouped, s, with the start of the clerk's process": f"{read + first:.2f}",
        "the same, s, once it runs": f"{again + warm:.2f}",
    }


def _figures(opened: Journal) -> dict[str, str]:
    """What the view *Figures* waits for before it draws."""
    today = datetime.now(UTC).date()
    spent, _ = _timed(lambda: opened.figures(today - timedelta(days=DAYS - 1), today))
    return {f"until the figures of {DAYS} days are added up, s": f"{spent:.2f}"}


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    begin = time.monotonic()
    made = work()
    return time.monotonic() - begin, made
