"""Where the time of one question goes, step by step, at several sizes of a corpus."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.footprint import calibration
from benchmarks.speed import ours
from benchmarks.speed.corpus import passages, questions
from retrieval import Assistant
from retrieval.candidates import candidates
from retrieval.query import query_of
from retrieval.signals import signals

ROUNDS: Final = 10
"""Of a question, the least disturbed one counts."""
STEPS: Final = ("reading it", "candidates", "signals", "ranking", "confidence", "the reply")


def stages(sizes: Sequence[int], count: int, seed: int = 0) -> str:
    """A Markdown table of the CPU microseconds of each step, asked alone: medians over the questions.

    Parameters
    ----------
    sizes : sequence of int
        Numbers of entries.
    count : int
        Of the questions at each size.
    seed : int
        Of corpus and questions.
    """
    columns = {f"{entries:,}": _column(entries, count, seed) for entries in sizes}
    lines = [f"| step | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for step in next(iter(columns.values())):
        lines.append(f"| {step} | {' | '.join(f'{column[step]:.0f}' for column in columns.values())} |")
    return "\n".join(lines)


def _column(entries: int, count: int, seed: int) -> Mapping[str, float]:
    corpus = passages(entries, seed)
    asked = [each.question for each in questions(corpus, count, seed)]
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant(ours.stored(corpus, Path(folder)))
        del corpus
        loop, spent = calibration(), _spent(assistant, asked)
    steps = np.median(spent, axis=0)
    told = dict(zip((*STEPS, "all"), [*steps[:-1], steps[-1] - steps[:-1].sum(), steps[-1]], strict=True))
    return told | {"calibration loop, CPU ms": (loop + calibration()) / 2}


def _spent(assistant: Assistant, asked: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Microseconds of each question (row): of each step but the last, and of the whole question."""
    rounds = np.empty((ROUNDS, len(asked), len(STEPS)))
    gc.collect()
    gc.freeze()
    try:
        for number in range(ROUNDS):
            for place, question in enumerate(asked):
                rounds[number, place, :-1] = _steps(assistant, question)
                rounds[number, place, -1] = _whole(assistant, question)
    finally:
        gc.unfreeze()
    return rounds.min(axis=0)


def _steps(assistant: Assistant, question: str) -> list[float]:
    """The steps of `Assistant.ask` up to the confidence, one after the other."""
    index, standard, told = assistant.index, assistant.usual, []
    begin = time.thread_time_ns()
    query = query_of(question, index)
    told.append(time.thread_time_ns())
    found = candidates(query, index)
    told.append(time.thread_time_ns())
    assert found is not None, "a question of the corpus shares words with its entry"
    compared = signals(found, index)
    told.append(time.thread_time_ns())
    ranked = standard.ranking(compared)
    told.append(time.thread_time_ns())
    standard.judgement(ranked)
    told.append(time.thread_time_ns())
    return [(end - start) / 1000 for start, end in zip([begin, *told], told, strict=False)]


def _whole(assistant: Assistant, question: str) -> float:
    begin = time.thread_time_ns()
    assistant.ask(question)
    return (time.thread_time_ns() - begin) / 1000
