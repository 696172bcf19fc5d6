"""An index, built and stored by this process, with what its model says or with vectors that stand for it."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.footprint import calibration
from benchmarks.meaning.contents import content_of
from benchmarks.meaning.fresh import Figures
from benchmarks.speed.contender import size_of
from retrieval import store
from retrieval.build import index_of
from retrieval.calibrations import calibrated_as, learnt
from retrieval.index import Index
from retrieval.meaning.building import read_of
from retrieval.meaning.meaning import Meaning
from retrieval.meaning.memory import Encodes
from retrieval.meaning.opened import encoder
from retrieval.meaning.vectors import STEPS, Vectors

NAME: Final = "meaning"
"""Of every index; each has a place of its own."""


def built(entries: int, place: str) -> Figures:
    """What it costs to build and store the index of a content that is already read."""
    content = content_of(entries)
    begin = time.process_time()
    index = index_of(content, NAME)
    folder = store.save(calibrated_as(index, learnt(index)), Path(place))
    seconds = time.process_time() - begin
    return {"seconds": seconds, "loop": calibration(), **_told(folder)}


def drawn(index: str, place: str) -> Figures:
    """Store an index again, with vectors that no model worked out."""
    model = encoder()
    assert model is not None, "this is asked of processes with a model"
    return _told(store.save(with_drawn(store.load(Path(index)), model), Path(place)))


def with_drawn(index: Index, model: Encodes) -> Index:
    """An index with a random vector for each text that a model would have read.

    What a question costs does not depend on where the vectors point.
    """
    texts, parts = read_of(index.passages)
    return replace(index, meaning=Meaning(random_vectors(model.name, (len(texts), model.size)), parts, model))


def random_vectors(model: str, shape: tuple[int, int]) -> Vectors:
    """Vectors of length 1 in all directions, as an index keeps those of a model.

    Parameters
    ----------
    model : str
        The name of the encoder that they stand for.
    shape : tuple of int
        Of the texts and of the components.
    """
    chance = np.random.default_rng(0)
    values = chance.integers(-STEPS, STEPS, shape, np.int8, endpoint=True)
    lengths = np.sqrt(np.einsum("ij,ij->i", values, values, dtype=np.float32))
    return Vectors(model, values, 1 / lengths, np.arange(shape[0], dtype=np.uint64))


def _told(folder: Path) -> Figures:
    return {"index": str(folder), "size": size_of(folder) / 1e6}
