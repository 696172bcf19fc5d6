"""The passages worth a closer look, and how often they say what the question asks for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from retrieval.asked import Asked, Neighbours, asked_of
from retrieval.bm25 import ASKED, long
from retrieval.index import Index, Slots
from retrieval.records import Floats, Ints, Query
from retrieval.rows import Numbers, Said
from retrieval.vocabulary import Counts

MOST = 30
"""Candidates that the search gives: enough that the right passage is hardly ever missed."""

Flags: TypeAlias = npt.NDArray[np.bool_]


class Candidates(NamedTuple):
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
    forms: Flags
    """Of shape (2, n, n_slots): whether each slot stands anywhere in a passage; in any of its phrasings."""
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
    spots = _spots(said, index.slots(asked.slots), index.vocabulary.stop)
    n, width, count = len(passages), len(asked.slots), len(asked.known.numbers)
    asking, is_known = said.is_phrasing.take(spots.pieces), spots.slots < count
    cells = spots.owners * width + spots.slots
    tables = _counted(np.concatenate([cells, cells.compress(asking) + n * width]), (2, n, width))
    whole, of_asked = tables[:, :, :count]
    sizes = said.begins.take(said.texts) - said.begins.take(said.first)
    earned_asked = of_asked / long(sizes, index.usual_asked)[:, None]
    earned = ASKED * earned_asked + (whole - of_asked) / long(said.text_sizes, index.usual_text)[:, None]
    places = (spots.pieces - spots.owners) * count + spots.slots
    known = spots.only(is_known)
    bearing = known.only(asked.bears.take(known.slots))
    return Candidates(
        asked=asked,
        passages=passages,
        alike=alike,
        said=said,
        phrasings=_counted(places.compress(asking & is_known), (len(said.phrasings), count)),
        begins=said.first - np.arange(n),
        whole=whole,
        forms=tables > 0,
        earned=earned.astype(np.float32),
        earned_asked=earned_asked.astype(np.float32),
        held=known.side_by_side(known.places, asked.pairs, n),
        bearing_held=bearing.side_by_side(bearing.bearing, asked.bearing_pairs, n),
    )


@dataclass(frozen=True, slots=True)
class _Spots:
    """Where slots of the question stand, in the order of the text."""

    table: Numbers
    """Of shape (5, n_spots): two kinds of places, slots, pieces, and which candidate each belongs to."""

    @property
    def places(self) -> Numbers:
        """Of shape (n_spots,): among all terms said, with a gap before each piece."""
        return self.table[0]

    @property
    def bearing(self) -> Numbers:
        """Of shape (n_spots,): the same, counting only the terms that carry meaning."""
        return self.table[1]

    @property
    def slots(self) -> Numbers:
        """Of shape (n_spots,)."""
        return self.table[2]

    @property
    def pieces(self) -> Numbers:
        """Of shape (n_spots,)."""
        return self.table[3]

    @property
    def owners(self) -> Numbers:
        """Of shape (n_spots,)."""
        return self.table[4]

    def only(self, kept: Flags) -> _Spots:
        """Some of them."""
        return _Spots(self.table.compress(kept, axis=1))

    def side_by_side(self, places: Numbers, asked: Neighbours, candidates: int) -> Flags:
        """Which pairs stand at neighbouring places, of shape (n_candidates, n_pairs)."""
        held = np.zeros((candidates, len(asked.weights) + 1), bool)
        left = (places[1:] - places[:-1] == 1).nonzero()[0]
        pair = asked.numbers[self.slots.take(left), self.slots.take(left + 1)]
        held[self.owners.take(left), pair] = True
        return held[:, 1:]  # the first column took what is no pair


def _spots(said: Said, slots: Slots, stop: int) -> _Spots:
    """Where slots stand, given the slot of each term, and how many terms are of stop words."""
    found = slots.take(said.terms)
    places = (found >= 0).nonzero()[0]
    pieces = said.begins.searchsorted(places, "right") - 1
    bearing = (said.terms >= stop).cumsum(dtype=np.int32).take(places)  # in half the time of wider numbers
    table = np.array([places, bearing, found.take(places), pieces, said.owners.take(pieces)])
    table[:2] += pieces
    return _Spots(table)


def _counted(cells: Numbers, shape: tuple[int, ...]) -> Numbers:
    """How often each cell of a table is named."""
    return np.bincount(cells, minlength=math.prod(shape)).reshape(shape)
