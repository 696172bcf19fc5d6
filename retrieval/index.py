"""What is built once from the content and asked many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from faq import Content, Passage
from retrieval.postings import Postings
from retrieval.records import Hashes, Ints
from retrieval.rows import Rows
from retrieval.spelling import Spelling, hashed, matches
from retrieval.text import Analyser
from retrieval.vocabulary import Vocabulary

FORMAT = 1
"""Of the stored index; raised whenever a stored one of before must not be read."""


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
    phrasing_words: Rows
    """A row a phrasing: TF-IDF of its words."""
    asked_words: Rows
    """A row a passage: TF-IDF of all its phrasings together."""
    text_words: Rows
    """A row a passage: TF-IDF of everything it says."""
    text_bm25: Rows
    """A row a passage: BM25 weight of everything it says, at most 1 a term of the greatest idf."""
    first_sentence: Ints
    """Of shape (n_passages + 1,): number of each passage's first sentence."""
    sentence_words: Rows
    """A row a sentence of the plain text, or a line of a table: which words stand together."""
    pairs: Vocabulary
    """Of neighbouring terms, joined by a space."""
    text_pairs: Rows
    """A row a passage: TF-IDF of the pairs it holds anywhere."""
    trigrams: Vocabulary
    phrasing_letters: Rows
    """A row a phrasing: TF-IDF of its letter trigrams."""
    spelling: Spelling
    analyser: Analyser = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "analyser", Analyser(self.language, self.content.synonyms))

    def asked_alike(self, words: Sequence[str]) -> Ints:
        """Numbers of the passages with a phrasing of exactly these folded words, ascending."""
        wording = " ".join(words)
        places = matches(self.wording_hashes, hashed(wording))
        phrasings = [owner for owner in self.wording_owners[places] if self.wordings[owner] == wording]
        return np.unique(np.searchsorted(self.first, phrasings, "right") - 1).astype(np.int32)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """In the order of the corpus."""
        return self.content.passages
