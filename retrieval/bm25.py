"""Texts into BM25 rows: a word said twice tells more than one said once, but not twice as much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from retrieval.rows import Rows
from retrieval.vocabulary import Vocabulary

B = 0.75
"""How much the length of a text counts, in [0, 1]."""
K1, K1_SAID = 1.2, 3.0
"""Of the words that carry meaning, and of all words, where a word said twice tells more."""
ASKED = 4.0
"""Weight of the phrasings against the text."""

Field = tuple[float, Sequence[Sequence[str]]]
"""A weight, and the terms of each text."""


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
    measured = [(weight, documents, _lengths(documents)) for weight, documents in fields]
    ptr, ids, weights = [0], [], []
    for place in range(len(fields[0][1])):
        earned: dict[int, float] = {}
        for weight, documents, lengths in measured:
            for term, count in Counter(documents[place]).items():
                number = vocabulary.numbers[term]
                earned[number] = earned.get(number, 0.0) + weight * count / lengths[place]
        numbered = sorted(earned.items())
        ids += [number for number, _ in numbered]
        weights += [sum_ / (sum_ + k1) for _, sum_ in numbered]
        ptr.append(len(ids))
    return Rows(np.array(ptr, np.int32), np.array(ids, np.int32), np.array(weights, np.float32))


def _lengths(documents: Sequence[Sequence[str]]) -> list[float]:
    lengths = list(map(len, documents))
    mean = max(1.0, float(np.mean(lengths)))
    return [1 - B + B * length / mean for length in lengths]
