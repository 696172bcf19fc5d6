"""Questions into rows of weighted terms, so that two of them can be compared."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from authoring.inbox.mistyped import meant
from retrieval.index import Index
from retrieval.records import Floats
from retrieval.text import STOP, words

SMALL: Final = 0.3
"""What a stop word weighs beside a word that carries meaning and is as rare: it tells how one asks."""


def vectors(texts: Sequence[str], index: Index) -> Any:
    """Each question as a row of the weights of its terms, of length 1; of length 0 for one without words.

    A term counts by how rare it is in the content and by how rare it is in these questions, the geometric
    mean of both: the content knows little of what it lacks, and a few questions know little of the language.

    Returns
    -------
    scipy.sparse.csr_array of shape (n_texts, n_terms)
    """
    from scipy.sparse import csr_array

    numbers: dict[str, int] = {}
    said, ptr = array("i"), array("q", [0])
    for text in texts:
        said.extend([numbers.setdefault(term, len(numbers)) for term in index.analyser.every(words(text))])
        ptr.append(len(said))
    terms = np.frombuffer(said, np.int32) if said else np.zeros(0, np.int32)
    if numbers:
        frequency = np.bincount(terms, minlength=len(numbers))
        terms = meant(list(numbers), frequency, index.vocabulary.numbers)[terms]
    shape = len(texts), max(len(numbers), 1)
    rows = csr_array((np.ones(len(terms), np.float32), terms, np.frombuffer(ptr, np.int64)), shape=shape)
    rows.sum_duplicates()
    weights = _weights(list(numbers), np.bincount(rows.indices, minlength=len(numbers)), len(texts), index)
    rows.data = (1 + np.log(rows.data)) * weights[rows.indices]
    return _normalised(rows)


def _normalised(rows: Any) -> Any:
    """Rows of length 1, but for those without terms; as by scikit-learn, which takes long to import."""
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    lengths = np.sqrt(np.bincount(row, rows.data**2, rows.shape[0]))
    rows.data = (rows.data / lengths[row]).astype(np.float32)
    return rows


def _weights(terms: Sequence[str], frequency: npt.NDArray[np.integer], texts: int, index: Index) -> Floats:
    """What each term weighs, in (0, 1].

    Parameters
    ----------
    terms : sequence of str
    frequency : ndarray of shape (n_terms,)
        In how many of the questions each stands.
    texts : int
        How many questions there are.
    index : Index
    """
    known = index.vocabulary.numbers
    places = np.fromiter((known.get(term, len(known)) for term in terms), np.int64, len(terms))
    absent = index.absent_idf
    in_content = np.append(index.vocabulary.idf, absent)[places] / absent
    in_questions = (np.log((1 + texts) / (1 + frequency)) + 1) / (np.log(1 + texts) + 1)
    small = np.fromiter((SMALL if term.startswith(STOP) else 1.0 for term in terms), np.float64, len(terms))
    return (small * np.sqrt(in_content * in_questions)).astype(np.float32)
