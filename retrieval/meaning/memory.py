"""Sentence vectors that were worked out before: a text is given to the model once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, Self

import numpy as np

from retrieval.meaning.vectors import (
    Digests,
    Places,
    Values,
    Vectors,
    blank,
    digests_of,
    floats,
    quantised,
)
from retrieval.records import Floats

REMEMBERED: Final = 20_000
"""Texts that are remembered at most besides those of stored indexes: eight megabytes."""


class Encodes(Protocol):
    """Whatever turns texts into sentence vectors."""

    @property
    def name(self) -> str:
        """Which vectors can be compared: those of encoders of one name."""

    @property
    def size(self) -> int:
        """Components of a vector."""

    @property
    def languages(self) -> frozenset[str]:
        """Codes of those that the model knows; empty where nobody said."""

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Of shape (n, size), of length 1 each; zeros for a text that says nothing."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """Vectors of a stored index, to be found by the digests of their texts."""

    vectors: Vectors
    order: Places
    """Places of the vectors, their digests ascending."""
    digests: Digests
    """In that order."""

    @classmethod
    def of(cls, vectors: Vectors) -> Self:
        order = np.argsort(vectors.digests, kind="stable")
        return cls(vectors, order, vectors.digests[order])

    def places(self, digests: Digests) -> Places:
        """Where the vectors of some texts stand; -1 for one that is not there."""
        found = np.minimum(self.digests.searchsorted(digests), len(self.digests) - 1)
        return np.where(self.digests[found] == digests, self.order[found], -1)


class Memory:
    """An encoder that remembers; itself one. Threads may share it.

    Parameters
    ----------
    encoder : Encodes
    kept : iterable of Vectors
        Worked out earlier, by this model or others.
    """

    def __init__(self, encoder: Encodes, kept: Iterable[Vectors] = ()) -> None:
        self.name, self.size, self.languages = encoder.name, encoder.size, encoder.languages
        self.encoder = encoder
        self._kept: dict[str, _Kept | None] = {}
        self._learnt: dict[int, tuple[Values, np.float32]] = {}
        every = {str(place): vectors for place, vectors in enumerate(kept)}
        self.keep(every, every.get)

    def keep(self, names: Iterable[str], read: Callable[[str], Vectors | None]) -> None:
        """Know the vectors of these names alone, each read once; those of other models are passed over."""
        kept = {name: self._kept[name] for name in names if name in self._kept}
        for name in names:
            if name not in kept:
                found = read(name)
                is_ours = found is not None and found.model == self.name and len(found) > 0
                kept[name] = _Kept.of(found) if found and is_ours else None
        self._kept = kept

    def vectors(self, texts: Sequence[str]) -> Floats:
        """As those of the encoder, for what visitors ask: nothing of it is remembered."""
        found, left = self._known(texts)
        vectors = floats(found)
        if left:
            vectors[left] = self.encoder.vectors([texts[place] for place in left])
        return vectors

    def quantised(self, texts: Sequence[str]) -> Vectors:
        """The vectors of some texts, in their order, as an index keeps them; new ones are remembered."""
        found, left = self._known(texts)
        new = {int(found.digests[place]): texts[place] for place in left}
        if new:
            told = quantised(self.name, self.encoder.vectors([*new.values()]), found.digests[:0])
            learnt = dict(zip(new, zip(told.values, told.scales, strict=True), strict=True))
            for place in left:
                found.values[place], found.scales[place] = learnt[int(found.digests[place])]
            self._learnt = dict([*self._learnt.items(), *learnt.items()][-REMEMBERED:])
        return found

    def unknown(self, texts: Sequence[str]) -> int:
        """How many of some texts the model would have to read."""
        found, left = self._known(texts)
        return len(set(found.digests[left].tolist()))

    def _known(self, texts: Sequence[str]) -> tuple[Vectors, list[int]]:
        """The vectors of some texts, blank for those that are unknown; and the places of these."""
        found = blank(self.name, self.size, digests_of(texts))
        left = np.arange(len(found))
        for each in filter(None, self._kept.values()):
            places = each.places(found.digests[left])
            known = places >= 0
            found.values[left[known]] = each.vectors.values[places[known]]
            found.scales[left[known]] = each.vectors.scales[places[known]]
            left = left[~known]
        learnt, unknown = self._learnt, []
        for place, digest in zip(left.tolist(), found.digests[left].tolist(), strict=True):
            if digest in learnt:
                found.values[place], found.scales[place] = learnt[digest]
            else:
                unknown.append(place)
        return found, unknown
