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

KEYWORDS = 3
"""Words of a question that count as its keywords; a story told around them adds others."""
SHORT, LONG = 4, 12
"""Terms up to which a question tells no story, and from which on it tells nothing but one."""
MOST = 30
"""Candidates looked at: enough that the right passage is hardly ever missed, few enough to be cheap."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The passages found by words for one question, with the question as vectors."""

    query: Query
    passages: Ints
    """Of shape (n,): numbers of passages, best first by word TF-IDF."""
    scores: Floats
    """Of shape (n,): that TF-IDF score."""
    alike: npt.NDArray[np.bool_]
    """Of shape (n,): whether the passage has a phrasing of exactly the question's words."""
    phrasings: Ints
    """Of shape (m,): numbers of all phrasings of these passages, passage after passage."""
    begins: Ints
    """Of shape (n,): where each passage's phrasings begin in `phrasings`."""
    phrasing_words: Gathered
    """TF-IDF rows of those phrasings."""
    likeness: Floats
    """Of shape (m,): cosine of each phrasing's words with the question's."""
    letter_likeness: Floats
    """Of shape (m,): cosine of each phrasing's letter trigrams with the question's."""
    asked_words: Gathered
    """TF-IDF rows of the passages' phrasings together."""
    text_words: Gathered
    """TF-IDF rows of all that the passages say."""
    sentence_words: Gathered
    """Rows of all sentences of these passages, passage after passage."""
    sentence_begins: Ints
    """Of shape (n,): where each passage's sentences begin among them."""
    words: Floats
    """Of shape (n_terms,): the question's TF-IDF vector."""
    idf: Floats
    """Of shape (n_terms,): idf of the terms that the question holds, 0 elsewhere."""
    telling: Floats
    """Of shape (n_terms,): the same times the term's rarity in the language at large."""
    pairs: Floats
    """Of shape (n_pairs,): idf of the neighbouring terms of the question, 0 elsewhere."""
    keywords: Floats
    """Of shape (n_terms,): `telling` of the few most telling words of the question, 0 elsewhere."""
    unknown_keywords: float
    """What is lost of the weight of the most telling words, since the content does not know them."""
    unknown_idf: float
    """Idf that the question's unknown words would have together."""
    unknown_telling: float
    """The same with each word times its rarity."""


def candidates(query: Query, index: Index) -> Candidates | None:
    """The candidates for a question; None when no passage shares a word that carries meaning with it."""
    numbers, weights = index.vocabulary.vector(query.terms)
    rare = index.vocabulary.rarity[numbers] ** _story(query)
    weights = np.asarray(weights * rare / (float(np.linalg.norm(weights * rare)) or 1.0), np.float32)
    passages, scores = index.postings.best(numbers, weights, MOST)
    alike = index.asked_alike(query.words)
    passages, scores = _with(passages, scores, alike)
    if not len(passages):
        return None
    phrasings, begins = _members(index.first, passages)
    sentences, sentence_begins = _members(index.first_sentence, passages)
    pairs, _ = index.pairs.vector(text.pairs(query.terms))
    absent = float(np.log(1 + len(index.passages)) + 1)
    idf = np.zeros(len(index.vocabulary), np.float32)
    idf[numbers] = index.vocabulary.idf[numbers]
    telling = idf * index.vocabulary.rarity
    idf[numbers] *= rare
    strange = [index.spelling.rarity(word) * absent for word in query.unknown]
    keywords, unknown_keywords = _keywords(telling, strange)
    words = index.vocabulary.dense(numbers, weights)
    letters = index.trigrams.dense(*index.trigrams.vector(trigrams(query.terms)))
    phrasing_words = index.phrasing_words.gathered(phrasings)
    return Candidates(
        query=query,
        passages=passages,
        scores=scores,
        alike=np.isin(passages, alike),
        phrasings=phrasings,
        begins=begins,
        phrasing_words=phrasing_words,
        likeness=phrasing_words.dots(words),
        letter_likeness=index.phrasing_letters.dots(phrasings, letters),
        asked_words=index.asked_words.gathered(passages),
        text_words=index.text_words.gathered(passages),
        sentence_words=index.sentence_words.gathered(sentences),
        sentence_begins=sentence_begins,
        words=words,
        idf=idf,
        pairs=index.pairs.dense(pairs, index.pairs.idf[pairs]),
        telling=telling,
        keywords=keywords,
        unknown_keywords=unknown_keywords,
        unknown_idf=len(query.unknown) * absent,
        unknown_telling=sum(strange),
    )


def _with(passages: Ints, scores: Floats, alike: Ints) -> tuple[Ints, Floats]:
    """The candidates, and those behind them that ask in exactly the question's words."""
    missing = alike[~np.isin(alike, passages)]
    least = np.full(len(missing), scores[-1] if len(scores) else 1.0, np.float32)
    return np.concatenate([passages, missing]).astype(np.int32), np.concatenate([scores, least])


def _story(query: Query) -> float:
    """How much of a story a question tells, in [0, 1]: nothing up to 4 terms, all of it from 12 on.

    In a short question each word is meant; in a long one everyday words are the story around it, and
    count by their rarity in the language.
    """
    terms = len(query.terms) + len(query.unknown)
    return min(1.0, max(0.0, (terms - SHORT) / (LONG - SHORT)))


def _keywords(telling: Floats, strange: Sequence[float]) -> tuple[Floats, float]:
    """The weights of the most telling words: those that the content knows, and the sum of the others."""
    least = min(sorted((*telling[telling > 0].tolist(), *strange), reverse=True)[:KEYWORDS], default=0.0)
    kept = np.where(telling >= least, telling, 0).astype(np.float32)
    return kept, sum(weight for weight in strange if weight >= least)


def _members(first: Ints, passages: Ints) -> tuple[Ints, Ints]:
    counts = first[passages + 1] - first[passages]
    begins = np.cumsum(counts) - counts
    numbers = np.arange(counts.sum()) + np.repeat(first[passages] - begins, counts)
    return numbers.astype(np.int32), begins.astype(np.int32)
