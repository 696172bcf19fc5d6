"""What is built once from the content and asked many times."""

from __future__ import annotations

from dataclasses import dataclass, field

from faq import Content, Passage
from retrieval.postings import Postings
from retrieval.records import Ints
from retrieval.rows import Rows
from retrieval.spelling import Spelling
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
    first: Ints
    """Of shape (n_passages + 1,): number of each passage's first phrasing."""
    phrasing_words: Rows
    """A row a phrasing: TF-IDF of its words."""
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

    @property
    def passages(self) -> tuple[Passage, ...]:
        """In the order of the corpus."""
        return self.content.passages
