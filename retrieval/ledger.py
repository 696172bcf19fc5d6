"""Which passages of a stored index a content still holds, and so what it takes to amend that index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from operator import is_
from typing import Final, Self

import numpy as np

from faq import Content, Passage
from retrieval.amendment import Amendment
from retrieval.index import Index
from retrieval.passages import passage_line, passage_lines
from retrieval.records import Ints

LARGE: Final = 2_000
"""Passages from which on an index is amended; a smaller one is built anew in less than a second."""
MOST: Final = 0.05
"""Share of the passages that may be exchanged; what is counted over all of them no longer holds beyond it."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Which passages of an index a content still holds.

    Passages are told apart by all that they say but the line they stand on. Those that were looked at before
    are known as objects, so that a content of which little was read anew is compared in no time.
    """

    index: Index
    """A stored one."""
    by_digest: dict[bytes, int] = field(repr=False)
    """The number in the index of each passage, by the digest of what it says."""
    lines: Ints = field(repr=False)
    """Of shape (n_passages,): on which line of its file each passage of the index stands."""
    passages: Sequence[Passage] = field(default=(), repr=False)
    """Of the content looked at last."""
    places: Ints = field(default_factory=lambda: np.zeros((2, 0), np.int32), repr=False)
    """Of shape (2, n): of each of them the number in the index, -1 for one that it lacks; and its line."""

    @classmethod
    def of(cls, index: Index) -> Self:
        """The ledger of an index with which no content was compared so far."""
        told = [_apart(line) for line in passage_lines(index.passages)]
        by_digest = {digest: number for number, (digest, _) in enumerate(told)}
        return cls(index, by_digest, np.array([line for _, line in told], np.int32))

    def compared(self, content: Content) -> Self:
        """The ledger, once a content was looked at."""
        before, now = self.passages, content.passages
        begin = _alike(before, now)
        end = min(_alike(before[::-1], now[::-1]), min(len(before), len(now)) - begin)
        known = {id(each): place for place, each in enumerate(before[begin : len(before) - end], begin)}
        read = [self._place(each, known.get(id(each))) for each in now[begin : len(now) - end]]
        middle = np.array(read, np.int32).reshape(-1, 2).T
        parts = (self.places[:, :begin], middle, self.places[:, len(before) - end :])
        return replace(self, passages=now, places=np.concatenate(parts, axis=1))

    def _place(self, passage: Passage, before: int | None) -> tuple[int, int]:
        """The number and the line of a passage, given its place among those that were looked at before."""
        if before is not None:
            return int(self.places[0, before]), passage.source.line
        digest, line = _apart(passage_line(passage))
        return self.by_digest.get(digest, -1), line

    def amendment(self, content: Content, fingerprint: str) -> Amendment | None:
        """What makes the index one of a content that was compared; None if it had better be built anew."""
        if content.synonyms != self.index.content.synonyms:
            return None
        numbers, lines = self.places
        latest = np.concatenate([[-1], np.maximum.accumulate(numbers)])[:-1].astype(np.int32)
        stay = numbers > latest  # one that has moved is taken out, and put in again
        gone = np.ones(len(self.lines), bool)
        gone[numbers[stay]] = False
        if np.count_nonzero(gone) + np.count_nonzero(~stay) > MOST * len(gone):
            return None
        lower = stay.nonzero()[0][lines[stay] != self.lines[numbers[stay]]]
        return Amendment(
            fingerprint=fingerprint,
            gone=tuple(gone.nonzero()[0].tolist()),
            places=tuple((latest[~stay] + 1).tolist()),
            added=tuple(content.passages[place] for place in (~stay).nonzero()[0].tolist()),
            lines=tuple(zip(numbers[lower].tolist(), lines[lower].tolist(), strict=True)),
            rest=replace(content, passages=(), gold=()),
        )


def _alike(before: Sequence[Passage], now: Sequence[Passage]) -> int:
    """How many passages are the same objects, from the first on."""
    same = [*map(is_, before, now)]
    return same.index(False) if False in same else len(same)


def _apart(line: str) -> tuple[bytes, int]:
    """The digest of what a passage says, as `passage_line` tells it, and the line it stands on."""
    said, _, number = line.rpartition(",")
    return blake2b(said.encode(), digest_size=8).digest(), int(number.removesuffix("]"))
