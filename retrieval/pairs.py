"""How rare it is that two terms stand side by side: what a question's neighbouring words weigh."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from retrieval.records import Floats, Hashes

Numbers: TypeAlias = npt.NDArray[np.integer]
Halves: TypeAlias = npt.NDArray[np.float16]
Whole = TypeVar("Whole", int, npt.NDArray[np.int64])

EVERY, BEARING = 0, 1
"""Kinds of neighbours: of all terms, and of those that carry meaning, all others left out."""
_BITS: Final = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs that stand in several passages; all others stand in one at most."""

    hashes: Hashes
    """Of shape (n,), ascending."""
    idf: Halves
    """Of shape (n,): inverse document frequency, ln((1 + n) / (1 + df)) + 1."""
    passages: int

    def weights(self, hashes: Sequence[int]) -> Floats:
        """The inverse document frequency of some pairs, given by their hashes, of shape (len(hashes),)."""
        alone = np.float32(math.log((1 + self.passages) / 2) + 1)
        asked = np.array(hashes, np.uint32)
        if not len(self.hashes) or not hashes:
            return np.full(len(asked), alone, np.float32)
        places = self.hashes.searchsorted(asked)
        known = self.hashes.take(places, mode="clip") == asked
        weights = self.idf.take(places, mode="clip").astype(np.float32)
        weights[~known] = alone
        return weights


def paired(left: Whole, right: Whole, kind: int) -> Whole:
    """The hash of each pair of terms, of 32 bits; very seldom two pairs share one."""
    mixed = (left * 0x9E37_79B1 ^ right * 0x85EB_CA77 ^ kind * 0xC2B2_AE3D) & _BITS
    return mixed ^ mixed >> 15


def held(terms: Numbers, owners: Numbers, joined: npt.NDArray[np.bool_], kind: int) -> tuple[Hashes, Numbers]:
    """The pairs that stand in more than one passage: their hashes, and in how many.

    Parameters
    ----------
    terms : ndarray of shape (n,)
        In the order of the texts.
    owners : ndarray of shape (n,)
        The passage of each.
    joined : ndarray of shape (n,)
        Whether each is a neighbour of the one before it; of the first nothing is asked.
    kind : int
    """
    places = np.flatnonzero(joined[1:])
    hashes = paired(terms[places].astype(np.int64), terms[places + 1].astype(np.int64), kind)
    distinct = np.unique(owners[places].astype(np.uint64) << np.uint64(32) | hashes.astype(np.uint64))
    found, counts = np.unique(distinct.astype(np.uint32), return_counts=True)
    return found[counts > 1], counts[counts > 1]


def pairs(kinds: Sequence[tuple[Hashes, Numbers]], passages: int) -> Pairs:
    """The pairs of so many passages, as `held` tells those of each kind."""
    hashes = np.concatenate([found for found, _ in kinds])
    frequency = np.concatenate([counts for _, counts in kinds])
    order = np.argsort(hashes, kind="stable")
    idf = np.log((1 + passages) / (1 + frequency[order])) + 1
    return Pairs(hashes[order], idf.astype(np.float16), passages)
