"""Texts by their hashes: finds the place of one among very many without reading the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from retrieval.records import Hashes, Ints
from retrieval.spelling import hashed


@dataclass(frozen=True, slots=True)
class Names:
    """Hashes of texts, with the places of those texts."""

    hashes: Hashes
    """Of shape (n,), ascending."""
    owners: Ints
    """Of shape (n,): the place of the text that each hash was taken from."""

    def places(self, text: str) -> list[int]:
        """The places of all texts that may be this one, ascending: whoever asks compares."""
        wanted = np.uint32(hashed(text))
        begin, end = self.hashes.searchsorted(wanted), self.hashes.searchsorted(wanted, "right")
        return self.owners[begin:end].tolist()


def names(texts: Iterable[str]) -> Names:
    """Some texts by their hashes."""
    hashes = np.fromiter(map(hashed, texts), np.uint32)
    order = np.argsort(hashes, kind="stable")
    return Names(hashes[order], order.astype(np.int32))
