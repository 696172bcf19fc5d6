"""Numbers in words into numbers."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

_SMALL: Final = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES: Final = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
"""What a word multiplies the number before it by."""
NUMBERS: Final = frozenset(_SMALL)
"""Words for whole numbers below one hundred."""

_LITTLE = "|".join(_SMALL)
_MUCH = "|".join(SCALES)
NUMERAL: Final = (
    rf"(?:(?:(?:half\s)?an?\s(?:{_MUCH})|(?:{_LITTLE}))\b"
    rf"(?:(?:\s|-)(?:(?:and\s)?(?:{_LITTLE})|{_MUCH})\b)*)"
)
"""A number in words, as a regular expression without groups."""


def numeral(said: str) -> Fraction:
    """The number that its words say, in [0, ...).

    Examples
    --------
    >>> [int(numeral(said)) for said in ("seven", "Twenty-five", "half a dozen", "two thousand and ten")]
    [7, 25, 6, 2010]
    """
    total, part = Fraction(0), Fraction(0)
    for word in re.findall(r"\w+", said.lower()):
        if word in SCALES and word not in ("hundred", "dozen"):
            total, part = total + (part or Fraction(1)) * SCALES[word], Fraction(0)
        elif word in SCALES:
            part = (part or Fraction(1)) * SCALES[word]
        elif word == "half":
            part = Fraction(1, 2)
        else:
            part += _SMALL.get(word, 0)
    return total + part
