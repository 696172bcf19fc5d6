"""An index with some passages exchanged: all that is counted over the whole corpus stays as it was.

What a term weighs, how long a text usually is and which forms a known word has were found when the index was
built whole, and hold until it is built whole again. Everything else is as if it had been.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from retrieval.amendment import Amendment
from retrieval.analysis import Analysed, analysed
from retrieval.cells import Cells, cells_of, rows_of
from retrieval.forms import with_words
from retrieval.index import Index
from retrieval.language import of_stems
from retrieval.lines import Lines, as_lines
from retrieval.meaning.building import SOON, meaning_of
from retrieval.meaning.meaning import Meaning
from retrieval.meaning.vectors import Vectors
from retrieval.names import Names, names
from retrieval.passages import Spliced
from retrieval.postings import Bytes, Pointers, Postings
from retrieval.records import Ints
from retrieval.rows import Rows
from retrieval.spelling import with_counts
from retrieval.splice import Splice
from retrieval.stretches import bounds
from retrieval.vocabulary import Vocabulary, idf, odds


def amended(index: Index, amendment: Amendment) -> Index:
    """The index with the passages exchanged that an amendment names.

    It takes time by the size of the index, but a thousandth of what building it took; it is meant to answer
    until one is built whole.
    """
    passages = Splice.of(len(index.passages), amendment.gone, amendment.places)
    told = _numbered(analysed(amendment.added, index.analyser), index.vocabulary)
    cells = cells_of(told)
    vocabulary = _vocabulary(told, cells, index)
    rows = _Rows(passages, index.rows, rows_of(told, cells, vocabulary))
    phrasings = passages.parts(rows.before.first, rows.new.first)
    impacts = cells.impacts(index.usual_asked, index.usual_text)
    postings = index.postings
    assert isinstance(postings, Postings)  # an index that is searched elsewhere is amended there
    every = Spliced(index.passages, amendment.added, passages.order, dict(amendment.lines))
    return replace(
        index,
        content=replace(amendment.rest, passages=every),
        fingerprint=amendment.fingerprint,
        vocabulary=vocabulary,
        postings=_postings(postings, passages, cells, impacts, len(vocabulary)),
        rows=rows.joined(len(index.vocabulary), len(vocabulary)),
        wordings=rows.lines(index.wordings, as_lines(told.wordings)),
        sorted_terms=rows.lines(index.sorted_terms, as_lines(told.sorted_terms)),
        alike=_names(index.alike, names(told.wordings), phrasings),
        names=_names(index.names, names(passage.id for passage in amendment.added), passages),
        forms=with_words(index.forms, vocabulary.terms[len(index.vocabulary) :]),
        spelling=with_counts(index.spelling, told.words),
        meaning=index.meaning and _meaning(index.meaning, amendment, passages, index.language),
        amends=index,
    )


def _numbered(told: Analysed, vocabulary: Vocabulary) -> Analysed:
    """What passages say in the numbers of a vocabulary, new terms behind its own.

    A stop word that it lacks is left out: its number would have to be among the first.
    """
    new = [term for term in told.vocabulary[told.stop :] if term not in vocabulary]
    terms = (*vocabulary.terms, *new)
    places = vocabulary.numbers | {term: len(vocabulary) + place for place, term in enumerate(new)}
    table = np.array([*(places.get(term, -1) for term in told.vocabulary), len(terms)], np.int32)
    numbers = table[told.terms]
    return replace(
        told,
        vocabulary=terms,
        stop=vocabulary.stop,
        terms=numbers[numbers >= 0],
        ptr=bounds(numbers >= 0)[told.ptr],
    )


def _vocabulary(told: Analysed, cells: Cells, index: Index) -> Vocabulary:
    """The vocabulary with the new terms, weighed as if they had been there and the old ones as they were."""
    known, present = index.vocabulary, len(index.passages)
    new = told.vocabulary[len(known) :]
    frequency = np.bincount(cells.terms, minlength=len(told.vocabulary))[len(known) :]
    terms = set(new)
    words = [word for word in told.words if index.analyser.stem(word) in terms]
    rarities = of_stems({word: index.spelling.rarity(word) for word in words}, words, index.analyser)
    return Vocabulary(
        terms=told.vocabulary,
        stop=told.stop,
        idf=np.concatenate([known.idf, idf(frequency, present)]),
        odds=np.concatenate([known.odds, odds(frequency.astype(np.float64), present)]),
        rarity=np.concatenate(
            [known.rarity, np.array([rarities.get(term, 1.0) for term in new], np.float32)]
        ),
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """What passages say, before and in the new ones."""

    passages: Splice
    before: Rows
    new: Rows

    def joined(self, mark: int, new_mark: int) -> Rows:
        """All of it; the number that stands between sentences becomes another one."""
        before, new, joined = self.before, self.new, self.passages.joined
        pieces = before.first + np.arange(len(before.first)), new.first + np.arange(len(new.first))
        terms = before.terms.astype(new.terms.dtype)
        terms[terms == mark] = new_mark
        return Rows(
            terms=joined(terms, new.terms, (before.ptr.take(pieces[0]), new.ptr.take(pieces[1]))),
            ptr=bounds(joined(np.diff(before.ptr), np.diff(new.ptr), pieces)),
            first=bounds(joined(np.diff(before.first), np.diff(new.first))).astype(np.int32),
            text_sizes=joined(before.text_sizes, new.text_sizes),
            lengths=joined(before.lengths, new.lengths, pieces),
            text_lengths=joined(before.text_lengths, new.text_lengths),
        )

    def lines(self, before: Lines, new: Lines) -> Lines:
        """A text of each phrasing."""
        firsts = self.before.first, self.new.first
        begins = before.ptr.take(firsts[0]), new.ptr.take(firsts[1])
        sizes = self.passages.joined(np.diff(before.ptr), np.diff(new.ptr), firsts)
        return Lines(self.passages.joined(before.bytes, new.bytes, begins), bounds(sizes))


def _meaning(before: Meaning, amendment: Amendment, passages: Splice, language: str) -> Meaning | None:
    """What the passages mean afterwards; None when a model would have to read too much for that."""
    new = meaning_of(amendment.added, language, SOON)
    if new is None or new.vectors.model != before.vectors.model:
        return None
    begins, joined = (before.begins, new.begins), passages.joined
    sizes = joined(before.sizes, new.sizes)
    vectors, come, size = before.vectors, new.vectors, before.vectors.values.shape[1]
    # A splice joins along the last axis: each vector is taken for one thing.
    values = joined(vectors.values.view(f"V{size}")[:, 0], come.values.view(f"V{size}")[:, 0], begins)
    return replace(
        before,
        vectors=Vectors(
            vectors.model,
            values.view(np.int8).reshape(-1, size),
            joined(vectors.scales, come.scales, begins),
            joined(vectors.digests, come.digests, begins),
        ),
        parts=bounds(sizes.T.ravel())[:-1].astype(np.int32),
    )


def _names(before: Names, new: Names, splice: Splice) -> Names:
    """Texts by their hashes, with their places afterwards."""
    places = splice.moved().take(np.concatenate([before.owners, new.owners + np.int32(splice.present)]))
    hashes = np.concatenate([before.hashes, new.hashes])[places >= 0]
    places = places[places >= 0]
    order = np.lexsort((places, hashes))
    return Names(hashes[order], places[order])


def _postings(before: Postings, passages: Splice, cells: Cells, impacts: Bytes, terms: int) -> Postings:
    """The postings with those of the passages that are gone left out, and those of the new ones put in."""
    moved = passages.moved()
    dense = np.zeros((len(before.dense_terms), passages.new), np.uint8)
    column = np.full(terms, -1, np.int32)
    column[before.dense_terms] = np.arange(len(before.dense_terms))
    is_dense = column[cells.terms] >= 0
    dense[column[cells.terms[is_dense]], cells.passages[is_dense]] = impacts[is_dense]
    order = np.argsort(cells.terms[~is_dense], kind="stable")  # by passage they are ordered already
    ptr, ids, kept = _without(before, moved, terms)
    new = moved.take(cells.passages[~is_dense][order] + passages.present)
    of = cells.terms[~is_dense][order]
    places = _places(ptr, ids, of, new)
    return Postings(
        ptr=ptr + bounds(np.bincount(of, minlength=terms)),
        ids=np.insert(ids, places, new),
        impacts=np.insert(kept, places, impacts[~is_dense][order]),
        dense_terms=before.dense_terms,
        dense=passages.joined(before.dense, dense),
    )


def _without(before: Postings, moved: Ints, terms: int) -> tuple[Pointers, Ints, Bytes]:
    """Where each term's postings begin, their passages and impacts, once those of no passage are left out."""
    ids = moved.take(before.ids)
    gone = np.flatnonzero(ids < 0)
    ptr = before.ptr.astype(np.int64) - gone.searchsorted(before.ptr)
    ptr = np.concatenate([ptr, np.full(terms + 1 - len(ptr), ptr[-1])])
    return ptr, np.delete(ids, gone), np.delete(before.impacts, gone)


def _places(ptr: Pointers, ids: Ints, terms: Ints, passages: Ints) -> Pointers:
    """Where new postings go, given by term and passage and ordered so: each term's stay ascending."""
    found = np.empty(len(terms), np.int64)
    begins = np.flatnonzero(np.diff(terms, prepend=-1)).tolist()
    for begin, end in pairwise([*begins, len(terms)]):
        first, last = ptr[terms[begin]], ptr[terms[begin] + 1]
        found[begin:end] = first + ids[first:last].searchsorted(passages[begin:end])
    return found
