"""Term lists into how often each holds each term, as scikit-learn's `CountVectorizer` counts, but faster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np


def counts_of(documents: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> Any:
    """A sparse matrix of shape (n_documents, n_terms), its columns ascending in each row.

    Parameters
    ----------
    documents : sequence of sequence of str
        Terms, all of them known.
    numbers : mapping of str to int
        The column of each term.
    """
    from scipy.sparse import csr_array

    held = [numbers[term] for document in documents for term in document]
    rows = np.repeat(np.arange(len(documents), dtype=np.int64), list(map(len, documents)))
    places, counts = np.unique(rows * len(numbers) + np.array(held, np.int64), return_counts=True)
    ptr = np.searchsorted(places, np.arange(len(documents) + 1) * len(numbers))
    shape = (len(documents), len(numbers))
    return csr_array((counts.astype(np.float32), places % len(numbers), ptr), shape=shape)
