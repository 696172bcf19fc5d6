"""What speaks for each candidate: every signal is one function, computed for all candidates at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from retrieval.asked import Asked
from retrieval.bm25 import K1, K1_SAID, share
from retrieval.candidates import Candidates
from retrieval.index import Index
from retrieval.records import Floats, Ints, Query
from retrieval.rows import Numbers, maxima
from retrieval.vocabulary import repeated


@dataclass(frozen=True, slots=True)
class Compared:
    """The candidates, and how near each of their phrasings is to the question; of shape (n_phrasings,)."""

    found: Candidates
    index: Index
    cosines: Floats
    """Of all words with the question's."""
    ratios: Floats
    """Of letters, by rapidfuzz's `ratio`."""
    sorted_ratios: Floats
    """The same of the sorted terms that carry meaning."""
    shared: Floats
    """How much of the shorter text stands in the other one, in letters."""
    forms: Floats
    """Of shape (2, n): share of the question's weight that each candidate holds, and its phrasings alone.

    Each word counts in its most similar form.
    """

    def best(self, values: Floats) -> Floats:
        """The greatest value of the phrasings of each candidate, of shape (n,)."""
        return maxima(values, self.found.begins)

    def nearest(self) -> Ints:
        """The number of each candidate's phrasing that is nearest by words and letters, of shape (n,)."""
        near = self.cosines + self.ratios
        said = self.found.said
        is_best = near >= self.best(near).take(said.owners.compress(said.is_phrasing))
        return said.phrasings.take(_firsts(is_best, self.found.begins)).astype(np.int32)


def whole_text(told: Compared) -> Floats:
    """Cosine of the words with everything the passage says: the answer speaks of it."""
    found, words = told.found, told.found.asked.words
    return repeated(found.whole) @ words / found.said.text_lengths


def fuzzy(told: Compared) -> Floats:
    """The `ratio` of rapidfuzz with the nearest phrasing, words sorted: as a whole, the same question."""
    return told.best(told.sorted_ratios)


def wording(told: Compared) -> Floats:
    """The `ratio` of rapidfuzz with the nearest phrasing, grammar words and their order included."""
    return told.best(told.ratios)


def shared_words(told: Compared) -> Floats:
    """How much of the shorter text, question or phrasing, stands in the other: one may say much more."""
    return told.best(told.shared)


def bm25(told: Compared) -> Floats:
    """BM25F of phrasings and text, as a share of what the question could earn at most."""
    return share(told.found.earned, K1) @ told.found.asked.odds / np.float32(told.found.asked.most)


def said_bm25(told: Compared) -> Floats:
    """BM25F of all words: grammar words weigh next to nothing where all texts hold them, and else tell."""
    return (
        share(told.found.earned, K1_SAID) @ told.found.asked.all_odds / np.float32(told.found.asked.all_most)
    )


def asked_bm25(told: Compared) -> Floats:
    """BM25 of all words of the phrasings alone: some texts lead astray."""
    earned = share(told.found.earned_asked, K1)
    return earned @ told.found.asked.all_odds / np.float32(told.found.asked.all_most)


def said_phrasing(told: Compared) -> Floats:
    """Cosine of all words with the nearest phrasing, squared: half alike is much less than alike."""
    return told.best(told.cosines) ** 2


def forms_asked(told: Compared) -> Floats:
    """Share of the question's weight that the phrasings hold, each word in its most similar form."""
    return told.forms[1]


def forms_said(told: Compared) -> Floats:
    """The same of everything the passage says."""
    return told.forms[0]


def neighbours(told: Compared) -> Floats:
    """Share of the weight of the question's neighbouring words that stand side by side here too."""
    most = max(1, len(told.found.query.terms) - 1) * told.index.absent_idf
    return told.found.bearing_held @ told.found.asked.pairs.bearing_weights / np.float32(most)


def said_neighbours(told: Compared) -> Floats:
    """As `neighbours`, of all words: `how many` and `how much` ask for different things."""
    most = max(1, len(told.found.query.words) - 1) * told.index.absent_idf
    return told.found.held @ told.found.asked.pairs.weights / np.float32(most)


def turning_held(told: Compared) -> Floats:
    """Share of the words that turn the question which the passage holds; 1 without such words."""
    turning = told.found.query.turning
    if not turning:
        return np.ones(len(told.found.passages), np.float32)
    numbers = {told.index.vocabulary.numbers.get(term) for term in turning}
    wanted = [number in numbers for number in told.found.asked.known.numbers.tolist()]
    held = np.count_nonzero(told.found.whole.compress(wanted, axis=1), axis=1)
    return (held / len(turning)).astype(np.float32)


def meant(told: Compared) -> Floats:
    """Cosine of the sentence vectors of the question and of the nearest phrasing: the same in other words."""
    assert told.found.meant is not None  # `MEANING` is asked of candidates that were found so
    return np.maximum(told.found.meant[:, 0], 0)


def meant_text(told: Compared) -> Floats:
    """The same of the text or its nearest window: the answer is about what the question is about."""
    assert told.found.meant is not None
    return np.maximum(told.found.meant[:, 1], 0)


def meant_most(told: Compared) -> Floats:
    """The greater of the two: a passage may be asked for, or tell, what the question means."""
    return np.maximum(meant(told), meant_text(told))


SIGNALS: Final[Mapping[str, Callable[[Compared], Floats]]] = {
    signal.__name__: signal
    for signal in (
        whole_text,
        fuzzy,
        wording,
        shared_words,
        bm25,
        said_bm25,
        asked_bm25,
        said_phrasing,
        forms_asked,
        forms_said,
        neighbours,
        said_neighbours,
        turning_held,
    )
}
"""By name, in the order of the columns of a table of signals."""
MEANING: Final[Mapping[str, Callable[[Compared], Floats]]] = {
    signal.__name__: signal for signal in (meant, meant_text, meant_most)
}
"""Those that come behind them where a model tells what texts mean."""


@dataclass(frozen=True, slots=True)
class Signals:
    """All signals of all candidates, and the little that the weights depend on besides."""

    query: Query
    names: tuple[str, ...]
    """Of the signals: those of `SIGNALS`, maybe followed by those of `MEANING`."""
    passages: Ints
    """Of shape (n,): numbers of the candidates' passages."""
    alike: npt.NDArray[np.bool_]
    """Of shape (n,): whether the passage has a phrasing of exactly the question's words."""
    table: Floats
    """Of shape (n, n_signals), each in [0, 1]."""
    nearest: Ints
    """Of shape (n,): number of the phrasing nearest to the question."""
    asking: float
    """Share of the content's headings that are questions, in [0, 1]."""
    brevity: float
    """How short the content's answers are, in (0, 1]: 1 where they say nothing."""


def signals(found: Candidates, index: Index) -> Signals:
    """Every signal for every candidate."""
    told = compared(found, index)
    asked = _BY_WORDS if found.meant is None else _BY_MEANING
    table = np.array([signal(told) for signal in asked.values()], np.float32)
    return Signals(
        query=found.query,
        names=tuple(asked),
        passages=found.passages,
        alike=found.alike,
        table=np.minimum(table, 1).T,  # a longer form of a word is more than the phrasing's
        nearest=told.nearest(),
        asking=index.asking,
        brevity=index.brevity,
    )


_BY_WORDS: Final = SIGNALS
_BY_MEANING: Final = {**SIGNALS, **MEANING}


def compared(found: Candidates, index: Index) -> Compared:
    """How near each phrasing of the candidates is to the question."""
    asked, query, chosen = found.asked, found.query, found.said.phrasings.tolist()
    texts = index.wordings.some(chosen)
    lengths = found.said.lengths.compress(found.said.is_phrasing)
    return Compared(
        found=found,
        index=index,
        cosines=repeated(found.phrasings) @ asked.all_words / lengths,
        ratios=ratios(" ".join(query.words), texts),
        sorted_ratios=ratios(" ".join(sorted(query.terms)), index.sorted_terms.some(chosen)),
        shared=_shared(found.phrasings, asked, np.fromiter(map(len, texts), np.float32, len(texts))),
        forms=_forms_held(found),
    )


def _firsts(chosen: npt.NDArray[np.bool_], begins: Numbers) -> Numbers:
    """The first chosen place of each stretch; every stretch has one."""
    places = chosen.nonzero()[0]
    return places.take(places.searchsorted(begins))


def _shared(said: npt.NDArray[np.integer], asked: Asked, sizes: Floats) -> Floats:
    """How much of the shorter text stands in the other one, in letters.

    The idea of rapidfuzz's `token_set_ratio`, but forms and synonyms of a word are the same word.

    Parameters
    ----------
    said : ndarray of shape (n, n_known)
        How often each phrasing holds the question's known terms.
    asked : Asked
    sizes : ndarray of shape (n,)
        Letters of each phrasing.
    """
    shared = (said > 0).astype(np.float32) @ asked.letters  # a matrix of flags takes twice the time
    return 2 * shared / (shared + np.minimum(sizes + 1, asked.letters_said))


def ratios(asked: str, choices: Sequence[str]) -> Floats:
    """Rapidfuzz's `ratio` of a text with some others, as a share."""
    scores: Floats = process.cdist([asked], choices, scorer=fuzz.ratio, workers=1)[0]  # of float32
    return scores / np.float32(100)


def _forms_held(found: Candidates) -> Floats:
    """Share of the weight of the question's words that passages hold, as `Compared.forms`."""
    alike = found.asked.alike
    if not len(alike.begins):
        return np.zeros(found.forms.shape[:2], np.float32)
    held = found.forms.take(alike.slots, axis=2) * alike.likeness
    best = np.maximum.reduceat(held, alike.begins, axis=2)
    return best @ alike.odds / np.float32(found.asked.all_most)
