"""Words of the content that look alike: other forms, compounds and spellings that the stemmer keeps apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from retrieval.letters import trigrams
from retrieval.records import Floats, Ints

LEAST = 0.5
"""Likeness from which on two words may be forms of one."""
REMEMBERED = 10_000
SHORTEST = 4
"""Letters of the shortest word that has forms; shorter ones look like too many others."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The words of a vocabulary, filed by their letter trigrams."""

    trigrams: tuple[str, ...]
    ptr: Ints
    """Of shape (n_trigrams + 1,): where the words of each trigram begin."""
    ids: Ints
    """Of shape (n_filed,): numbers of words."""
    sizes: Ints
    """Of shape (n_words,): how many different trigrams each word has."""
    numbers: dict[str, int] = field(init=False, repr=False, compare=False)
    near: Callable[[str], tuple[Ints, Floats]] = field(init=False, repr=False, compare=False)
    """`_near`, remembering the words asked for: visitors use the same ones again and again."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", {letters: place for place, letters in enumerate(self.trigrams)})
        object.__setattr__(self, "near", lru_cache(REMEMBERED)(self._near))

    def _near(self, word: str) -> tuple[Ints, Floats]:
        """The words that look like one, by the Dice coefficient of their trigrams.

        Dice (1945), Measures of the Amount of Ecologic Association Between Species: twice what two
        sets share by the sum of their sizes.

        Parameters
        ----------
        word : str

        Returns
        -------
        ndarray of shape (n,)
            Numbers of words, ascending.
        ndarray of shape (n,)
            Their likeness, from `LEAST` to 1.
        """
        letters = set(trigrams([word])) if filed(word) else set()
        known = [self.numbers[three] for three in sorted(letters) if three in self.numbers]
        if not known:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        met = np.concatenate([self.ids[self.ptr[number] : self.ptr[number + 1]] for number in known])
        words, shared = np.unique(met, return_counts=True)
        likeness = (2 * shared / (len(letters) + self.sizes[words])).astype(np.float32)
        kept = likeness >= LEAST
        return words[kept], likeness[kept]


def filed(word: str) -> bool:
    """Whether a word has forms: numbers, names of groups and short words have none."""
    return len(word) >= SHORTEST and word.isalpha()


def forms(words: Sequence[str]) -> Forms:
    """The forms among some words, which are numbered by their places."""
    filing: dict[str, list[int]] = {}
    sizes = np.zeros(len(words), np.int32)
    for number, word in enumerate(words):
        letters = set(trigrams([word])) if filed(word) else set()
        sizes[number] = len(letters)
        for three in letters:
            filing.setdefault(three, []).append(number)
    found = sorted(filing)
    counts = [len(filing[three]) for three in found]
    ids = [number for three in found for number in filing[three]]
    return Forms(
        trigrams=tuple(found),
        ptr=np.cumsum([0, *counts]).astype(np.int32),
        ids=np.array(ids, np.int32),
        sizes=sizes,
    )
