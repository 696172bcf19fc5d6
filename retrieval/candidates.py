"""The passages worth a closer look, and how often they say what the question asks for."""

from __future__ import annotations

import math
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from retrieval.asked import Asked, asked_of
from retrieval.bm25 import ASKED, long
from retrieval.index import Index, Slots
from retrieval.records import Floats, Ints, Query
from retrieval.rows import Numbers, Said
from retrieval.vocabulary import Counts

MOST = 30
"""Candidates that the search gives: enough that the right passage is hardly ever missed."""
MEANT = 10
"""Candidates that are nearest by what they mean."""

Flags: TypeAlias = npt.NDArray[np.bool_]


class Candidates(NamedTuple):
    """The passages found for one question, and where they say its words."""

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
    held: Floats
    """Of shape (n, n_pairs): 1 where the question's neighbouring words stand side by side, else 0."""
    bearing_held: Floats
    """The same of the words that carry meaning, when all others are left out."""
    meant: Floats | None
    """Of shape (n, 2): how near each is to what the question means, as `Meaning.near` tells it; None when
    they were found by words alone."""

    @property
    def query(self) -> Query:
        """The question."""
        return self.asked.query


def search(known: Counts, index: Index, most: int = MOST) -> Ints:
    """Numbers of the passages that hold most of some terms, best first."""
    weights = index.vocabulary.units(known.numbers)
    return index.postings.best(known.numbers.tolist(), weights.tolist(), most)[0]


def candidates(query: Query, index: Index) -> Candidates | None:
    """The candidates for a question; None when no passage shares a word with it, or means anything alike."""
    asked = asked_of(query, index)
    passages = search(asked.known, index)
    alike = index.asked_alike(query.words)
    meant = index.meant(query.read_as) if query.words else None  # signs alone ask nothing
    for more in (alike, () if meant is None else _nearest(meant)):
        if len(more):
            passages = np.concatenate([passages, more[~np.isin(more, passages)]])
    if not len(passages):
        return None
    is_alike = np.isin(passages, alike) if len(alike) else np.zeros(len(passages), bool)
    return _looked_at(asked, passages, is_alike, meant, index)


def _nearest(meant: Floats) -> Ints:
    """Numbers of the passages that are nearest to what a question means, ascending."""
    best = np.maximum(*meant.T)  # a fortieth of the time of a maximum along the axis
    if len(best) > MEANT:
        return np.sort(np.argpartition(best, -MEANT)[-MEANT:]).astype(np.int32)
    return np.arange(len(best), dtype=np.int32)


def _looked_at(asked: Asked, passages: Ints, alike: Flags, meant: Floats | None, index: Index) -> Candidates:
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
    held, bearing_held = _side_by_side(spots, is_known, asked, n)
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
        held=held,
        bearing_held=bearing_held,
        meant=None if meant is None else meant.take(passages, axis=0),
    )


class _Spots(NamedTuple):
    """Where slots of the question stand, in the order of the text; all of shape (n_spots,)."""

    places: Numbers
    """Among all terms said, with a gap before each piece."""
    bearing: Numbers
    """The same, counting only the terms that carry meaning."""
    slots: Numbers
    pieces: Numbers
    owners: Numbers
    """Which candidate each belongs to."""


def _spots(said: Said, slots: Slots, stop: int) -> _Spots:
    """Where slots stand, given the slot of each term, and how many terms are of stop words."""
    found = slots.take(said.terms)
    places = (found >= 0).nonzero()[0]
    pieces = said.begins.searchsorted(places, "right") - 1
    bearing = (said.terms >= stop).cumsum(dtype=np.int32).take(places)  # in half the time of wider numbers
    return _Spots(
        places=places + pieces,
        bearing=bearing + pieces,
        slots=found.take(places).astype(np.int64),
        pieces=pieces,
        owners=said.owners.take(pieces),
    )


def _side_by_side(spots: _Spots, is_known: Flags, asked: Asked, candidates: int) -> tuple[Floats, Floats]:
    """`Candidates.held` and `Candidates.bearing_held`: which pairs stand at neighbouring places.

    Both kinds are looked up at once.
    """
    pairs, width = asked.pairs, len(asked.known.numbers) + 1
    known = is_known.nonzero()[0]
    bears = known.compress(asked.bears.take(spots.slots.take(known)))
    near, near_bearing = _followed(spots.places), _followed(spots.bearing.take(bears))
    left = np.concatenate([near, bears.take(near_bearing)])
    right = np.concatenate([near + 1, bears.take(near_bearing + 1)])
    slots = np.minimum(spots.slots, width - 1)
    cells = slots.take(left) * width + slots.take(right)
    cells[len(near) :] += width * width
    first, columns = len(pairs.weights) + 1, len(pairs.weights) + len(pairs.bearing_weights) + 1
    held = np.zeros(candidates * columns, np.float32)
    held[spots.owners.take(left) * columns + pairs.numbers.take(cells)] = 1
    table = held.reshape(candidates, columns)
    return table[:, 1:first], table[:, first:]  # the first column took what is no pair


def _followed(places: Numbers) -> Numbers:
    """Which of some ascending places have a neighbour behind them."""
    return (places[1:] - places[:-1] == 1).nonzero()[0]


def _counted(cells: Numbers, shape: tuple[int, ...]) -> Numbers:
    """How often each cell of a table is named."""
    return np.bincount(cells, minlength=math.prod(shape)).reshape(shape)
