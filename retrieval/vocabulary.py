"""Terms, their numbers and their weights, and a text as a weighted vector over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from retrieval.records import Floats


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the corpus knows: fitted by scikit-learn, applied without it."""

    terms: tuple[str, ...]
    idf: Floats
    """Of shape (n_terms,): inverse document frequency, ln((1 + n) / (1 + df)) + 1."""
    rarity: Floats
    """Of shape (n_terms,), in (0, 1]: how rare each term is in the language at large."""
    numbers: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", {term: place for place, term in enumerate(self.terms)})

    def __len__(self) -> int:
        return len(self.terms)

    def __contains__(self, term: str) -> bool:
        return term in self.numbers

    def vector(self, terms: Iterable[str]) -> tuple[list[int], Floats]:
        """Numbers and weights of the known terms: (1 + ln count) times idf, of length 1.

        The same weighting as scikit-learn's `TfidfVectorizer(sublinear_tf=True)`, whose own
        `transform` takes longer than the whole search.
        """
        counts = Counter(self.numbers[term] for term in terms if term in self.numbers)
        numbers = list(counts)
        weights = (1 + np.log(np.array(list(counts.values()), np.float32))) * self.idf[numbers]
        length = float(np.sqrt((weights * weights).sum())) or 1.0
        return numbers, (weights / length).astype(np.float32)

    def odds(self, numbers: list[int], texts: int) -> Floats:
        """The idf of BM25 of some terms, ln(1 + (n - df + 0.5) / (df + 0.5)), next to 0 for the commonest.

        Parameters
        ----------
        numbers : list of int
        texts : int
            How many texts the vocabulary was fitted on.

        Returns
        -------
        ndarray of shape (len(numbers),)
        """
        frequency = (1 + texts) * np.exp(1 - self.idf[numbers]) - 1
        return np.asarray(np.log1p((texts - frequency + 0.5) / (frequency + 0.5)), np.float32)

    def dense(self, numbers: list[int], weights: Floats) -> Floats:
        """The vector with a place for every term, of shape (n_terms,)."""
        vector = np.zeros(len(self.terms), np.float32)
        vector[numbers] = weights
        return vector
