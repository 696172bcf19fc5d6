"""What speaks for each candidate: every signal is one function, computed for all candidates at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from retrieval.candidates import Candidates
from retrieval.index import Index
from retrieval.records import Floats, Ints, Query
from retrieval.rows import Gathered, maxima


def whole_text(found: Candidates, index: Index) -> Floats:
    """Cosine of the words with everything the passage says: the answer speaks of it."""
    return found.text_words.dots(found.words)


def letters(found: Candidates, index: Index) -> Floats:
    """Cosine of letter trigrams with the nearest phrasing: other forms and compounds of a word."""
    return maxima(found.letter_likeness, found.begins)


def fuzzy(found: Candidates, index: Index) -> Floats:
    """The `token_sort_ratio` of rapidfuzz with the nearest phrasing: as a whole, the same question."""
    return maxima(_ratios(found, found.query.terms, index.phrasings, fuzz.token_sort_ratio), found.begins)


def wording(found: Candidates, index: Index) -> Floats:
    """The `ratio` of rapidfuzz with the nearest phrasing, grammar words and their order included."""
    return maxima(_ratios(found, found.query.words, index.wordings, fuzz.ratio), found.begins)


def shared_words(found: Candidates, index: Index) -> Floats:
    """The `token_set_ratio` of rapidfuzz with the nearest phrasing: one may say much more than the other."""
    return maxima(_ratios(found, found.query.words, index.wordings, fuzz.token_set_ratio), found.begins)


def bm25(found: Candidates, index: Index) -> Floats:
    """BM25F of phrasings and text, as a share of what the question could earn at most."""
    most = float(found.odds.sum()) + len(found.query.unknown) * index.absent_odds
    return index.text_bm25.dots(found.passages, found.odds) / (most or 1.0)


def said_bm25(found: Candidates, index: Index) -> Floats:
    """BM25F of all words: grammar words weigh next to nothing where all texts hold them, and else tell."""
    return found.text_said.dots(found.said.odds) / _most(found)


def asked_bm25(found: Candidates, index: Index) -> Floats:
    """BM25 of all words of the phrasings alone: some texts lead astray."""
    return found.asked_said.dots(found.said.odds) / _most(found)


def said_phrasing(found: Candidates, index: Index) -> Floats:
    """Cosine of all words with the nearest phrasing, squared: half alike is much less than alike."""
    return maxima(found.said_likeness, found.begins) ** 2


def forms_asked(found: Candidates, index: Index) -> Floats:
    """Share of the question's weight that the phrasings hold, each word in its most similar form."""
    return _forms_held(found, found.asked_said)


def forms_said(found: Candidates, index: Index) -> Floats:
    """The same of everything the passage says."""
    return _forms_held(found, found.text_said)


def neighbours(found: Candidates, index: Index) -> Floats:
    """Share of the weight of the question's neighbouring words that stand side by side here too."""
    held = index.text_pairs.gathered(found.passages).overlaps(found.pairs)
    return np.asarray(held / (max(1, len(found.query.terms) - 1) * index.absent_idf), np.float32)


def said_neighbours(found: Candidates, index: Index) -> Floats:
    """As `neighbours`, of all words: `how many` and `how much` ask for different things."""
    held = index.text_said_pairs.gathered(found.passages).overlaps(found.said.pairs)
    return np.asarray(held / (max(1, len(found.query.words) - 1) * index.absent_idf), np.float32)


def turning_held(found: Candidates, index: Index) -> Floats:
    """Share of the words that turn the question which the passage holds; 1 without such words."""
    turning = found.query.turning
    if not turning:
        return np.ones(len(found.passages), np.float32)
    wanted = np.zeros(len(index.vocabulary), np.float32)
    wanted[[index.vocabulary.numbers[term] for term in turning if term in index.vocabulary]] = 1
    return np.asarray(found.text_words.overlaps(wanted) / len(turning), np.float32)


SIGNALS: Final[Mapping[str, Callable[[Candidates, Index], Floats]]] = {
    signal.__name__: signal
    for signal in (
        whole_text,
        letters,
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


@dataclass(frozen=True, slots=True)
class Signals:
    """All signals of all candidates, and the little that the weights depend on besides."""

    query: Query
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
    columns = [signal(found, index) for signal in SIGNALS.values()]
    table = np.clip(np.stack(columns, axis=1), 0, 1)  # rounding gives 1 + 4e-16 now and then
    nearest = _nearest(found, index)
    return Signals(found.query, found.passages, found.alike, table, nearest, index.asking, index.brevity)


def _nearest(found: Candidates, index: Index) -> Ints:
    """The phrasing of each candidate that shares most with the question, by words and letters."""
    likeness = found.likeness + found.letter_likeness
    ends = np.append(found.begins[1:], len(likeness))
    best = [
        begin + int(np.argmax(likeness[begin:end])) for begin, end in zip(found.begins, ends, strict=True)
    ]
    return found.phrasings[best]


def _ratios(
    found: Candidates, asked: Sequence[str], phrasings: Sequence[str], scorer: Callable[..., float]
) -> Floats:
    """A rapidfuzz ratio, 0 to 100, as a share, for each phrasing of the candidates."""
    choices = [phrasings[number] for number in found.phrasings]
    scores = process.cdist([" ".join(asked)], choices, scorer=scorer, dtype=np.float32, workers=1)
    return np.asarray(scores[0] / 100, np.float32)


def _most(found: Candidates) -> float:
    """What a passage that holds all words of the question often would earn under BM25."""
    return float(found.said.weights.sum()) or 1.0


def _forms_held(found: Candidates, rows: Gathered) -> Floats:
    """Share of the weight of the question's words that rows hold, each word in its most similar form."""
    near = found.said.near
    best = np.zeros((len(found.said.terms), len(found.passages)), np.float32)
    columns = np.minimum(np.searchsorted(near, rows.ids), max(0, len(near) - 1))
    places = np.flatnonzero(near[columns] == rows.ids) if len(near) else np.zeros(0, np.intp)
    if len(places):  # of all that the rows hold, only these few words look like any of the question's
        owners = np.searchsorted(rows.begins, places, "right") - 1
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        best[:, owners[starts]] = np.maximum.reduceat(found.said.likeness[:, columns[places]], starts, axis=1)
    return found.said.weights @ best / _most(found)
