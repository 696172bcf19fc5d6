"""What texts mean as sentence vectors: the nearer the meaning, the greater the cosine of two of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from retrieval.records import Floats

Places: TypeAlias = npt.NDArray[np.integer]
Values: TypeAlias = npt.NDArray[np.int8]
Digests: TypeAlias = npt.NDArray[np.uint64]

STEPS: Final = 127
"""Of the greatest component of a vector: a byte each, which moves a cosine by a few thousandths at most."""
BLOCK: Final = 512
"""Vectors whose cosines are computed at once: as floats they fit into the cache of a core."""


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Sentence vectors of some texts, a byte a component."""

    model: str
    """The name of the encoder that they are from."""
    values: Values
    """Of shape (n, size): each vector times whatever makes its greatest component 127."""
    scales: Floats
    """Of shape (n,): what that has to be multiplied by; 0 for a text that says nothing."""
    digests: Digests
    """Of shape (n,): of the texts, to find the vector of one again."""

    def __len__(self) -> int:
        return len(self.values)

    def cosines(self, asked: Floats) -> Floats:
        """Of each with a vector of length 1, of shape (n,), in [-1, 1].

        Exact for what is kept: all of them are multiplied, block by block.
        """
        found = np.empty(len(self.values), np.float32)
        block = np.empty((min(BLOCK, len(found)), self.values.shape[1]), np.float32)
        for begin in range(0, len(found), BLOCK):
            some = self.values[begin : begin + BLOCK]
            held = block[: len(some)]
            np.copyto(held, some)
            np.dot(held, asked, out=found[begin : begin + BLOCK])
        return np.clip(found * self.scales, -1, 1)


def quantised(model: str, vectors: Floats, digests: Digests) -> Vectors:
    """Vectors of length 1, or of zeros, a byte a component.

    Parameters
    ----------
    model : str
        The name of their encoder.
    vectors : ndarray of shape (n, size)
    digests : ndarray of shape (n,)
        Of their texts.
    """
    most = np.abs(vectors).max(axis=1, initial=0.0)
    scales = (most / STEPS).astype(np.float32)
    values = np.rint(vectors / np.where(scales > 0, scales, 1)[:, None]).astype(np.int8)
    return Vectors(model, values, scales, digests)


def floats(vectors: Vectors) -> Floats:
    """The vectors as they were before, but for what a byte cannot tell."""
    found: Floats = vectors.values * vectors.scales[:, None]
    return found


def blank(model: str, size: int, digests: Digests) -> Vectors:
    """Vectors of texts that say nothing."""
    return Vectors(
        model, np.zeros((len(digests), size), np.int8), np.zeros(len(digests), np.float32), digests
    )


def digests_of(texts: Iterable[str]) -> Digests:
    """A digest of each text: 64 bits, so that two of a billion texts are hardly ever taken for one."""
    told = (blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest() for text in texts)
    return np.frombuffer(b"".join(told), "<u8").astype(np.uint64)
