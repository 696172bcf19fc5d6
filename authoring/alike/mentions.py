"""The facts that a sentence mentions."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import zip_longest
from typing import Final

from authoring.alike.facts import DENIAL, LIMIT, Day, Fact
from authoring.alike.numerals import NUMBERS, NUMERAL, SCALES, numeral
from authoring.alike.units import PERIODS, UNITS, unit

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_UNIT: Final = "|".join(re.escape(name) for name in sorted(UNITS, key=len, reverse=True) if name[0].isalpha())
_FACT: Final = re.compile(
    rf"""
    (?P<address>\b(?:[0-9a-f]{{2}}[:-]){{5}}[0-9a-f]{{2}}\b
        | (?<![\w:.])[0-9a-f]{{0,4}}(?::[0-9a-f]{{0,4}}){{2,7}}(?:/\d+)?(?![\w:])
        | (?<![\w.])\d+(?:\.(?:\d+|x)){{3}}(?:/\d+)?(?![\w/]))
    | (?P<prefix>(?<![\w./])/\d{{1,3}}(?![\w/]))
    | (?P<date>\b\d{{4}}-\d\d-\d\d\b | \b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}\b
        | \b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}}\b)?
        | \b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?![:.]\d)(?:,?\s\d{{4}}\b(?!-))?
        | \b{_MONTH}\s\d{{4}}\b)
    | (?P<weekday>\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b)
    | (?P<clock>\b\d{{1,2}}(?:[:.]\d\d)?\s?[ap](?:m\b|\.m\.) | \b\d{{1,2}}:\d\d\b | \bnoon\b | \bmidnight\b)
    | (?P<version>\bversion\s\d+(?:\.\d+)*\b | \brelease\s\d+(?:\.\d+)*\b
        | \bv\d+(?:\.\d+)*\b | (?<![\w.])\d+(?:\.\d+){{2,}}\b)
    | (?P<period>\b(?:per|each|every)\s(?:{"|".join(PERIODS)})\b
        | \b(?:hour|dai|week|month|quarter|year|annual)ly\b)
    | (?P<denial>\bcan(?:no|')?t\b | \w+n't\b | \bnot\b | \bnever\b | \bnone\b | \bnobody\b | \bneither\b
        | \bno\b(?!\.\s?\d) | \bwithout\b | \bunable\b | \bimpossible\b | \bforbidden\b | \bprohibited\b
        | \bbanned\b)
    | (?P<limit>\bonly\b)
    | (?P<number>
        (?:(?P<sign>[€$£¥])\s?)?(?P<minus>(?<![\w)])[-−](?=\d))?
        (?: (?<![\w.,/^])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)
            (?:\s(?P<scale>{"|".join(SCALES)})\b)?
          | \b(?P<words>{NUMERAL})(?!-(?!(?:{_UNIT})\b)) )
        (?: (?:[\s-]|(?<=[\d€$£¥]))(?!(?<=\d{{4}})s\b)
            (?P<unit>(?:{_UNIT}|per\ cent)(?![\w/])|%|°[CF]?|[€$£¥])
            (?P<rate>\sper\s(?:second|hour)\b)? )?
        (?![\w/]|[.,]\d) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NO_DENIAL: Final = re.compile(
    r"\b(?:no|not) (?:\w+ ){0,3}?(?:more|less|fewer|later|earlier|longer|further) than\b"
    r"|\bnot (?:only|just)\b"
    r"|\b(?:does|do|must|may|should|can|will) not exceed\b|\b(?:whether )?or not\b|\bif not\b"
    r"|\bno (?:matter|doubt)\b|^(?:yes|no)\b(?=[,.:;!–-])|\bonly (?=\d)|" + rf"\bonly (?={NUMERAL}\b)",
    re.IGNORECASE,
)
_HINT: Final = re.compile(
    rf"\d|::|\b(?:{'|'.join(sorted(NUMBERS | {*SCALES, 'noon', 'midnight'}))})\b|day\b|days\b|ly\b"
    r"|\b(?:per|each|every|no|not|never|none|nobody|neither|without|cannot|cant|only)\b|n['’]t\b"
    r"|unable|impossible|forbidden|prohibited|banned",
    re.IGNORECASE,
)
"""What any fact holds: most sentences hold none, and are spared the rest."""
_RANGE: Final = re.compile(r"\s?(?:to|-|–|or|and)\s?", re.IGNORECASE)
_ABOUT: Final = re.compile(
    r"\b(?:about|around|roughly|approximately|circa|some|nearly|almost|over|ca|approx|more than)\.?\s$|~$",
    re.IGNORECASE,
)
_PRONOUN_ONE: Final = re.compile(
    r"(?:the|this|that|each|every|any|which|no|another|other|either|new\w*|old\w*|as|by|from) $",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(r" (?!(?:of|or|and|to|by|is|in|on|at|can|may|that|which|who|with|for|as)\b)\w")
_RATES: Final = {
    ("data", "second"): ("rate", Fraction(1)),
    ("length", "hour"): ("speed", Fraction(1, 1000)),
    ("length", "second"): ("speed", Fraction(36, 10)),
}
_DENYING: Final = frozenset({"unable", "impossible", "forbidden", "prohibited", "banned"})
_TELLING: Final = frozenset(
    {"version", "release", "noon", "midnight", *NUMBERS, *SCALES, *PERIODS, *_DENYING}
)
FACT_WORDS: Final = _TELLING | frozenset(map(str.lower, UNITS)) | frozenset(map(str.lower, month_name))
"""Words that facts are told in; some of them may also mean something else."""


def mentions(text: str) -> tuple[Fact, ...]:
    """All that a sentence says exactly, in its order.

    Examples
    --------
    >>> [(fact.kind, str(fact.value)) for fact in mentions("It isn't 1.5 km (1,500 m) but two miles.")]
    [('denial', ''), ('length', '1500'), ('length', '1500'), ('length', '402336/125')]
    """
    if not _HINT.search(text):
        return ()
    text = _NO_DENIAL.sub(lambda found: " " * len(found[0]), text.replace("’", "'"))
    facts = [fact for found in _FACT.finditer(text) if (fact := _fact(text, found)) is not None]
    return tuple(_ranges(text, facts))


def _fact(text: str, found: re.Match[str]) -> Fact | None:
    kind = str(found.lastgroup)
    for name in ("address", "prefix", "date", "weekday", "clock", "version", "period", DENIAL, LIMIT):
        if found[name]:
            kind = name
            break
    else:
        return _number(text, found)
    return Fact(kind, _value(kind, found[0].lower()), Fraction(1), found[0], found.start())


def _value(kind: str, said: str) -> str | frozenset[Day]:
    if kind == "date":
        return _days(said)
    if kind == "period":
        return PERIODS[said.split()[-1]]
    if kind == "clock":
        return _minutes(said)
    if kind == "version":
        return re.sub(r"^\D+", "", said)
    return "" if kind in (DENIAL, LIMIT) else said.rstrip("s") if kind == "weekday" else said


def _days(said: str) -> frozenset[Day]:
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    named = next((place for place, name in enumerate(_MONTHS, start=1) if re.search(rf"\b{name}", said)), 0)
    if named:
        year = next((number for number in numbers if number > 31), 0)
        return frozenset({(year, named, next((number for number in numbers if number <= 31), 0))})
    if numbers[0] > 31:
        return frozenset({(numbers[0], numbers[1], numbers[2])})
    first, second, year = numbers
    return frozenset({(year, month, day) for day, month in ((first, second), (second, first)) if month <= 12})


def _minutes(said: str) -> str:
    """A time of the day as minutes since midnight."""
    if not said[0].isdigit():
        return "720" if said == "noon" else "0"
    hour, minute = (*map(int, re.findall(r"\d+", said)), 0)[:2]
    if said.rstrip(".m ").endswith(("a", "p")):
        hour = hour % 12 + (12 if "p" in said else 0)
    return str(hour % 24 * 60 + minute)


def _number(text: str, found: re.Match[str]) -> Fact | None:
    """An amount or a bare number; None for a word that only looks like one, such as `5G` or `the one`."""
    said, name = found[0], found["sign"] or found["unit"] or ""
    known = unit(name) if name else None
    if name and known is None:
        said = said[: found.start("unit") - found.start()].rstrip(" -")
        if found.start("unit") == found.end(
            "scale" if found["scale"] else "digits" if found["digits"] else "words"
        ):
            return None
    if found["words"] and found["words"].lower() == "one" and known is None and not _counts(text, found):
        return None
    kind, factor = known or ("", Fraction(1))
    if found["rate"] and (kind, found["rate"].split()[1]) in _RATES:
        kind, more = _RATES[kind, found["rate"].split()[1]]
        factor *= more
    value = Fraction(found["digits"].replace(",", "")) if found["digits"] else numeral(found["words"])
    value *= SCALES[found["scale"].lower()] if found["scale"] else 1
    about = _ABOUT.search(text[: found.start()]) is not None
    return Fact(kind, (-value if found["minus"] else value) * factor, factor, said, found.start(), about)


def _counts(text: str, found: re.Match[str]) -> bool:
    """Whether `one` counts something, rather than standing for it."""
    before, after = text[: found.start()], text[found.end() :]
    return _PRONOUN_ONE.search(before) is None and _COUNTED.match(after) is not None


def _ranges(text: str, facts: list[Fact]) -> Iterator[Fact]:
    """The facts, where a number without a unit has that of the number it makes a range with."""
    for fact, after in zip_longest(facts, facts[1:]):
        if after is not None and _RANGE.fullmatch(text[fact.end : after.place]):
            yield _with_unit_of(after, fact)
        else:
            yield fact


def _with_unit_of(known: Fact, fact: Fact) -> Fact:
    if fact.kind or not isinstance(fact.value, Fraction) or not isinstance(known.value, Fraction):
        return fact
    return replace(fact, kind=known.kind, value=fact.value * known.factor, factor=known.factor)
