"""Every misspelling of the questions, asked: a certificate of how many get the same answer."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from authoring.pool import results
from authoring.records import Progress, silent
from authoring.slips.certificate import Certificate, Flip, Kind
from authoring.slips.misspellings import Misspelling, misspellings
from authoring.slips.recall import Asked, Recall, recall
from faq import Passage, fingerprint
from retrieval import Assistant, text
from retrieval.index import Index
from retrieval.stored import stored_index

MOST: Final = 500_000
"""Misspellings that are tried unless somebody says how many; of more, a sample is."""
CHUNK: Final = 4
"""Questions whose misspellings a process is given at once."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A question, and which of its misspellings are tried; None for all."""

    passage: str
    question: str
    places: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class _Tried:
    asked: Counter[Kind]
    flips: tuple[Flip, ...]
    queries: frozenset[Asked]
    """That were searched, not remembered."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where another process finds the assistant, in which state and how bold."""

    content: Path
    state: str
    risk: float


def certificate(assistant: Assistant, sample: int | None = None, seed: int = 0) -> Certificate:
    """The certificate of an assistant, made in this process.

    Parameters
    ----------
    assistant : Assistant
    sample : int, optional
        How many misspellings are tried, drawn from all; all, but at most `MOST`, by default.
    seed : int
        Of the draw.
    """
    total, jobs = _drawn(assistant.passages, sample, seed)
    return _certificate(total, len(jobs), [_tried(recall(assistant), jobs)])


def certificate_of(
    content: Path, sample: int | None = None, seed: int = 0, *, risk: float, progress: Progress = silent
) -> Certificate:
    """The same for a content folder, in as many processes as there are processors.

    Parameters
    ----------
    content : Path
        Its stored index is taken; one is built and stored if need be.
    sample, seed : int
        As above.
    risk : float
        Share of the shown answers that may be wrong, in (0, 0.5].
    progress : callable

    Raises
    ------
    ContentError
        When there is no passage to answer from.
    """
    progress("building the index", 0, 1)
    total, jobs = _drawn(stored_index(content).passages, sample, seed)
    chunks = [jobs[begin : begin + CHUNK] for begin in range(0, len(jobs), CHUNK)]
    place = _Place(content, fingerprint(content), risk)
    found = []
    for tried in results(_tried_there, place, chunks):
        found.append(tried)
        progress("questions misspelt", min(len(jobs), len(found) * CHUNK), len(jobs))
    return _certificate(total, len(jobs), found)


def _drawn(passages: Iterable[Passage], sample: int | None, seed: int) -> tuple[int, tuple[_Job, ...]]:
    """How many misspellings there are, and each question with those of them that are tried."""
    counts = [(passage, len(misspellings(passage.heading))) for passage in passages]
    total = sum(count for _, count in counts)
    most = MOST if sample is None else sample
    if most >= total:
        return total, tuple(_Job(passage.id, passage.heading, None) for passage, _ in counts)
    drawn = sorted(random.Random(seed).sample(range(total), most))
    jobs, begin, taken = [], 0, 0
    for passage, count in counts:
        end = taken
        while end < most and drawn[end] < begin + count:
            end += 1
        places = tuple(place - begin for place in drawn[taken:end])
        jobs.append(_Job(passage.id, passage.heading, places))
        begin, taken = begin + count, end
    return total, tuple(jobs)


def _tried_there(place: _Place, jobs: Sequence[_Job]) -> _Tried:
    return _tried(_recall(place), jobs)


@lru_cache(maxsize=1)
def _recall(place: _Place) -> Recall:
    return recall(Assistant(stored_index(place.content), risk=place.risk))


def _tried(known: Recall, jobs: Iterable[_Job]) -> _Tried:
    before = frozenset(known.known)
    asked: Counter[Kind] = Counter()
    flips: list[Flip] = []
    for job in jobs:
        right = known.told(job.question)
        for misspelling in _chosen(job):
            kind = _kind(misspelling, known.assistant.index)
            asked[kind] += 1
            after = known.told(misspelling.text)
            if (after.kind, after.shown) != (right.kind, right.shown):
                flips.append(Flip(job.passage, job.question, misspelling, kind, right, after))
    return _Tried(asked, tuple(flips), frozenset(known.known) - before)


def _chosen(job: _Job) -> Iterator[Misspelling]:
    every = misspellings(job.question)
    return iter(every) if job.places is None else (every[place] for place in job.places)


def _kind(misspelling: Misspelling, index: Index) -> Kind:
    """The slip, unless it makes what the content or its language knows as a word."""
    folded = text.words(misspelling.word)
    is_word = bool(folded) and all(map(index.spelling.knows, folded))
    return "another word" if is_word else misspelling.slip


def _certificate(total: int, questions: int, found: Sequence[_Tried]) -> Certificate:
    asked: Counter[Kind] = Counter()
    queries: set[Asked] = set()
    for tried in found:
        asked += tried.asked
        queries |= tried.queries
    return Certificate(
        questions=questions,
        total=total,
        asked=dict(asked),
        flips=tuple(flip for tried in found for flip in tried.flips),
        searches=len(queries),
    )
