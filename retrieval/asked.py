"""A query as numbers: what each of its words weighs, and which words of the content stand for it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retrieval.forms import STEPS
from retrieval.index import Index
from retrieval.pairs import BEARING, EVERY, paired
from retrieval.records import Floats, Ints, Query
from retrieval.vocabulary import Counts, repeated

SHORT, LONG = 4, 12
"""Terms up to which a question tells no story, and from which on it tells nothing but one."""


class Alike(NamedTuple):
    """The slots that stand for each term of a question: itself, and what looks like it."""

    slots: Ints
    """Of shape (n,): term after term."""
    likeness: Floats
    """Of shape (n,): how much each looks like its term, in (0, 1]."""
    begins: Ints
    """Of shape (n_terms,): where each term's slots begin; terms without any are left out."""
    odds: Floats
    """Of shape (n_terms,): idf of BM25 of these terms."""


class Neighbours(NamedTuple):
    """The neighbouring terms of a question, and those among its terms that carry meaning."""

    numbers: Ints
    """Of shape (2, n_known + 1, n_known + 1): number of the pair that two slots are, from 1; 0 for none.

    First of all terms, then of those that carry meaning. The last slot stands for all that are not known.
    """
    weights: Floats
    """Of shape (n_pairs,): of all terms."""
    bearing_weights: Floats
    """Of shape (n_bearing_pairs,): of the terms that carry meaning."""


class Asked(NamedTuple):
    """The terms of a question over the vocabulary.

    A *slot* is a term of the content that counts: the question's known terms first, then those that look like
    them. All slots are numbered from 0.
    """

    query: Query
    known: Counts
    """The question's terms that the content knows."""
    slots: Ints
    """Of shape (n_slots,): numbers of terms; the first ones are those of `known`."""
    heard: Sequence[tuple[str, int]]
    """The question's words that carry meaning and that the content knows, each with the slot of its term."""
    letters: Floats
    """Of shape (n_known,): letters of the word that each comes from, and of the space behind it."""
    letters_said: int
    """The same of all words of the question together."""
    bears: npt.NDArray[np.bool_]
    """Of shape (n_known,): whether each known term carries meaning."""
    words: Floats
    """Of shape (n_known,): TF-IDF times idf, of the terms that carry meaning: what one said once adds to a
    cosine, before the passage's length is taken out."""
    all_words: Floats
    """Of shape (n_known,): the same of all terms."""
    odds: Floats
    """Of shape (n_known,): idf of BM25 of the terms that carry meaning, those of a story made less."""
    all_odds: Floats
    """Of shape (n_known,): the same of all terms, as they are."""
    most: float
    """What a passage that holds all terms that carry meaning often would earn under BM25."""
    all_most: float
    """The same of all terms."""
    alike: Alike
    pairs: Neighbours


def asked_of(query: Query, index: Index) -> Asked:
    """A query over the vocabulary of an index."""
    vocabulary, absent = index.vocabulary, index.absent_odds
    known = vocabulary.known(query.said)
    numbers = known.numbers
    place = {number: slot for slot, number in enumerate(numbers.tolist())}
    bears = numbers >= vocabulary.stop
    idf, odds = vocabulary.idf.take(numbers), vocabulary.odds.take(numbers)
    told = repeated(known.counts) * idf
    rare = vocabulary.rarity.take(numbers) ** np.float32(_story(query)) * bears
    unknown = [term for term in dict.fromkeys(query.said) if term not in vocabulary.numbers]
    slots, alike = _alike(place, unknown, odds, index)
    terms = {word: index.analyser.term(word) for word in query.words}
    letters = {terms[word]: len(word) + 1 for word in query.words}
    meant = {vocabulary.terms[number]: slot for number, slot in place.items() if number >= vocabulary.stop}
    return Asked(
        query=query,
        known=known,
        slots=slots,
        heard=[(word, meant[term]) for word, term in terms.items() if term in meant],
        letters=np.array([letters.get(vocabulary.terms[number], 0) for number in place], np.float32),
        letters_said=sum(letters.values()),
        bears=bears,
        words=_unit(told * rare) * idf,
        all_words=_unit(told) * idf,
        odds=odds * rare,
        all_odds=odds,
        most=float(odds @ rare) + len(query.unknown) * absent or 1.0,
        all_most=float(odds.sum()) + len(unknown) * absent or 1.0,
        alike=alike,
        pairs=_neighbours(query, place, index),
    )


def _unit(vector: Floats) -> Floats:
    """A vector made of length 1; one of zeros stays."""
    return vector / np.float32(math.sqrt(vector @ vector) or 1.0)


def _story(query: Query) -> float:
    """How much of a story a question tells, in [0, 1]: nothing up to 4 terms, all of it from 12 on.

    In a short question each word is meant; in a long one everyday words are the story around it, and
    count by their rarity in the language.
    """
    terms = len(query.terms) + len(query.unknown)
    return min(1.0, max(0.0, (terms - SHORT) / (LONG - SHORT)))


def _alike(
    place: Mapping[int, int], unknown: Sequence[str], odds: Floats, index: Index
) -> tuple[Ints, Alike]:
    """The slots of a question, and which of them stand for each of its terms."""
    slots = dict(place)
    found = [(index.forms.of(number), slot) for number, slot in place.items()]
    chosen: list[int] = []
    likeness: list[int] = []
    begins: list[int] = []
    weights = odds.tolist()
    for (near, alike), slot in found:
        begins.append(len(chosen))
        chosen += [slot, *(slots.setdefault(each, len(slots)) for each in near)]
        likeness += [STEPS, *alike]
    for near, alike in filter(all, map(index.forms.near, unknown)):
        begins.append(len(chosen))
        weights.append(index.absent_odds)
        chosen += [slots.setdefault(each, len(slots)) for each in near]
        likeness += alike
    return np.fromiter(slots, np.int32, len(slots)), Alike(
        slots=np.array(chosen, np.int32),
        likeness=np.array(likeness, np.float32) / np.float32(STEPS),
        begins=np.array(begins, np.int32),
        odds=np.array(weights, np.float32),
    )


def _neighbours(query: Query, place: Mapping[int, int], index: Index) -> Neighbours:
    """The neighbouring terms of a question."""
    numbers = index.vocabulary.numbers
    every, bearing = (
        _pairs([numbers.get(term, -1) for term in terms]) for terms in (query.said, query.terms)
    )
    hashes = [paired(*pair, EVERY) for pair in every] + [paired(*pair, BEARING) for pair in bearing]
    weights, width = index.pairs.weights(hashes), len(place) + 1
    cells = [place[left] * width + place[right] for left, right in every]
    cells += [(width + place[left]) * width + place[right] for left, right in bearing]
    table = np.zeros(2 * width * width, np.int32)
    for number, cell in enumerate(cells, start=1):
        table[cell] = number
    return Neighbours(table.reshape(2, width, width), weights[: len(every)], weights[len(every) :])


def _pairs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """The neighbours among some numbers of terms, each pair once; -1 is of no known term."""
    return [pair for pair in dict.fromkeys(pairwise(numbers)) if -1 not in pair]
