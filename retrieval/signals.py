"""What speaks for each candidate: every signal is one function, computed for all candidates at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from retrieval.candidates import Candidates
from retrieval.index import Index
from retrieval.records import Floats, Ints
from retrieval.rows import maxima, sums


def best_phrasing(found: Candidates, index: Index) -> Floats:
    """Cosine of the words with the nearest phrasing: somebody asked it like this before."""
    return maxima(found.likeness, found.begins)


def all_phrasings(found: Candidates, index: Index) -> Floats:
    """Cosine of the words with all phrasings together: it is asked in such words, if not in one breath."""
    return found.asked_words.dots(found.words)


def asked_covered(found: Candidates, index: Index) -> Floats:
    """Share of the question's idf weight that stands in any phrasing."""
    return _share(found.asked_words.overlaps(found.idf), found)


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


def bm25(found: Candidates, index: Index) -> Floats:
    """BM25 of everything the passage says, as a share of what the question could earn at most."""
    return _share(index.text_bm25.dots(found.passages, found.idf), found)


def best_sentence(found: Candidates, index: Index) -> Floats:
    """Share of the question's idf weight that one sentence of the answer holds: said in one breath."""
    held = found.sentence_words.overlaps(found.idf)
    return _share(maxima(held, found.sentence_begins), found)


def neighbours(found: Candidates, index: Index) -> Floats:
    """Share of the weight of the question's neighbouring words that stand side by side here too."""
    total = len(found.query.terms) - 1
    if total < 1:
        return np.zeros(len(found.passages), np.float32)
    rare = float(np.log(1 + len(index.passages)) + 1)
    held = index.text_pairs.gathered(found.passages).overlaps(found.pairs)
    return np.asarray(held / (total * rare), np.float32)


def covered(found: Candidates, index: Index) -> Floats:
    """Share of the question's idf weight whose words stand anywhere in the passage."""
    return _share(found.text_words.overlaps(found.idf), found)


def telling_covered(found: Candidates, index: Index) -> Floats:
    """As `covered`, with words of everyday speech counting less: its subject is here."""
    held = found.text_words.overlaps(found.telling)
    return held / (float(found.telling.sum()) + found.unknown_telling or 1.0)


def telling_asked(found: Candidates, index: Index) -> Floats:
    """As `phrasing_covered`, with words of everyday speech counting less."""
    held = maxima(found.phrasing_words.overlaps(found.telling), found.begins)
    return held / (float(found.telling.sum()) + found.unknown_telling or 1.0)


def keywords_covered(found: Candidates, index: Index) -> Floats:
    """Share of the question's keywords that the passage holds, whatever story is told around them."""
    held = found.text_words.overlaps(found.keywords)
    return held / (float(found.keywords.sum()) + found.unknown_keywords or 1.0)


def keywords_asked(found: Candidates, index: Index) -> Floats:
    """Share of the question's keywords that the nearest phrasing holds."""
    held = maxima(found.phrasing_words.overlaps(found.keywords), found.begins)
    return held / (float(found.keywords.sum()) + found.unknown_keywords or 1.0)


def turning_held(found: Candidates, index: Index) -> Floats:
    """Share of the words that turn the question which the passage holds; 1 without such words."""
    turning = found.query.turning
    if not turning:
        return np.ones(len(found.passages), np.float32)
    wanted = np.zeros(len(index.vocabulary), np.float32)
    wanted[[index.vocabulary.numbers[term] for term in turning if term in index.vocabulary]] = 1
    return np.asarray(found.text_words.overlaps(wanted) / len(turning), np.float32)


def phrasing_covered(found: Candidates, index: Index) -> Floats:
    """Share of the question's idf weight that the nearest phrasing holds."""
    return _share(maxima(found.phrasing_words.overlaps(found.idf), found.begins), found)


def phrasing_used(found: Candidates, index: Index) -> Floats:
    """Share of the nearest phrasing's weight whose words the question holds: it asks no less."""
    asked = (found.idf > 0).astype(np.float32)
    rows = found.phrasing_words
    return maxima(sums(rows.weights**2 * asked[rows.ids], rows.begins), found.begins)


def tfidf(found: Candidates, index: Index) -> Floats:
    """The score that made it a candidate, as a share of the best one's."""
    return found.scores / found.scores[0]


SIGNALS: Final[Mapping[str, Callable[[Candidates, Index], Floats]]] = {
    signal.__name__: signal
    for signal in (
        best_phrasing,
        all_phrasings,
        asked_covered,
        whole_text,
        letters,
        fuzzy,
        wording,
        bm25,
        best_sentence,
        neighbours,
        covered,
        telling_covered,
        telling_asked,
        keywords_covered,
        keywords_asked,
        turning_held,
        phrasing_covered,
        phrasing_used,
        tfidf,
    )
}
"""By name, in the order of the columns of a table of signals."""


@dataclass(frozen=True, slots=True)
class Signals:
    """All signals of all candidates."""

    table: Floats
    """Of shape (n_candidates, n_signals), each in [0, 1]."""
    nearest: Ints
    """Of shape (n_candidates,): number of the phrasing nearest to the question."""


def signals(found: Candidates, index: Index) -> Signals:
    """Every signal for every candidate."""
    columns = [signal(found, index) for signal in SIGNALS.values()]
    table = np.clip(np.stack(columns, axis=1), 0, 1)  # rounding gives 1 + 4e-16 now and then
    return Signals(table, _nearest(found, index))


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


def _share(weight: Floats, found: Candidates) -> Floats:
    total = float(found.idf.sum()) + found.unknown_idf
    return np.asarray(weight / (total or 1.0), np.float32)
