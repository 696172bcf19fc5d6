"""The passages worth a closer look, and what the signals need to know of the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval import text
from retrieval.index import Index
from retrieval.letters import trigrams
from retrieval.records import Floats, Ints, Query
from retrieval.rows import Gathered

SHORT, LONG = 4, 12
"""Terms up to which a question tells no story, and from which on it tells nothing but one."""
MOST = 30
"""Candidates that each of the two searches gives: enough that the right passage is hardly ever missed."""


@dataclass(frozen=True, slots=True)
class Said:
    """All words of a question, those without a meaning of their own included, as vectors."""

    terms: tuple[str, ...]
    """Different terms, in their order."""
    odds: Floats
    """Of shape (n_said,): idf of BM25 of the words that the question holds, 0 elsewhere."""
    weights: Floats
    """Of shape (n_terms,): the same of each of `terms`, unknown ones included."""
    pairs: Floats
    """Of shape (n_said_pairs,): idf of the question's neighbouring words, 0 elsewhere."""
    near: Ints
    """Of shape (n_near,), ascending: the words of the content that look like any of `terms`."""
    likeness: Floats
    """Of shape (n_terms, n_near): how much each of them looks like each term, 0 below what counts."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The passages found by words for one question, with the question as vectors."""

    query: Query
    passages: Ints
    """Of shape (n,): numbers of passages: by words that carry meaning, then by all words."""
    alike: npt.NDArray[np.bool_]
    """Of shape (n,): whether the passage has a phrasing of exactly the question's words."""
    phrasings: Ints
    """Of shape (m,): numbers of all phrasings of these passages, passage after passage."""
    begins: Ints
    """Of shape (n,): where each passage's phrasings begin in `phrasings`."""
    likeness: Floats
    """Of shape (m,): cosine of each phrasing's words with the question's."""
    letter_likeness: Floats
    """Of shape (m,): cosine of each phrasing's letter trigrams with the question's."""
    said_likeness: Floats
    """Of shape (m,): cosine of all of each phrasing's words with all of the question's."""
    text_words: Gathered
    """TF-IDF rows of all that the passages say."""
    asked_said: Gathered
    """BM25 rows of all words of the passages' phrasings."""
    text_said: Gathered
    """BM25F rows of all words that the passages say."""
    words: Floats
    """Of shape (n_terms,): the question's TF-IDF vector."""
    odds: Floats
    """Of shape (n_terms,): idf of BM25 of the terms that the question holds, 0 elsewhere."""
    pairs: Floats
    """Of shape (n_pairs,): idf of the neighbouring terms of the question, 0 elsewhere."""
    said: Said


def candidates(query: Query, index: Index) -> Candidates | None:
    """The candidates for a question; None when no passage shares a word with it."""
    numbers, weights = index.vocabulary.vector(query.terms)
    rare = index.vocabulary.rarity[numbers] ** _story(query)
    weights = np.asarray(weights * rare / (float(np.linalg.norm(weights * rare)) or 1.0), np.float32)
    typed = index.every_word.terms(query.words)
    said_numbers, said_weights = index.said.vector(typed)
    said_odds = index.said.odds(said_numbers, len(index.passages))
    alike = index.asked_alike(query.words)
    passages = _together(
        index.postings.best(numbers, weights, MOST)[0],
        index.said_postings.best(said_numbers, said_odds, MOST)[0],
        alike,
    )
    if not len(passages):
        return None
    phrasings, begins = _members(index.first, passages)
    pairs, _ = index.pairs.vector(text.pairs(query.terms))
    words = index.vocabulary.dense(numbers, weights)
    letters = index.trigrams.dense(*index.trigrams.vector(trigrams(query.terms)))
    return Candidates(
        query=query,
        passages=passages,
        alike=np.isin(passages, alike),
        phrasings=phrasings,
        begins=begins,
        likeness=index.phrasing_words.dots(phrasings, words),
        letter_likeness=index.phrasing_letters.dots(phrasings, letters),
        said_likeness=index.phrasing_said.dots(phrasings, index.said.dense(said_numbers, said_weights)),
        text_words=index.text_words.gathered(passages),
        asked_said=index.asked_said.gathered(passages),
        text_said=index.text_said.gathered(passages),
        words=words,
        odds=index.vocabulary.dense(numbers, index.vocabulary.odds(numbers, len(index.passages)) * rare),
        pairs=index.pairs.dense(pairs, index.pairs.idf[pairs]),
        said=_said(typed, said_numbers, said_odds, index),
    )


def _said(typed: Sequence[str], numbers: list[int], odds: Floats, index: Index) -> Said:
    """All words of a question; `numbers` and `odds` are of the known ones, each once, in their order."""
    terms = tuple(dict.fromkeys(typed))
    weight = dict(zip(numbers, odds, strict=True))
    pairs, _ = index.said_pairs.vector(text.pairs(typed))
    near, likeness = _near(terms, index)
    known = (index.said.numbers.get(term, -1) for term in terms)
    return Said(
        terms=terms,
        odds=index.said.dense(numbers, odds),
        weights=np.array([weight.get(number, index.absent_odds) for number in known], np.float32),
        pairs=index.said_pairs.dense(pairs, index.said_pairs.idf[pairs]),
        near=near,
        likeness=likeness,
    )


def _near(terms: Sequence[str], index: Index) -> tuple[Ints, Floats]:
    """The words of the content that look like some terms, and how much; a known term looks like itself."""
    found = [_forms(term, index) for term in terms]
    near = np.unique(np.concatenate([words for words, _ in found] or [np.zeros(0, np.int32)]))
    likeness = np.zeros((len(terms), len(near)), np.float32)
    for number, (words, alike) in enumerate(found):
        likeness[number, np.searchsorted(near, words)] = alike
    return near.astype(np.int32), likeness


def _forms(term: str, index: Index) -> tuple[Ints, Floats]:
    words, likeness = index.forms.near(term)
    if len(words) or term not in index.said:
        return words, likeness
    return np.array([index.said.numbers[term]], np.int32), np.ones(1, np.float32)


def _together(*found: Ints) -> Ints:
    """All passages found, each once, in the order of the searches."""
    return np.array(list(dict.fromkeys(np.concatenate(found).tolist())), np.int32)


def _story(query: Query) -> float:
    """How much of a story a question tells, in [0, 1]: nothing up to 4 terms, all of it from 12 on.

    In a short question each word is meant; in a long one everyday words are the story around it, and
    count by their rarity in the language.
    """
    terms = len(query.terms) + len(query.unknown)
    return min(1.0, max(0.0, (terms - SHORT) / (LONG - SHORT)))


def _members(first: Ints, passages: Ints) -> tuple[Ints, Ints]:
    counts = first[passages + 1] - first[passages]
    begins = np.cumsum(counts) - counts
    numbers = np.arange(counts.sum()) + np.repeat(first[passages] - begins, counts)
    return numbers.astype(np.int32), begins.astype(np.int32)
