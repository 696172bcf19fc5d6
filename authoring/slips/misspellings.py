"""A word into everything that one slip of the finger makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Final, Literal, TypeAlias

Slip: TypeAlias = Literal["deletion", "swap", "doubling", "replacement", "insertion"]
"""A letter left out, two neighbours exchanged, a letter typed twice, another one typed, one typed besides."""

SHORTEST: Final = 4
"""Letters of the shortest word that is misspelt."""
_WORD: Final = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A question with one slip in one word."""

    text: str
    word: str
    """As it is misspelt."""
    slip: Slip
    """The first that makes it."""


def misspellings(question: str) -> tuple[Misspelling, ...]:
    """Every question that one slip makes of this one, each once.

    Words are runs of at least `SHORTEST` letters; the letters a to z are typed in place of theirs.

    Examples
    --------
    >>> found = misspellings("Any TAPS?")
    >>> len(found)
    233
    >>> found[0]
    Misspelling(text='Any aps?', word='aps', slip='deletion')
    """
    found: dict[str, Misspelling] = {}
    for place in _WORD.finditer(question):
        before, after = question[: place.start()], question[place.end() :]
        for word, slip in _slips(place[0].lower()):
            text = f"{before}{word}{after}"
            found.setdefault(text, Misspelling(text, word, slip))
    return tuple(found.values())


def _slips(word: str) -> Iterator[tuple[str, Slip]]:
    """What one slip makes of a word in lower case; some more than once, never the word itself."""
    places = range(len(word))
    made: list[tuple[str, Slip]] = [(word[:n] + word[n + 1 :], "deletion") for n in places]
    made += [(word[:n] + word[n + 1] + word[n] + word[n + 2 :], "swap") for n in places[:-1]]
    made += [(word[: n + 1] + word[n:], "doubling") for n in places]
    made += [(word[:n] + a + word[n + 1 :], "replacement") for n in places for a in ascii_lowercase]
    made += [(word[:n] + a + word[n:], "insertion") for n in range(len(word) + 1) for a in ascii_lowercase]
    return ((error, slip) for error, slip in made if error != word)
