"""The assistant as a contender: all that the measuring of speed knows of how `retrieval` works inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.speed.contender import TOP, Ready, size_of
from benchmarks.speed.corpus import number
from faq import Content, Passage
from retrieval import Assistant, store
from retrieval.candidates import search
from retrieval.index import Index
from retrieval.postings import Postings
from retrieval.records import Ints
from retrieval.text import words
from retrieval.vocabulary import Counts

FOLDER: Final = "ours"
"""Where the index is stored, among the folders of the contenders."""
NAME: Final = "speed"
"""Of the stored index within."""

_load: Final = lru_cache(maxsize=1)(store.load)
"""The assistant and its candidate search read one and the same index."""


def assistant(passages: Sequence[Passage], folder: Path) -> Ready:
    """The whole way of a question; it shows five hits at most, so its hit@10 is a hit@5."""
    asked = Assistant(stored(passages, folder))
    return Ready(asked.ask, lambda reply: [number(hit.passage.id) for hit in reply.hits], stored_size(folder))


def candidates(passages: Sequence[Passage], folder: Path) -> Ready:
    """The search for candidates alone, which is what the peers do."""
    search = candidate_search(stored(passages, folder))
    return Ready(search, np.ndarray.tolist, stored_size(folder))


def candidate_search(index: Index) -> Callable[[str], Ints]:
    """What turns a question into terms and weights, and these into the best passages by words.

    Without the repair of spelling, as no peer repairs any.
    """
    return lambda question: search(_known(question, index), index, TOP)


def _known(question: str, index: Index) -> Counts:
    return index.vocabulary.known(index.analyser.every(words(question)))


def floor(index: Index, questions: Iterable[str]) -> Callable[[str], Any]:
    """What reads each posting that a question needs once, and does nothing else: the least to do."""
    assert isinstance(index.postings, Postings)
    parts = {
        question: index.postings.parts(_known(question, index).numbers.tolist()) for question in questions
    }

    def read(question: str) -> None:
        for array in parts[question]:
            np.add.reduce(array, dtype=np.int32)

    return read


def stored(passages: Sequence[Passage], folder: Path) -> Index:
    """The index of some passages, read from a folder; built and stored there first if it is missing.

    It is calibrated as the shipped weights are, since calibrating asks thousands of questions.
    """
    if not (folder / NAME).exists():
        from retrieval.build import index_of  # a process that reads a stored index needs none of this

        store.save(index_of(Content(tuple(passages)), NAME), folder)
    return _load(folder / NAME)


def stored_size(folder: Path) -> int:
    """Bytes of the stored index but for the texts of the passages, as no peer keeps them either."""
    return size_of(folder) - sum(path.stat().st_size for path in (folder / NAME).glob("passages-*"))
