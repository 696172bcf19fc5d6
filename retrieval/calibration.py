"""What a corpus knows of its own questions: how the shipped confidence is to be read on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from retrieval.logit import Logit, Term, probability
from retrieval.risk import Threshold

WORD_FOR_WORD: Final = 0.995
"""Confidence in an author's own words; the rest is for an author's slip."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Two numbers on top of the shipped weights, and thresholds of its own."""

    shift: float
    """Added to the log-odds."""
    slope: float
    """Times the log-odds."""
    terms: Mapping[str, Term]
    """What features count besides; empty where there was too little to learn that from."""
    thresholds: tuple[Threshold, ...]
    """Risks ascending; empty where the shipped ones hold."""
    suggest: float
    """Least confidence with which passages are offered; the shipped one holds where nothing was learnt."""
    questions: int
    """Questions that it was learnt from; 0 where the shipped confidence is kept."""
    why: str
    """What it was learnt from, or why it was not, in words."""

    def read(self, odds: float, features: Mapping[str, float], word_for_word: bool) -> float:
        """The confidence in [0, 1] as this corpus reads it.

        Parameters
        ----------
        odds : float
            Log-odds of the shipped confidence.
        features : mapping of str to float
            Of the first hit; those of the terms among them.
        word_for_word : bool
            Whether one passage, and no other, has the question word for word.
        """
        more = sum(self.contributions(features).values()) if features else 0.0
        sure = probability(self.shift + self.slope * odds + more)
        return max(sure, WORD_FOR_WORD) if word_for_word else sure

    def contributions(self, features: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the log-odds besides."""
        return Logit(0.0, self.terms).contributions(features)


AS_SHIPPED = Calibration(0.0, 1.0, {}, (), 0.0, 0, "nobody asked the content to teach any")
