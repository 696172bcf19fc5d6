"""The passages worth a closer look, and how often they say what the question asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from retrieval.asked import Asked, Neighbours, asked_of
from retrieval.bm25 import ASKED, long
from retrieval.index import Index
from retrieval.records import Floats, Ints, Query
from retrieval.rows import Numbers, Said
from retrieval.vocabulary import Counts

MOST = 30
"""Candidates that the search gives: enough that the right passage is hardly ever missed."""

Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The passages found by words for one question, and where they say its words."""

    asked: Asked
    passages: Ints
    """Of shape (n,): numbers of passages, best first."""
    alike: Flags
    """Of shape (n,): whether the passage has a phrasing of exactly the question's words."""
    said: Said
    """What they say."""
    phrasings: Numbers
    """Of shape (n_phrasings, n_known): how often each known term stands in each phrasing."""
    begins: Numbers
    """Of shape (n,): where each candidate's phrasings begin in `phrasings`."""
    whole: Numbers
    """Of shape (n, n_known): the same in all that a passage says."""
    forms_asked: Flags
    """Of shape (n, n_slots): whether each slot stands in any of the phrasings."""
    forms_said: Flags
    """The same of all that a passage says."""
    earned: Floats
    """Of shape (n, n_known): counts as BM25F weighs them, phrasings before text, long before short."""
    earned_asked: Floats
    """The same of the phrasings alone."""
    held: Flags
    """Of shape (n, n_pairs): whether the question's neighbouring words stand side by side."""
    bearing_held: Flags
    """The same of the words that carry meaning, when all others are left out."""

    @property
    def query(self) -> Query:
        """The question."""
        return self.asked.query


def search(known: Counts, index: Index, most: int = MOST) -> Ints:
    """Numbers of the passages that hold most of some terms, best first."""
    weights = index.vocabulary.units(known.numbers)
    return index.postings.best(known.numbers.tolist(), weights.tolist(), most)[0]


def candidates(query: Query, index: Index) -> Candidates | None:
    """The candidates for a question; None when no passage shares a word with it."""
    asked = asked_of(query, index)
    passages = search(asked.known, index)
    alike = index.asked_alike(query.words)
    if len(alike):
        passages = np.concatenate([passages, alike[~np.isin(alike, passages)]])
    if not len(passages):
        return None
    is_alike = np.isin(passages, alike) if len(alike) else np.zeros(len(passages), bool)
    return _looked_at(asked, passages, is_alike, index)


def _looked_at(asked: Asked, passages: Ints, alike: Flags, index: Index) -> Candidates:
    said = index.rows.said(passages)
    spots = _spots(said, index.slots(asked.slots))
    count, width = len(asked.known.numbers), len(asked.slots)
    known = spots.only(spots.slots < count)
    pieces = _counted(known.pieces * count + known.slots, (len(said.begins), count))
    whole = np.add.reduceat(pieces, said.first, axis=0)
    told = pieces.take(said.texts, axis=0)
    sizes = np.add.reduceat(said.sizes, said.first) - said.sizes.take(said.texts)
    earned_asked = (whole - told) / long(sizes, index.usual_asked)[:, None]
    earned = ASKED * earned_asked + told / long(said.text_sizes, index.usual_text)[:, None]
    bearing = known.only(asked.bears.take(known.slots))
    cells = spots.table[3] * width + spots.slots
    return Candidates(
        asked=asked,
        passages=passages,
        alike=alike,
        said=said,
        phrasings=pieces[said.is_phrasing],
        begins=said.first - np.arange(len(passages)),
        whole=whole,
        forms_asked=_marked(cells[said.is_phrasing.take(spots.pieces)], (len(passages), width)),
        forms_said=_marked(cells, (len(passages), width)),
        earned=earned.astype(np.float32),
        earned_asked=earned_asked.astype(np.float32),
        held=known.side_by_side(asked.pairs, len(passages)),
        bearing_held=bearing.counted((said.terms >= index.vocabulary.stop).cumsum()).side_by_side(
            asked.bearing_pairs, len(passages)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Spots:
    """Where slots of the question stand, in the order of the text."""

    table: Numbers
    """Of shape (4, n_spots): places in the terms said, slots, pieces, and which candidate each belongs to."""

    @property
    def slots(self) -> Numbers:
        """Of shape (n_spots,)."""
        return self.table[1]

    @property
    def pieces(self) -> Numbers:
        """Of shape (n_spots,)."""
        return self.table[2]

    def only(self, kept: Flags) -> _Spots:
        """Some of them."""
        return _Spots(self.table.compress(kept, axis=1))

    def counted(self, numbering: Numbers) -> _Spots:
        """The same, with the places counted anew."""
        return _Spots(np.concatenate([numbering.take(self.table[:1]), self.table[1:]]))

    def side_by_side(self, asked: Neighbours, candidates: int) -> Flags:
        """Which pairs stand side by side in one piece, of shape (n_candidates, n_pairs)."""
        held = np.zeros((candidates, len(asked.weights)), bool)
        if len(asked.weights) and self.table.shape[1] > 1:
            places, slots, pieces, owners = self.table
            follow = (places[1:] - places[:-1] == 1) & (pieces[1:] == pieces[:-1])
            left = follow.nonzero()[0]
            pair = asked.numbers[slots.take(left), slots.take(left + 1)]
            wanted = pair >= 0
            held[owners.take(left[wanted]), pair[wanted]] = True
        return held


def _spots(said: Said, slots: npt.NDArray[np.int16]) -> _Spots:
    """Where slots stand, given the slot of each term of the vocabulary."""
    found = slots.take(said.terms)
    places = (found >= 0).nonzero()[0]
    pieces = said.begins.searchsorted(places, "right") - 1
    return _Spots(np.array([places, found.take(places), pieces, said.owners.take(pieces)]))


def _counted(cells: Numbers, shape: tuple[int, int]) -> Numbers:
    """How often each cell of a table is named."""
    return np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)


def _marked(cells: Numbers, shape: tuple[int, int]) -> Flags:
    """Which cells of a table are named."""
    table = np.zeros(shape[0] * shape[1], bool)
    table[cells] = True
    return table.reshape(shape)
