"""What is built once from the content and asked many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from faq import Content, Passage
from retrieval.calibration import AS_SHIPPED, Calibration
from retrieval.forms import Forms
from retrieval.postings import Postings
from retrieval.records import Hashes, Ints
from retrieval.rows import Rows
from retrieval.spelling import Spelling, hashed, matches
from retrieval.text import Analyser
from retrieval.vocabulary import Vocabulary

FORMAT = 2
"""Of the stored index; raised whenever a stored one of before must not be read."""
BRIEF = 4
"""Words of an answer that is half as brief as one that says nothing."""


def brevity(words: float) -> float:
    """How short answers of so many words are, in (0, 1]."""
    return BRIEF / (BRIEF + words)


@dataclass(frozen=True, slots=True)
class Index:
    """Everything the way of a question reads; immutable, shared by all visitors."""

    content: Content
    fingerprint: str
    """Of the content files and of all code and settings that shape the index."""
    language: str
    vocabulary: Vocabulary
    """Of words, stemmed."""
    postings: Postings
    """Phrasings joined and the whole text as two weighted fields in one: finds the candidates."""
    phrasings: tuple[str, ...]
    """Terms of each phrasing joined by spaces: what fuzzy matching compares."""
    wordings: tuple[str, ...]
    """Folded words of each phrasing, stop words included: tells `what is X` from `why X`."""
    wording_hashes: Hashes
    """Of shape (n_phrasings,), ascending: of the wordings, to find a question that an author wrote."""
    wording_owners: Ints
    """Of shape (n_phrasings,): the phrasing that each hash was taken from."""
    first: Ints
    """Of shape (n_passages + 1,): number of each passage's first phrasing."""
    asking: float
    """Share of the headings that are questions, in [0, 1]: a full question is found by its heading."""
    brevity: float
    """How short the answers are, in (0, 1]: `brevity` of their mean number of words."""
    phrasing_words: Rows
    """A row a phrasing: TF-IDF of its words."""
    text_words: Rows
    """A row a passage: TF-IDF of everything it says."""
    text_bm25: Rows
    """A row a passage: share of its idf that each term earns under BM25F, phrasings before text."""
    pairs: Vocabulary
    """Of neighbouring terms, joined by a space."""
    text_pairs: Rows
    """A row a passage: TF-IDF of the pairs it holds anywhere."""
    trigrams: Vocabulary
    """Of the phrasings' letters."""
    phrasing_letters: Rows
    """A row a phrasing: TF-IDF of its letter trigrams."""
    said: Vocabulary
    """Of all words, stemmed, those without a meaning of their own included: in `can I` and `why can't I`
    nothing else differs."""
    said_postings: Postings
    """BM25F of all words: finds candidates for a question of everyday words."""
    phrasing_said: Rows
    """A row a phrasing: TF-IDF of all its words."""
    asked_said: Rows
    """A row a passage: as `text_bm25`, of all words of its phrasings."""
    text_said: Rows
    """A row a passage: as `text_bm25`, of all its words."""
    said_pairs: Vocabulary
    """Of neighbouring words, joined by a space."""
    text_said_pairs: Rows
    """A row a passage: TF-IDF of the pairs of all words it holds anywhere."""
    forms: Forms
    """Of the words in `said`."""
    spelling: Spelling
    calibration: Calibration = AS_SHIPPED
    """How the confidence is read on this content."""
    analyser: Analyser = field(init=False, repr=False, compare=False)
    every_word: Analyser = field(init=False, repr=False, compare=False)
    """The analyser that drops no word."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "analyser", Analyser(self.language, self.content.synonyms))
        object.__setattr__(
            self, "every_word", Analyser(self.language, self.content.synonyms, stop_words=frozenset())
        )

    def asked_alike(self, words: Sequence[str]) -> Ints:
        """Numbers of the passages with a phrasing of exactly these folded words, ascending."""
        wording = " ".join(words)
        places = matches(self.wording_hashes, hashed(wording))
        phrasings = [owner for owner in self.wording_owners[places] if self.wordings[owner] == wording]
        return np.unique(np.searchsorted(self.first, phrasings, "right") - 1).astype(np.int32)

    @property
    def absent_idf(self) -> float:
        """The idf of a word that no passage holds."""
        return float(np.log(1 + len(self.passages)) + 1)

    @property
    def absent_odds(self) -> float:
        """The same with the idf of BM25."""
        return float(np.log1p((len(self.passages) + 0.5) / 0.5))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """In the order of the corpus."""
        return self.content.passages
