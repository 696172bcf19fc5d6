"""Acronyms that a text spells out.

After Schwartz and Hearst, *A simple algorithm for identifying abbreviation definitions in biomedical text*
(2003): the letters of the short form are looked for from right to left in the words beside it, the first
of them at the beginning of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_SHORT: Final = r"[^\W_](?:[^\W_]|[./&-](?=[^\W_])){1,9}"
_SHORT_LAST: Final = re.compile(rf"\(({_SHORT})\)")
_SHORT_FIRST: Final = re.compile(rf"(?<![\w-])({_SHORT}) \(([^()\n]{{4,80}})\)")
MOST: Final = 120
"""Characters before a bracket that are looked at."""
_PHRASE: Final = re.compile(r"[\w'’-]+(?:[ /][\w'’-]+)*$")
_BREAK: Final = re.compile(r"[,;:]")
_PLURAL: Final = re.compile(r"(?<=[A-Z\d])s$")
_LAST_S: Final = re.compile(r"(?<=[a-z]{2})(?<!s)s$")
_SMALL: Final = frozenset(("a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to"))


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """The short and the long form of each acronym that a text spells out, both in the singular.

    Examples
    --------
    >>> list(definitions("Large language models (LLMs) use NAT (network address translation) as (not) ever."))
    [('LLM', 'large language model'), ('NAT', 'network address translation')]
    """
    if "(" not in text:
        return
    for found in _SHORT_LAST.finditer(text):
        if _is_short(found[1]):
            before = text[max(0, found.start() - MOST) : found.start()].rstrip()
            phrase = _PHRASE.search(before)
            yield from _pair(found[1], phrase[0] if phrase else "")
    for found in _SHORT_FIRST.finditer(text):
        if _is_short(found[1]):
            yield from _pair(found[1], _BREAK.split(found[2])[0], whole=True)


def _is_short(form: str) -> bool:
    return sum(map(str.isupper, form)) > 1


def _pair(short: str, phrase: str, whole: bool = False) -> Iterator[tuple[str, str]]:
    """Both forms, if the end of the phrase, or the whole of it, spells the short one out."""
    one = _PLURAL.sub("", short)
    said = " ".join(phrase.split()[-min(len(one) + 5, 2 * len(one)) :])
    places = _initials(one, said) or _places(one, said)
    if not places or (whole and places[0] > 0):
        return
    long = said[places[0] :]
    if one.lower() not in long.lower().split() and _all_told(long, [place - places[0] for place in places]):
        yield one, _small(long if one == short else _LAST_S.sub("", long))


def _initials(short: str, phrase: str) -> list[int]:
    """Where the last words of a phrase begin, if their first letters are the short form."""
    letters = [letter for letter in short.lower() if letter.isalnum()]
    places: list[int] = []
    for found in reversed(list(re.finditer(r"[^\W_]+", phrase.lower()))):
        if letters and found[0][0] == letters[-1]:
            places.insert(0, found.start())
            letters.pop()
        elif not letters or found[0] not in _SMALL:
            break
    return [] if letters else places


def _places(short: str, phrase: str) -> list[int]:
    """Where the letters of a short form stand in a phrase; empty when one of them does not."""
    letters = [letter for letter in short.lower() if letter.isalnum()]
    places: list[int] = []
    place = len(phrase)
    for left, letter in zip(range(len(letters) - 1, -1, -1), reversed(letters), strict=True):
        place -= 1
        while place >= 0 and not _stands(letter, place, phrase, beginning=left == 0):
            place -= 1
        if place < 0:
            return []
        places.insert(0, place)
    return places


def _stands(letter: str, place: int, phrase: str, beginning: bool) -> bool:
    begins = place == 0 or not phrase[place - 1].isalnum()
    return phrase[place].lower() == letter and (begins or not beginning)


def _all_told(long: str, places: list[int]) -> bool:
    """Whether each word of a long form but the small ones gave a letter, and it begins with none of those."""
    spans = [found.span() for found in re.finditer(r"[^\W_]+", long) if found[0].lower() not in _SMALL]
    told = all(any(start <= place < end for place in places) for start, end in spans)
    return told and bool(spans) and spans[0][0] == 0


def _small(long: str) -> str:
    """A long form without the capital that it may owe to its place in the sentence."""
    return long[0].lower() + long[1:] if long[1:].islower() else long
