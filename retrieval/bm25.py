"""What a term earns in a text under BM25: a word said twice tells more than once, but not twice as much.

Robertson and Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond, section 3.6.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from retrieval.records import Floats

B = 0.75
"""How much the length of a text counts, in [0, 1]."""
K1, K1_SAID = 1.2, 3.0
"""Of the words that carry meaning, and of all words, where a word said twice tells more."""
ASKED = 4.0
"""Weight of the phrasings against the text."""

Numbers: TypeAlias = npt.NDArray[np.integer]


def long(sizes: Numbers, usual: float) -> Floats:
    """What counts of words in texts of so many words are divided by; 1 for texts of the usual size."""
    return (1 - B + B * sizes / max(1.0, usual)).astype(np.float32)


def share(weight: Floats, k1: float) -> Floats:
    """The share of its idf that a term earns whose weighted count is `weight`, in [0, 1)."""
    return weight / (weight + np.float32(k1))
