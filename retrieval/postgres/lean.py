"""An index without what grows with its passages: what a process keeps in memory when a database searches."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from retrieval.index import Index
from retrieval.lines import Lines
from retrieval.names import Names
from retrieval.postings import Postings
from retrieval.rows import Rows


def lean(index: Index) -> Index:
    """The same index with its vocabulary, spelling, pairs, forms, settings, calibration, and no passages."""
    none, nowhere = np.zeros(0, np.int32), np.zeros(1, np.int64)
    nothing, lengths = np.zeros(0, np.uint8), np.zeros(0, np.float32)
    texts, names = Lines(nothing, nowhere), Names(np.zeros(0, np.uint32), none)
    return replace(
        index,
        content=replace(index.content, passages=(), formerly={}),
        postings=Postings(nowhere, none, nothing, none, np.zeros((0, 0), np.uint8)),
        rows=Rows(none, nowhere, np.zeros(1, np.int32), none, lengths, lengths),
        wordings=texts,
        sorted_terms=texts,
        alike=names,
        names=names,
        meaning=None,
    )
