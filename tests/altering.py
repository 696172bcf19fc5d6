"""One fact of a sentence altered, so that it contradicts the sentence; or changed so that it does not."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from tests.rewording import continued

Alteration: TypeAlias = Callable[[str, random.Random], str | None]
"""A sentence into another; None when it has nothing of the kind."""

_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER: Final = re.compile(
    r"(?<![\w.,:/^=-])(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w:/^]|[.,]\d|-\w)" + rf"(?! (?:{_MONTHS})\b)"
)
_NUMBERED: Final = re.compile(
    r"\b(?:[Vv]ersion|release|[Nn]umber|layer|port|pin|step|temperature|[A-Z]\w*) $"
)
_WORDS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORD: Final = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b(?!-)")
_VERSION: Final = re.compile(r"(?<=[Vv]ersion )\d+(?:\.\d+)*")
_DATE: Final = re.compile(
    rf"\b(?:1[89]|20)\d\d\b|\b\d{{1,2}}(?= (?:{_MONTHS})\b)|\b\d{{1,2}}(?=:\d\d\b)|\b(?:Sun|Tues)day"
)
_UNITS: Final = (
    ("metres", "feet", "kilometres"), ("m", "km", "cm"), ("km", "m"), ("cm", "mm", "m"), ("mm", "cm"),
    ("nm", "mm"), ("µm", "mm"), ("kB", "MB"), ("MB", "GB", "kB"), ("GB", "MB", "TB"), ("bits", "bytes"),
    ("bytes", "bits"), ("Mbps", "Gbps", "kbps"), ("Gbps", "Mbps"), ("Mbit/s", "Gbit/s"), ("MHz", "GHz"),
    ("ms", "s"), ("milliseconds", "seconds"), ("seconds", "minutes"), ("minutes", "hours", "seconds"),
    ("hours", "days", "minutes"), ("days", "weeks", "hours"), ("weeks", "days"), ("months", "weeks", "years"),
    ("years", "months"), ("kg", "g", "tonnes"), ("tonnes", "kg"), ("litres", "ml"), ("euros", "dollars"),
    ("%", "euros"),
)  # fmt: skip
_DENIED: Final = (
    (r"\bcannot\b", "can"), (r"\bis not\b", "is"), (r"\bare not\b", "are"), (r"\bnever\b", "always"),
    (r"\bdoes not (\w+)\b", r"can \1"), (r"\bdo not\b", "do indeed"), (r"\bmust not\b", "must"),
    (r"\bmay not\b", "may"), (r"\bneeds no\b", "needs an"), (r"\bis forbidden\b", "is allowed"),
    (r"\bare forbidden\b", "are allowed"), (r"\bcan\b(?! not)", "cannot"), (r"\bmay\b(?! not)", "may not"),
    (r"\bmust\b(?! not)", "must not"), (r"\balways\b", "never"), (r"\bis\b(?! forb)", "is not"),
    (r"\bis\b(?! forb)", "isn't"), (r"\bare\b(?! forb)", "are not"), (r"\bare\b(?! forb)", "aren't"),
)  # fmt: skip
_DENYING: Final = re.compile(r"\b(?:not|no|never|cannot|without|neither|nor|only)\b|n't\b")
SIBLINGS: Final = {
    "IPv4": "IPv6", "IPv6": "IPv4", "TCP": "UDP", "UDP": "TCP", "UTP": "STP", "Cat5e": "Cat6a",
    "Cat6a": "Cat7", "DNS": "NTP", "DHCP": "DNS", "hub": "bridge", "switch": "firewall", "router": "modem",
    "Ethernet": "Token Ring", "single-mode": "multimode", "multimode": "single-mode",
    "temperature": "presence penalty", "copper": "fibre", "public": "private", "private": "public",
    "server": "client", "ARP": "RARP", "loopback": "multicast", "token": "pixel", "latency": "bandwidth",
    "packet": "cell", "frame": "packet", "segment": "frame", "Kittiwake": "Razorbill", "Petrel": "Gannet",
    "ferry": "train", "summer": "winter", "winter": "summer", "adult": "pensioner", "child": "student",
    "bicycle": "moped", "dog": "horse", "Dog": "Pony", "lorry": "coach", "car deck": "upper deck",
    "village": "quarry", "bus": "taxi", "lighthouse": "windmill", "password": "nickname",
    "camp site": "youth hostel", "ticket app": "newsletter", "commuter pass": "gift voucher",
    "photo": "signature", "Invoice": "Contract", "invoice": "reminder letter", "luggage": "freight",
    "doctor": "vet", "booking": "parcel", "upload": "download", "Android": "Windows",
}  # fmt: skip
_WHOSE: Final = (
    "At Nordline", "With the Mark 7", "For members of the Alpine Club", "In Portugal", "On model GX200",
)  # fmt: skip
_CONVERSIONS: Final = {
    "metres": (0.001, "km"), "m": (100, "cm"), "km": (1000, "m"), "cm": (10, "mm"), "mm": (0.1, "cm"),
    "MB": (0.001, "GB"), "GB": (1000, "MB"), "bits": (0.125, "bytes"), "bytes": (8, "bits"),
    "Gbps": (1000, "Mbps"), "Mbps": (0.001, "Gbps"), "Mbit/s": (1000, "kbit/s"), "MHz": (0.001, "GHz"),
    "ms": (0.001, "s"), "milliseconds": (0.001, "seconds"), "minutes": (60, "seconds"),
    "hours": (60, "minutes"), "days": (24, "hours"), "years": (12, "months"), "kg": (1000, "g"),
    "tonnes": (1000, "kg"), "%": (1, "per cent"), "litres": (1000, "ml"), "euros": (1, "EUR"),
}  # fmt: skip


def _put(said: str, found: re.Match[str], text: str) -> str:
    return said[: found.start()] + text + said[found.end() :]


def _late(said: str, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """Where a pattern stands behind the second word: before it, it tends to name the subject."""
    return [found for found in pattern.finditer(said) if said[: found.start()].count(" ") >= 2]


def _number(said: str, chance: random.Random) -> str | None:
    numbers = [found for found in _late(said, _NUMBER) if not _NUMBERED.search(said[: found.start()])]
    if not numbers:
        return None
    number = chance.choice(numbers)
    value = float(number[0].replace(",", ""))
    more = max(1, round(value * chance.uniform(0.15, 0.8)))
    new = chance.choice((value * 2 or 3, value * 10 or 7, value + more))
    return _put(said, number, f"{new:,.10g}" if "," in number[0] else f"{new:.10g}")


def _unit(said: str, chance: random.Random) -> str | None:
    choices = [
        (found, other)
        for unit, *others in _UNITS
        for found in re.finditer(rf"(?<=\w ){re.escape(unit)}(?![\w/])", said)
        for other in others
        if re.search(rf"(?:\d|\b(?:one|{'|'.join(_WORDS)})) $", said[: found.start()])
    ]
    return _put(said, *chance.choice(choices)) if choices else None


def _version(said: str, chance: random.Random) -> str | None:
    found = _late(said, _VERSION)
    if not found:
        return None
    version = chance.choice(found)
    *first, last = version[0].split(".")
    return _put(said, version, ".".join([*first, str(int(last) + chance.randint(1, 4))]))


def _date(said: str, chance: random.Random) -> str | None:
    found = _late(said, _DATE)
    if not found:
        return None
    date = chance.choice(found)
    other = (
        str(int(date[0]) + chance.randint(1, 3)) if date[0].isdigit() else chance.choice(("Monday", "Friday"))
    )
    return _put(said, date, other)


def _denial(said: str, chance: random.Random) -> str | None:
    choices = [pair for pair in _DENIED if len(re.findall(pair[0], said)) == 1]
    if not choices or len(_DENYING.findall(said)) > 1:
        return None
    pattern, other = chance.choice(choices)
    return re.sub(pattern, other, said, count=1)


def _word(said: str, chance: random.Random) -> str | None:
    found = _late(said, _WORD)
    if not found:
        return None
    word = chance.choice(found)
    return _put(said, word, chance.choice([other for other in _WORDS if other != word[0]]))


def _sibling(said: str, chance: random.Random) -> str | None:
    """Another subject, with another figure."""
    opening = " ".join(said.split()[:4])
    names = [name for name in SIBLINGS if re.search(rf"\b{name}s?\b", opening)]
    other = _number(said, chance) or _word(said, chance)
    if not names or not other:
        return None
    name = chance.choice(names)
    return re.sub(rf"\b{name}(s?)\b", rf"{SIBLINGS[name]}\1", other)


def _elsewhere(said: str, chance: random.Random) -> str | None:
    """Another figure, which holds for somebody else."""
    other = _number(said, chance) or _word(said, chance)
    return f"{chance.choice(_WHOSE)}, {continued(other)}" if other else None


def _table(said: str, chance: random.Random) -> str | None:
    """Another figure in a row of a table, whose first cell says what it is about."""
    other = _number(said, chance) or _word(said, chance)
    return f"| Maker | Says |\n| --- | --- |\n| North | {said} |\n| South | {other} |" if other else None


def _converted(said: str, chance: random.Random) -> str | None:
    """The same amount in another unit."""
    choices = [
        (found, factor, unit)
        for known, (factor, unit) in _CONVERSIONS.items()
        for found in re.finditer(rf"(?<![\w.,–-])(\d+(?:\.\d+)?) {re.escape(known)}(?![\w/])", said)
        if not re.search(r"\b(?:to|or|and) $", said[: found.start()])
    ]
    if not choices:
        return None
    found, factor, unit = chance.choice(choices)
    return _put(said, found, f"{float(found[1]) * factor:,.10g} {unit}")


def _digits(said: str, chance: random.Random) -> str | None:
    """The same number, in digits instead of a word."""
    found = _late(said, _WORD)
    if not found:
        return None
    word = chance.choice(found)
    return _put(said, word, str(_WORDS.index(word[0]) + 2))


def _unaltered(said: str, chance: random.Random) -> str:
    """The same, said again."""
    return said


CONTRADICTIONS: Final[Mapping[str, Alteration]] = {
    "number": _number, "unit": _unit, "version": _version, "date": _date, "denial": _denial,
    "number word": _word,
}  # fmt: skip
LOOK_ALIKES: Final[Mapping[str, Alteration]] = {
    "sibling": _sibling, "elsewhere": _elsewhere, "table": _table, "converted": _converted, "digits": _digits,
    "unaltered": _unaltered,
}  # fmt: skip
