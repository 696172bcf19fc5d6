"""Texts into BM25 rows: a word said twice tells more than one said once, but not twice as much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from retrieval.rows import Rows
from retrieval.vocabulary import Vocabulary

B = 0.75
"""How much the length of a text counts, in [0, 1]."""
K1, K1_SAID = 1.2, 3.0
"""Of the words that carry meaning, and of all words, where a word said twice tells more."""
ASKED = 4.0
"""Weight of the phrasings against the text."""

Field: TypeAlias = tuple[float, Sequence[Sequence[str]]]
"""A weight, and the terms of each text."""
Places: TypeAlias = npt.NDArray[np.int64]


def bm25_rows(fields: Sequence[Field], vocabulary: Vocabulary, k1: float) -> Rows:
    """Share of its idf that each term of a text earns under BM25F: w / (w + k1).

    `w` is the sum over the fields of weight * tf / (1 - b + b * length), the length in shares of the
    field's mean. Robertson and Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond,
    section 3.6.

    Parameters
    ----------
    fields : sequence of (float, sequence of sequence of str)
        Of the same texts, at least one.
    vocabulary : Vocabulary
        Knows every term.
    k1 : float
    """
    held = [_held(documents, vocabulary) for _, documents in fields]
    earned = [
        weight * counts / _lengths(documents)[places // len(vocabulary)]
        for (weight, documents), (places, counts) in zip(fields, held, strict=True)
    ]
    places, owners = np.unique(np.concatenate([places for places, _ in held]), return_inverse=True)
    sums = np.bincount(owners, np.concatenate(earned), len(places))
    rows = np.searchsorted(places, np.arange(len(fields[0][1]) + 1) * len(vocabulary))
    weights = (sums / (sums + k1)).astype(np.float32)
    return Rows(rows.astype(np.int32), (places % len(vocabulary)).astype(np.int32), weights)


def _held(documents: Sequence[Sequence[str]], vocabulary: Vocabulary) -> tuple[Places, Places]:
    """The places of a dense table that some texts fill, ascending, and how often each term stands there."""
    numbers = [vocabulary.numbers[term] for document in documents for term in document]
    rows = np.repeat(np.arange(len(documents)), list(map(len, documents)))
    return np.unique(rows * len(vocabulary) + np.array(numbers, np.int64), return_counts=True)


def _lengths(documents: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
    lengths = np.array(list(map(len, documents)), np.float64)
    return 1 - B + B * lengths / max(1.0, float(np.mean(lengths)))
