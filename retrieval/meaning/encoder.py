"""Texts into vectors that are near each other when the texts mean nearly the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from retrieval.meaning.files import Files, identity
from retrieval.meaning.heap import give_back
from retrieval.meaning.network import Network
from retrieval.meaning.tokens import Numbers, Tokens
from retrieval.records import Floats

AT_ONCE: Final = 512
"""Tokens that are computed together, unless one text has more: beyond, it is slower and takes more memory."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """A sentence model that is open. Any number of threads may ask it at once."""

    name: str
    """16 hex digits; vectors can be compared only if they come from encoders of the same name."""
    tokens: Tokens
    network: Network
    languages: frozenset[str] = frozenset()
    """Codes of those that the model knows; empty where nobody said."""

    @property
    def size(self) -> int:
        """Dimensions of a vector."""
        return self.network.size

    def vectors(self, texts: Sequence[str]) -> Floats:
        """A vector for each text, of length 1, or of zeros if the text is empty.

        Returns
        -------
        ndarray of shape (n_texts, size)

        Raises
        ------
        MeaningError
            When the model fails, though it did not when it was opened.
        """
        rows = [self.tokens.numbers(text) for text in texts]
        found = np.zeros((len(rows), self.size), np.float32)
        parts = list(batches([len(row) for row in rows]))
        for batch in parts:
            numbers, mask = _padded([rows[place] for place in batch], self.tokens.padding)
            found[batch] = self.network.vectors(numbers, mask)
        if len(parts) > 1:  # a question is one, and spared the milliseconds
            give_back()
        return found


def opened(files: Files) -> Encoder:
    """An encoder from the files of its model.

    Raises
    ------
    MeaningError
        With the first thing that is wrong with them.
    ImportError
        When the extra is not installed.
    """
    name = identity(files)
    tokens = Tokens(files.tokenizer)
    network = Network(files.model, tokens.highest)
    give_back()
    return Encoder(name, tokens, network, files.languages)


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The places of the texts that have tokens, shortest first, as many together as are computed at once.

    Parameters
    ----------
    lengths : sequence of int
        Tokens of each text.

    Examples
    --------
    >>> list(batches([200, 0, 250, 3, 256]))
    [[3, 0], [2, 4]]
    """
    batch: list[int] = []
    for place in sorted((place for place, length in enumerate(lengths) if length), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[place] > AT_ONCE:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _padded(rows: Sequence[Numbers], padding: int) -> tuple[Numbers, Numbers]:
    """Rows of equal length, and where in them the tokens are; the last row is the longest."""
    numbers = np.full((len(rows), len(rows[-1])), padding, np.int64)
    mask = np.zeros_like(numbers)
    for number, row in enumerate(rows):
        numbers[number, : len(row)] = row
        mask[number, : len(row)] = 1
    return numbers, mask
