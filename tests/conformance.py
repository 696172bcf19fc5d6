"""What every back end of the search must answer alike: corpora, questions, and the answers by brute force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Protocol, TypeAlias

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]


class Searches(Protocol):
    """What a back end offers."""

    def best(self, terms: Sequence[int], weights: Sequence[int], most: int) -> tuple[Array, Array]: ...


class Asked(NamedTuple):
    """A question, as the encoder hands it to a back end."""

    terms: Sequence[int]
    weights: Sequence[int]
    most: int


class Answer(NamedTuple):
    """Numbers of passages with their scores, best first."""

    passages: list[int]
    scores: list[int]


@dataclass(frozen=True)
class Corpus:
    """Passages by terms, as the postings lie."""

    ptr: Array
    ids: Array
    impacts: Array
    passages: int

    @property
    def terms(self) -> int:
        """How many terms there are, with postings or without."""
        return len(self.ptr) - 1


def corpus_of(impacts: Array) -> Corpus:
    """The postings of a dense matrix of shape (n_passages, n_terms); 0 is no posting."""
    terms, ids = np.nonzero(impacts.T)
    ptr = np.concatenate([[0], np.cumsum(np.bincount(terms, minlength=impacts.shape[1]))])
    return Corpus(ptr, ids.astype(np.int32), impacts.T[terms, ids].astype(np.uint8), len(impacts))


def expected(corpus: Corpus, asked: Asked) -> Answer:
    """The answer by brute force: add everything up, sort everything."""
    scores = np.zeros(corpus.passages, np.int64)
    for term, weight in zip(asked.terms, asked.weights, strict=True):
        for posting in range(corpus.ptr[term], corpus.ptr[term + 1]):
            scores[corpus.ids[posting]] += weight * int(corpus.impacts[posting])
    order = sorted(range(corpus.passages), key=lambda passage: (-scores[passage], passage))
    best = [passage for passage in order if scores[passage] > 0][: asked.most]
    return Answer(best, [int(scores[passage]) for passage in best])


def answer(search: Searches, asked: Asked) -> Answer:
    """What a back end answers; its arrays are of whole numbers."""
    passages, scores = search.best(*asked)
    assert (passages.dtype.name, scores.dtype.kind) == ("int32", "i")
    return Answer(passages.tolist(), scores.tolist())


@dataclass(frozen=True)
class Dense:
    """Brute force where Python loops would take too long: the whole sum in memory."""

    corpus: Corpus

    def best(self, terms: Sequence[int], weights: Sequence[int], most: int) -> tuple[Array, Array]:
        """The best passages."""
        scores = np.zeros(self.corpus.passages, np.int64)
        for term, weight in zip(terms, weights, strict=True):
            stretch = slice(self.corpus.ptr[term], self.corpus.ptr[term + 1])
            scores[self.corpus.ids[stretch]] += weight * self.corpus.impacts[stretch].astype(np.int64)
        found = np.argsort(-scores, kind="stable")[: max(most, 0)].astype(np.int32)
        found = found[scores[found] > 0]
        return found, scores[found]


_EYE: Final = np.eye(5, dtype=np.int64)
CORPORA: Final = {
    "one passage a term": corpus_of(_EYE * 7),
    "ties": corpus_of(np.full((9, 2), 3)),
    "duplicates": corpus_of(np.tile([[1, 0, 200, 9], [0, 255, 1, 9]], (6, 1))),
    "a term without postings": corpus_of(np.array([[4, 0, 1], [2, 0, 255]])),
    "a passage without terms": corpus_of(np.array([[0, 0], [1, 2], [0, 0]])),
    "no posting at all": corpus_of(np.zeros((3, 2), np.int64)),
    "the highest impact everywhere": corpus_of(np.full((300, 60), 255)),
    "another order by the rarer term": corpus_of(np.array([[50, 10], [51, 9], [1, 0], [0, 1], [0, 1]])),
    "an equal that the rarer term puts last": corpus_of(np.array([[5, 0], [5, 10], [6, 9], [0, 1], [0, 1]])),
}


def questions(corpus: Corpus) -> Iterator[Asked]:
    """The questions that go wrong first."""
    every = range(corpus.terms)
    yield Asked([], [], 10)
    yield Asked([0], [0], 10)
    yield Asked([0], [1], 1)
    yield Asked([0], [4_000], corpus.passages + 10)
    for most in (1, 2, 3):
        yield Asked(list(every), [1] * corpus.terms, most)
    yield Asked(list(reversed(every)), [4_000] * corpus.terms, corpus.passages)
    yield Asked(list(every), [term % 2 for term in every], 2**31)


@st.composite
def drawn(draw: st.DrawFn) -> tuple[Corpus, list[Asked]]:
    """A small corpus, mostly of few different impacts so that there are ties, with questions."""
    shape = draw(st.tuples(st.integers(1, 12), st.integers(1, 6)))
    impact = draw(st.sampled_from([st.integers(0, 2), st.integers(0, 255)]))
    cells = draw(st.lists(impact, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]))
    corpus = corpus_of(np.array(cells, np.int64).reshape(shape))
    one = st.lists(st.integers(0, shape[1] - 1), unique=True).flatmap(_weighted)
    return corpus, draw(st.lists(one, min_size=1, max_size=6))


def _weighted(terms: list[int]) -> st.SearchStrategy[Asked]:
    weight = st.one_of(st.integers(0, 3), st.integers(0, 4_000))
    weights = st.lists(weight, min_size=len(terms), max_size=len(terms))
    return st.builds(Asked, st.just(terms), weights, st.integers(1, 15))


@dataclass(frozen=True)
class Language:
    """A corpus whose words are as unevenly spread as those of a language, with questions about it."""

    corpus: Corpus
    asked: list[Asked]


def spoken(passages: int, questions: int, powers: Sequence[float] = (2.0,), seed: int = 0) -> Language:
    """A corpus of about 60 distinct words a passage, by Zipf's law.

    Parameters
    ----------
    powers : sequence of float
        Of a word's rarity in its weight, for one question after the other: 2 as in TF-IDF, 1 as in BM25,
        where common words count for more.
    """
    chance, terms = np.random.default_rng(seed), max(passages, 20_000)
    shares = np.cumsum(1 / np.arange(3.0, terms + 3))
    words = np.searchsorted(shares / shares[-1], chance.random((passages, 66)))
    owners, held = np.divmod(np.unique(words + np.arange(passages)[:, None] * terms), terms)
    order = np.argsort(held, kind="stable")
    sizes = np.bincount(held, minlength=terms)
    impacts = chance.integers(40, 256, len(held)).astype(np.uint8)
    ptr = np.concatenate([[0], np.cumsum(sizes)])
    rarity = np.log((passages + 1) / np.maximum(sizes, 1))
    weights = [np.maximum((rarity / rarity.max()) ** power * 4_000, 1).astype(np.int64) for power in powers]
    asked = [_question(words, weights[number % len(weights)], chance) for number in range(questions)]
    return Language(Corpus(ptr, owners[order].astype(np.int32), impacts, passages), asked)


def _question(words: Array, weights: Array, chance: np.random.Generator) -> Asked:
    """Six words of one passage, and up to three of the most common ones."""
    own = chance.choice(words[chance.integers(len(words))], 6)
    terms = np.unique([*own, *chance.integers(0, 20, 3)])
    return Asked(terms.tolist(), weights[terms].tolist(), 10)
