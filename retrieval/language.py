"""How common a word is in the language at large, which tells small talk from the subject.

`boss`, `meeting` and `throw` are rare in a text on networks, and so look as telling as `subnet`; in
everyday speech they are common, and `subnet` is not. The lists are pyspellchecker's, counted over film
subtitles and the like.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from retrieval import text
from retrieval.stopwords import STOP_WORDS
from retrieval.text import Analyser

LEAST: Final = 0.2
"""Rarity of the commonest words; a weight of nothing would make them invisible."""
STOP_SHARE: Final = 0.3
"""Least share of stop words in running text; in text of a sister language, such as French for Spanish, it
is smaller."""
CLEARLY: Final = 2.0
"""How many times as many stop words of another language than of English make a text foreign."""


def guessed(texts: Iterable[str]) -> str:
    """The language that some texts are written in, by their stop words; `en` unless another is clear.

    Examples
    --------
    >>> guessed(["Wo finde ich den Schlüssel?", "Er liegt auf dem Tisch und nicht in der Tasche."])
    'de'
    >>> guessed(["Où est la clé ?"]), guessed([])
    ('en', 'en')
    """
    counts = Counter(word for said in texts for word in text.words(said))
    held = {code: sum(counts[word] for word in stop_words) for code, stop_words in STOP_WORDS.items()}
    best = max(sorted(held), key=held.__getitem__)
    is_clear = held[best] > CLEARLY * held["en"] and held[best] >= STOP_SHARE * counts.total()
    return best if is_clear else "en"


@cache
def rarities(language: str) -> Mapping[str, float]:
    """Each folded word of a language with its rarity in [LEAST, 1]; empty for one without a list."""
    counts = _counts(language.split("-")[0])
    rarity = _rarity(max(counts.values(), default=1))
    return MappingProxyType({word: rarity(count) for word, count in counts.items()})


def of_stems(known: Mapping[str, float], words: Iterable[str], analyser: Analyser) -> dict[str, float]:
    """Each stem of some words with the rarity of the commonest of them; 1 for words not known."""
    stems: dict[str, float] = {}
    for word in words:
        stem = analyser.stem(word)
        stems[stem] = min(known.get(word, 1.0), stems.get(stem, 1.0))
    return stems


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
