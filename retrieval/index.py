"""What is built once from the content and asked many times."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import local

import numpy as np
import numpy.typing as npt

from faq import Content, Passage
from retrieval.calibration import AS_SHIPPED, Calibration
from retrieval.forms import Forms
from retrieval.lines import Lines
from retrieval.meaning.meaning import Meaning
from retrieval.names import Names
from retrieval.pairs import Pairs
from retrieval.postings import Searched
from retrieval.records import Floats, Ints
from retrieval.rows import Rows
from retrieval.spelling import Spelling
from retrieval.text import Analyser
from retrieval.vocabulary import Vocabulary

FORMAT = 4
"""Of the stored index; raised whenever a stored one of before must not be read."""
BRIEF = 4
"""Words of an answer that is half as brief as one that says nothing."""

Slots = npt.NDArray[np.int16]


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
    """Of all words, stemmed."""
    postings: Searched
    """BM25F of all words, phrasings and text as two fields in one: finds the candidates."""
    rows: Rows
    """What the passages say, to look at the candidates closely."""
    wordings: Lines
    """Folded words of each phrasing, joined by spaces: what letters and fuzzy matching compare."""
    sorted_terms: Lines
    """Terms of each phrasing that carry meaning, sorted and joined by spaces: fuzzy matching in any order."""
    alike: Names
    """The phrasings by their wordings: finds a question that an author wrote."""
    names: Names
    """The passages by their ids."""
    usual_asked: float
    """Mean number of terms of all phrasings of a passage."""
    usual_text: float
    """Mean number of terms of a passage's text."""
    asking: float
    """Share of the headings that are questions, in [0, 1]: a full question is found by its heading."""
    brevity: float
    """How short the answers are, in (0, 1]: `brevity` of their mean number of words."""
    pairs: Pairs
    """Of neighbouring terms, and of those that are neighbours once all terms without meaning are left out."""
    forms: Forms
    """Of the words in the vocabulary."""
    spelling: Spelling
    calibration: Calibration = AS_SHIPPED
    """How the confidence is read on this content, by words alone."""
    meaning: Meaning | None = None
    """What the passages mean; None where they are found by words alone."""
    amends: Index | None = field(default=None, repr=False, compare=False)
    """The stored index that this one is with some passages exchanged; None for one that was built whole."""
    analyser: Analyser = field(init=False, repr=False, compare=False)
    _buffers: local = field(default_factory=local, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "analyser", Analyser(self.language, self.content.synonyms))

    def asked_alike(self, words: Sequence[str]) -> Ints:
        """Numbers of the passages with a phrasing of exactly these folded words, ascending."""
        wording = " ".join(words)
        phrasings = [place for place in self.alike.places(wording) if self.wordings[place] == wording]
        if not phrasings:
            return np.zeros(0, np.int32)
        return np.unique(np.searchsorted(self.rows.first, phrasings, "right") - 1).astype(np.int32)

    def place(self, name: str) -> int | None:
        """The number of the passage with an id, or with a former one; None if there is none."""
        for present in (name, self.content.formerly.get(name)):
            for place in self.names.places(present) if present else ():
                if self.passages[place].id == present:
                    return place
        return None

    def some(self, numbers: Sequence[int]) -> list[Passage]:
        """Some passages by their numbers; all at once where they lie elsewhere."""
        passages = self.passages
        return [passages[number] for number in numbers]

    def slots(self, terms: Ints) -> Slots:
        """The place of each term of the vocabulary among some terms, of shape (n_terms + 1,); -1 for others.

        The same memory for each question of a thread: valid until the next call.
        """
        table: Slots | None = getattr(self._buffers, "slots", None)
        if table is None:
            table = self._buffers.slots = np.full(len(self.vocabulary) + 1, -1, np.int16)
        else:
            table[self._buffers.used] = -1
        table[terms] = np.arange(len(terms))
        self._buffers.used = terms
        return table

    @property
    def is_meant(self) -> bool:
        """Whether passages are found by what they mean too."""
        return self.meaning is not None and self.meaning.encoder is not None

    def meant(self, question: str) -> Floats | None:
        """How near all passages are to what a question means, as `Meaning.near`; None by words alone."""
        return self.meaning.near(question) if self.meaning else None

    @property
    def absent_idf(self) -> float:
        """The idf of a word that no passage holds."""
        return math.log(1 + len(self.passages)) + 1

    @property
    def absent_odds(self) -> float:
        """The same with the idf of BM25."""
        return math.log1p((len(self.passages) + 0.5) / 0.5)

    @property
    def passages(self) -> Sequence[Passage]:
        """In the order of the corpus."""
        return self.content.passages
