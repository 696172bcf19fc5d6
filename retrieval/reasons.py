"""What speaks for and against the best candidate, in words that a maintainer understands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from retrieval.calibration import Calibration
from retrieval.confidence import AGAINST
from retrieval.logit import Logit, Term
from retrieval.records import Part, Reason
from retrieval.weights import Weights

MOST: Final = 8
"""Reasons that are told."""
LEAST: Final = 0.05
"""Log-odds below which a reason is not worth telling."""
OF_THE_CONTENT: Final = frozenset({"brevity"})
"""Features that are the same for every question."""
WORDS: Final = {
    "score": ("much in it fits the question", "little in it fits the question"),
    "spread": ("the next few fit much less", "several others fit nearly as well"),
    "shortness": ("the question is short", "the question says much"),
    "strangeness": (
        "the question holds words that the content lacks",
        "the content knows the question's words",
    ),
    "repairs": ("spelling was repaired", "no spelling had to be repaired"),
    "brevity": ("the answers of this content say little", "the answers of this content are full texts"),
    "whole_text": ("its text is about the question's words", "its text is about other words too"),
    "fuzzy": ("a wording as a whole is nearly the same", "no wording as a whole is nearly the same"),
    "wording": ("a wording is nearly the same word for word", "no wording is nearly the same word for word"),
    "shared_words": ("a wording shares its words with the question", "no wording has quite these words"),
    "bm25": ("it holds the telling words, some often", "it lacks telling words of the question"),
    "said_bm25": ("it holds the question's words, grammar included", "it lacks words of the question"),
    "asked_bm25": ("its wordings hold the question's words", "its wordings lack words of the question"),
    "said_phrasing": ("a wording is made of the same words", "every wording has other words besides"),
    "forms_asked": ("its wordings hold forms of the words", "its wordings hold few forms of the words"),
    "forms_said": ("it holds forms of nearly all words", "it lacks any form of some words"),
    "neighbours": ("telling words stand side by side as asked", "telling words do not stand side by side"),
    "said_neighbours": ("words stand side by side as asked", "few words stand side by side as asked"),
    "meant": ("a wording means nearly the same", "no wording means quite the same"),
    "meant_text": ("its text is about what is meant", "its text is about something else"),
    "meant_most": ("it means nearly the same", "nothing in it means quite the same"),
    "turning_held": ("nothing turns it into another question", "a word turns it into another question"),
}
"""Each feature when it is above and when it is below what is usual."""


def reasons(told: Mapping[str, float], weights: Weights, calibration: Calibration) -> tuple[Reason, ...]:
    """What each feature adds to or takes from the log-odds of the three parts, the strongest first."""
    parts: dict[Part, Mapping[str, Term]] = {
        "in scope": weights.in_scope.terms,
        "this one": weights.first.terms,
        "this content": calibration.terms,
    }
    found = [reason for part, terms in parts.items() for reason in _reasons(part, terms, told)]
    return tuple(sorted(found, key=lambda reason: -abs(reason.weight)))


def _reasons(part: Part, terms: Mapping[str, Term], told: Mapping[str, float]) -> Iterator[Reason]:
    for name, weight in Logit(0.0, terms).contributions(told).items():
        above, below = WORDS[name]
        yield Reason(part, name, above if told[name] >= terms[name].usual else below, weight)


def strongest(reasons: Sequence[Reason], most: int = MOST) -> list[tuple[str, float]]:
    """What is said and what it adds to the log-odds, the strongest first; 0.7 about doubles the odds.

    What a feature adds to several parts is one sum. What is the same for every question of a content is left
    out.
    """
    sums: dict[str, float] = {}
    for reason in reasons:
        sums[reason.name] = sums.get(reason.name, 0.0) + reason.weight
    told = [(_words(name, weight), weight) for name, weight in sums.items() if name not in OF_THE_CONTENT]
    found = [(words, weight) for words, weight in told if abs(weight) >= LEAST]
    return sorted(found, key=lambda pair: -abs(pair[1]))[:most]


def _words(name: str, weight: float) -> str:
    """What a feature says that moves the odds so; where it can only speak against, less of it speaks for."""
    above, below = WORDS[name]
    return above if (weight > 0) != (name in AGAINST) else below
