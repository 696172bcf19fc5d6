"""Two content folders into their difference: indexed and asked side by side, in processes of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from authoring.comparing.diff import TOLERANCE, compared, sure, unsettled
from authoring.comparing.difference import Diff, Side
from authoring.comparing.questions import present_ids, questions
from authoring.comparing.told import Told, told
from authoring.pool import results
from authoring.records import Progress, silent
from faq import Content, ContentError, Problem, Source, fingerprint, load
from faq.files import shown
from retrieval import Assistant
from retrieval.order import Order
from retrieval.stored import built_here, stored

CHUNK: Final = 100
"""Questions that a process is given at once."""
FEW: Final = 300
"""Questions that are asked sooner than a process has started."""


@dataclass(frozen=True, slots=True)
class Version:
    """A content folder, and where its index is stored."""

    folder: Path
    place: Path


@dataclass(frozen=True, slots=True)
class _Job:
    version: Version
    state: str
    """Fingerprint of the files: a process that stays must not answer from those of before."""
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Prepared:
    threshold: float
    sure: dict[str, Told]


def between(
    old: Version,
    new: Version,
    log: Mapping[str, int] = MappingProxyType({}),
    tolerance: float = TOLERANCE,
    *,
    risk: float,
    progress: Progress = silent,
) -> Diff:
    """The difference between two content folders, for all questions that `questions` finds.

    Parameters
    ----------
    old, new : Version
        A stored index is taken where it is current; else one is built and stored.
    log : mapping of str to int
        Question to number.
    tolerance : float
        Change of a confidence, in [0, 1], up to which it is no change.
    risk : float
        Share of the shown answers that may be wrong, in (0, 0.5].
    progress : callable

    Raises
    ------
    ContentError
        When one of them has no passage to answer from.
    """
    states = fingerprint(old.folder), fingerprint(new.folder)
    if states[0] == states[1]:
        return Diff()
    contents = _content(old.folder), _content(new.folder)
    asked = questions(*contents, log)
    texts = tuple(question.text for question in asked)
    jobs = _Job(old, states[0], texts), _Job(new, states[1], texts)
    processes = 1 if len(asked) < FEW else None
    progress("building indexes", 0, len(jobs))
    first, second = results(_prepared, risk, jobs, processes)
    left = unsettled(asked, (first.sure, second.sure), present_ids(*contents), tolerance)
    chunks = [replace(job, texts=some) for job in jobs for some in _chunks(left)]
    replies: list[Told] = []
    for some in results(_told, risk, chunks, processes):
        replies += some
        progress("asking", len(replies), len(jobs) * len(left))
    halves = replies[: len(left)], replies[len(left) :]
    before, after = (
        Side(content, side.threshold, {**side.sure, **dict(zip(left, half, strict=True))})
        for content, side, half in zip(contents, (first, second), halves, strict=True)
    )
    return compared(asked, before, after, tolerance)


def _content(folder: Path) -> Content:
    content = load(folder)
    if not content.passages:
        empty = Problem(Source(shown(folder), 1), "no passage to answer from", "add a file to 'entries'")
        raise ContentError(content.problems or (empty,))
    return content


def _chunks(texts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (texts[begin : begin + CHUNK] for begin in range(0, len(texts), CHUNK))


def _prepared(risk: float, job: _Job) -> _Prepared:
    """What is known of a version as soon as its index is there; that is stored, if it can be."""
    assistant = _assistant(job.version, job.state, risk)
    return _Prepared(assistant.usual.answer_threshold, sure(assistant, job.texts))


def _told(risk: float, job: _Job) -> list[Told]:
    assistant = _assistant(job.version, job.state, risk)
    return [told(assistant.ask(text)) for text in job.texts]


@lru_cache(maxsize=2)
def _assistant(version: Version, state: str, risk: float) -> Assistant:
    index = stored(version.folder, version.place) or built_here(Order(version.folder, version.place))
    return Assistant(index, risk=risk)
