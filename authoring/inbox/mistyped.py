"""Mistyped terms of questions into the terms that were meant, as far as other questions have them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from retrieval.text import STOP

LETTERS: Final = 5
"""Letters of the shortest term in which a slip is seen for what it is."""
USUAL: Final = 3
"""How often a term was typed that others are slips of; less often, if the content has it."""


def meant(
    terms: Sequence[str], frequency: npt.NDArray[np.integer], known: Container[str]
) -> npt.NDArray[np.int32]:
    """The place of the term that each one stands for: its own, but for a slip of one letter.

    A slip is rarer than the term that was meant, and the content does not know it.

    Parameters
    ----------
    terms : sequence of str
        Each once.
    frequency : ndarray of shape (n_terms,)
        How often each stands in the questions.
    known : container of str
        The terms of the content.

    Examples
    --------
    >>> meant(["refund", "refnud", "round"], np.array([4, 1, 1]), {"round"}).tolist()
    [0, 0, 2]
    """
    often = frequency.tolist()
    long = [place for place, term in enumerate(terms) if len(term) >= LETTERS and not term.startswith(STOP)]
    shorter: dict[str, list[int]] = {}
    for place in sorted(long, key=lambda place: -often[place]):
        if often[place] >= USUAL or terms[place] in known:
            for key in _shorter(terms[place]):
                shorter.setdefault(key, []).append(place)
    found = np.arange(len(terms), dtype=np.int32)
    for place in long:
        if often[place] < USUAL and terms[place] not in known:
            near = {other for key in _shorter(terms[place]) for other in shorter.get(key, ())}
            slips = (other for other in near if OSA.distance(terms[place], terms[other]) == 1)
            found[place] = min(slips, key=lambda other: (-often[other], other), default=place)
    return found


def _shorter(term: str) -> Iterator[str]:
    """The term, and what is left of it without one letter: terms one slip apart share one of these."""
    yield term
    yield from {term[:place] + term[place + 1 :] for place in range(len(term))}
