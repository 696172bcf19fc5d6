"""Greetings, thanks and the like: recognised as a whole, never searched."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from faq import Passage
from retrieval import text

LIKENESS = 90
"""Least rapidfuzz `ratio`, 0 to 100, for a remark with a typing error."""
MOST_WORDS = 10
"""Words of the longest remark."""


class Remarks:
    """The remarks that get a friendly reply.

    Parameters
    ----------
    passages : sequence of Passage
        Each a kind of remark: its phrasings are what people type, its answer is the reply.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        owned = [(" ".join(text.words(said)), remark) for remark in passages for said in remark.phrasings]
        self._phrasings = tuple(phrasing for phrasing, _ in owned)
        self._remarks = tuple(remark for _, remark in owned)

    def meant(self, words: Sequence[str]) -> Passage | None:
        """The remark that a visitor's words are, if they are nothing but one.

        A greeting before a question is no small talk: the whole has to fit.
        """
        if not words or len(words) > MOST_WORDS:
            return None
        found = process.extractOne(" ".join(words), self._phrasings, scorer=fuzz.ratio, score_cutoff=LIKENESS)
        return self._remarks[found[2]] if found else None
