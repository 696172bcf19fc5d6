"""Content into numbers: every phrasing and every text as a row of terms."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final, TypeAlias

import numpy as np

from faq import Passage
from retrieval import text
from retrieval.postings import Pointers
from retrieval.records import Ints
from retrieval.stretches import bounds
from retrieval.text import STOP, Analyser

BREAK: Final = "\0"
"""Stands between two sentences, which are no neighbours."""
Piece: TypeAlias = tuple[tuple[str, ...], list[str]]
"""Folded words, and terms."""
REMEMBERED: Final = 200_000
"""Texts whose terms are kept from one build to the next."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """All that some passages say."""

    vocabulary: tuple[str, ...]
    """Different terms: those of stop words first, then all others, each in the order of the alphabet."""
    stop: int
    """How many are of stop words."""
    terms: Ints
    """Of shape (n_terms_said,): passage after passage, each one's phrasings and then its text."""
    ptr: Pointers
    """Of shape (n_pieces + 1,): where each phrasing and each text begins."""
    first: Ints
    """Of shape (n_passages + 1,): number of each passage's first phrasing."""
    wordings: tuple[str, ...]
    """Folded words of each phrasing, joined by spaces."""
    sorted_terms: tuple[str, ...]
    """Terms of each phrasing that carry meaning, in the order of the alphabet, joined by spaces."""
    words: dict[str, int]
    """Folded words, with the number of passages that each stands in."""


def analysed(passages: Sequence[Passage], analyser: Analyser) -> Analysed:
    """Some passages, read by an analyser."""
    numbers: dict[str, int] = {BREAK: 0}
    said, ptr = array("i"), array("q", [0])
    wordings: list[str] = []
    sorted_terms: list[str] = []
    words: Counter[str] = Counter()
    for passage in passages:
        held: set[str] = set()
        for folded, terms in _pieces(passage, analyser):
            said.extend([numbers.setdefault(term, len(numbers)) for term in terms])
            ptr.append(len(said))
            held.update(folded)
        words.update(held)
        for phrasing in passage.phrasings:
            folded, terms = _piece(phrasing, analyser)
            wordings.append(" ".join(folded))
            sorted_terms.append(" ".join(sorted(text.meaningful(terms))))
    del numbers[BREAK]
    vocabulary = sorted(numbers, key=lambda term: (not term.startswith(STOP), term))
    place = np.empty(len(numbers) + 1, np.int32)
    place[0] = len(numbers)
    place[[numbers[term] for term in vocabulary]] = np.arange(len(numbers))
    counts = np.fromiter((len(passage.phrasings) for passage in passages), np.int32, len(passages))
    return Analysed(
        vocabulary=tuple(vocabulary),
        stop=sum(term.startswith(STOP) for term in vocabulary),
        terms=place[np.frombuffer(said, np.int32)] if said else np.zeros(0, np.int32),
        ptr=np.frombuffer(ptr, np.int64),
        first=bounds(counts).astype(np.int32),
        wordings=tuple(wordings),
        sorted_terms=tuple(sorted_terms),
        words=dict(words),
    )


def _pieces(passage: Passage, analyser: Analyser) -> Iterator[Piece]:
    """Folded words and terms of each phrasing, and then of the text."""
    for phrasing in passage.phrasings:
        yield _piece(phrasing, analyser)
    yield _text(passage.article_title, passage.tags, passage.text, analyser)


@lru_cache(maxsize=REMEMBERED)
def _piece(said: str, analyser: Analyser) -> Piece:
    """Folded words and terms; content that changes keeps most of its texts from one build to the next."""
    folded = tuple(text.words(said))
    return folded, analyser.every(folded)


@lru_cache(maxsize=REMEMBERED)
def _text(title: str, tags: tuple[str, ...], said: str, analyser: Analyser) -> Piece:
    """The same of a text, its sentences kept apart, and so the words above them: they are no sentence."""
    above = [text.words(each) for each in (title, *tags)]
    pieces = [[term] for folded in above for term in analyser.every(folded)]
    words = [word for folded in above for word in folded]
    for sentence in text.sentences(said):
        folded = text.words(sentence)
        words += folded
        pieces.append(analyser.every(folded))
    return tuple(words), list(chain.from_iterable([BREAK, *piece] for piece in pieces if piece))[1:]
