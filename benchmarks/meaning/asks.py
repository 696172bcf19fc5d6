"""What answering costs this process, which has a stored index and nothing of what building needs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.footprint import calibration, resident
from benchmarks.meaning.fresh import Figures
from retrieval import Assistant, store
from retrieval.meaning.opened import encoder


def asked(index: str, questions: Sequence[str], started: float) -> Figures:
    """The figures of this process, which began at a time of the clock, in seconds.

    Parameters
    ----------
    index : str
        Folder of the stored index.
    questions : sequence of str
        The first one is answered before the time of one question is taken.
    started : float
    """
    assistant = Assistant(store.load(Path(index)))
    assistant.ask(questions[0])
    first = time.time() - started
    if assistant.index.is_meant != (encoder() is not None):
        raise RuntimeError(f"{index}: the index is of another model than this process; build it anew")
    spent = sorted(_spent(assistant, question) for question in questions[1:])
    return {
        "median": spent[len(spent) // 2],
        "p99": spent[int(0.99 * (len(spent) - 1))],
        "first": first * 1000,
        "memory": resident(),
        "loop": calibration(),
    }


def _spent(assistant: Assistant, question: str) -> float:
    """CPU milliseconds of all threads, as libraries may start some."""
    begin = time.process_time()
    assistant.ask(question)
    return (time.process_time() - begin) * 1000
