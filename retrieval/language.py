"""How common a word is in the language at large, which tells small talk from the subject.

`boss`, `meeting` and `throw` are rare in a text on networks, and so look as telling as `subnet`; in
everyday speech they are common, and `subnet` is not. The lists are pyspellchecker's, counted over film
subtitles and the like.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from retrieval import text
from retrieval.text import Analyser

LEAST: Final = 0.2
"""Rarity of the commonest words; a weight of nothing would make them invisible."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words of a language with their rarity in [LEAST, 1]."""

    words: Mapping[str, float]
    """By folded word."""
    stems: Mapping[str, float]
    """By stem: of the commonest word with that stem."""


def language_of(analyser: Analyser) -> Language:
    """The language of an analyser; one without a list has no words, and all are equally rare."""
    counts = _counts(analyser.language.split("-")[0])
    if not counts:
        return Language({}, {})
    rarity = _rarity(max(counts.values()))
    words = {word: rarity(count) for word, count in counts.items()}
    stems: dict[str, float] = {}
    for word, rare in words.items():
        stem = analyser.stem(word)
        stems[stem] = min(rare, stems.get(stem, 1.0))
    return Language(words, stems)


def _rarity(most: int) -> Callable[[int], float]:
    scale = math.log1p(most)
    return lambda count: max(LEAST, 1 - math.log1p(count) / scale)


def _counts(code: str) -> dict[str, int]:
    """How often each folded word was counted."""
    from spellchecker import SpellChecker  # needed, and imported, only where an index is built

    if code not in SpellChecker.languages():
        return {}
    counts: dict[str, int] = {}
    for entry, count in SpellChecker(language=code).word_frequency.dictionary.items():
        folded = entry if entry.isascii() else text.fold(entry)
        if folded.isalnum():
            counts[folded] = max(count, counts.get(folded, 0))
    return counts
