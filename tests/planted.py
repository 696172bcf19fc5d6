"""Corpora with known defects, drawn by chance: a town's services, some of them twice, and look-alikes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from faq import Content, Passage
from retrieval.text import words
from tests.conftest import passage

SERVICES: Final = {
    "library card": "reader's ticket",
    "swimming pool": "public baths",
    "parking permit": "resident's badge",
    "compost bin": "garden waste box",
    "allotment": "vegetable plot",
    "dog licence": "tag for my hound",
    "wedding room": "registry hall",
    "bicycle locker": "lock-up for cycles",
    "market stall": "pitch for traders",
    "hedgehog shelter": "home for spiny visitors",
    "tennis court": "racket ground",
    "choir": "singing group",
    "pottery kiln": "oven for clay",
    "telescope": "stargazing instrument",
    "canoe": "paddle boat",
    "sewing machine": "stitching device",
    "bread oven": "village bakehouse",
    "ski pass": "lift ticket",
    "fishing rod": "angler's tackle",
    "chess board": "set of kings and pawns",
    "beehive": "colony of honey makers",
    "wheelchair ramp": "step-free access",
    "flu jab": "winter vaccination",
    "hearing loop": "induction system",
    "birth certificate": "proof of being born",
    "passport photograph": "portrait for travel papers",
    "skip": "container for rubble",
    "chimney sweep": "soot remover",
    "tree stump": "rest of a felled oak",
    "street lamp": "roadside light",
    "pothole": "crater in the tarmac",
    "graffiti": "paint on walls",
    "wasp nest": "swarm under my roof",
    "football pitch": "grass for kickers",
    "museum guide": "docent",
    "ferry": "river crossing",
    "night bus": "late coach",
    "tram stop": "rail halt",
    "school meal": "pupils' lunch",
    "kindergarten": "day nursery",
    "piano lesson": "keyboard tuition",
    "drum kit": "percussion",
    "ladder": "rungs to climb",
    "concrete mixer": "cement drum",
    "barbecue": "grill by the lake",
    "tent": "canvas to sleep under",
    "sauna": "hot cabin",
    "climbing wall": "bouldering hall",
    "skate park": "half-pipe",
    "cinema": "picture house",
    "puppet theatre": "marionettes",
    "printing press": "letterpress",
    "greenhouse": "glass for seedlings",
    "orchard": "apple trees",
    "mushroom walk": "fungus foray",
    "first aid course": "bandage class",
    "voting card": "ballot paper",
    "tax form": "revenue sheet",
    "tourist tax": "levy on guests",
    "shooting range": "marksmen's club",
}
"""What a town offers or rids people of, each by two names that share no word."""

_WAYS: Final = (
    (
        "How do I book a {name}?",
        "reserve the {other}",
        "arrange a {name} for Saturday",
        "{other}: is one free?",
    ),
    (
        "What does a {name} cost?",
        "price of the {other}",
        "is the {name} cheaper for pensioners",
        "{other} fee",
    ),
    (
        "Where do I find the {name}?",
        "way to the {other}",
        "address of the {name} office",
        "{other}, which street",
    ),
    (
        "Who looks after the {name}?",
        "{other} contact",
        "phone number for the {name}",
        "whom do I ask about the {other}",
    ),
    (
        "How do I report a broken {name}?",
        "{other} is damaged",
        "complain about the {name}",
        "defect of the {other}",
    ),
)
_ANSWERS: Final = (
    "Fill in the form at counter {n} and bring your {name} papers. The {other} is yours from the next {day}.",
    "Ask for it on the {floor} floor of the town hall. Most people wait {n} days; on {day} it is quicker.",
    "Our {floor} team does that. Write to them by {day}, or ring extension {n} and say {other}.",
    "That is free for children. Everybody else pays {n} crowns on the {floor} floor, any {day} before noon.",
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_FLOORS: Final = ("ground", "first", "second", "third", "top")

_SAME: Final = {
    "how": "in what way",
    "where": "in which place",
    "what": "what exactly",
    "who": "which person",
    "find": "locate",
    "book": "order",
    "cost": "come to",
    "price": "amount",
    "report": "tell you of",
    "damaged": "broken",
    "most": "nearly all",
    "bring": "take along",
    "ask": "enquire",
    "write": "send a note",
    "free": "gratis",
    "my": "our",
    "the": "this",
    "a": "one",
    "is": "would be",
    "can": "could",
    "for": "concerning",
}
"""What an author writes who does not see that the entry is there already."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A corpus with defects that are known."""

    content: Content
    defects: tuple[frozenset[str], ...]
    """Pairs of ids: an entry, and one that stands in its way."""
    innocent: frozenset[str]
    """Ids of entries that only look like others."""


def town(chance: random.Random, count: int) -> Content:
    """Entries on so many subjects, each asked for in four ways."""
    named = chance.sample(sorted(SERVICES.items()), count)
    return Content(tuple(_service(chance, name, other) for name, other in named))


def planted(base: Content, chance: random.Random, each: int, innocent: int) -> Planted:
    """A corpus with `each` defects of three kinds, and so many look-alike pairs of no defect.

    The kinds: a copy with a few words changed; an entry with two phrasings of another, word for word; an
    entry all of whose phrasings are parts of another's.
    """
    able = [told for told in base.passages if len(told.phrasings) > 3]
    victims = chance.sample(able, 3 * each)
    kinds = [_copy, _borrower, _part]
    culprits = [kinds[number % 3](victim, chance, number) for number, victim in enumerate(victims)]
    alike = [told for number in range(innocent) for told in _look_alikes(chance, number)]
    passages = [*base.passages, *culprits, *alike]
    chance.shuffle(passages)
    pairs = zip(victims, culprits, strict=True)
    defects = tuple(frozenset((victim.id, culprit.id)) for victim, culprit in pairs)
    return Planted(replace(base, passages=tuple(passages)), defects, frozenset(told.id for told in alike))


def _service(chance: random.Random, name: str, other: str) -> Passage:
    told = {"name": name, "other": other, "n": chance.randrange(2, 90)}
    told |= {"day": chance.choice(_DAYS), "floor": chance.choice(_FLOORS)}
    ways = (way.format(**told) for way in chance.choice(_WAYS))
    answer = chance.choice(_ANSWERS).format(**told)
    return replace(passage(name.replace(" ", "-"), *ways, answer=answer), tags=(other,))


def _copy(victim: Passage, chance: random.Random, number: int) -> Passage:
    """The same once more, in other words here and there."""
    ways = chance.sample(victim.phrasings, min(5, len(victim.phrasings)))
    said = dict.fromkeys(_reworded(way, chance) for way in ways)
    return passage(f"copy-{number}", *said, answer=_reworded(victim.text, chance), line=number)


def _borrower(victim: Passage, chance: random.Random, number: int) -> Passage:
    """Another subject, with two phrasings that are another's."""
    own = (f"what is item {number} of the charter", f"charter clause {number}")
    taken = (way.upper() + " " for way in chance.sample(victim.phrasings, 2))
    return passage(
        f"borrower-{number}", *own, *taken, answer=f"It says what clause {number} says.", line=number
    )


def _part(victim: Passage, chance: random.Random, number: int) -> Passage:
    """An entry that asks what another asks, in fewer words, and answers with less."""
    said = dict.fromkeys(" ".join(words(way)[1:]) for way in victim.phrasings[:5])
    answer = " ".join(victim.text.split()[: max(4, len(victim.text.split()) // 2)])
    return passage(f"part-{number}", *filter(None, said), answer=answer, line=number)


def _reworded(text: str, chance: random.Random) -> str:
    """A text with some of its everyday words said otherwise; at least one, or `please` in front."""
    typed = text.split(" ")
    known = [place for place, word in enumerate(typed) if word.casefold() in _SAME]
    for place in chance.sample(known, min(len(known), max(1, len(typed) // 8))):
        typed[place] = _SAME[typed[place].casefold()]
    return " ".join(typed if known else ["please:", *typed])


def _look_alikes(chance: random.Random, number: int) -> Iterator[Passage]:
    """Two entries that ask the same of two things: nothing but the name differs."""
    letters = "BCDFGHJKLMNPQRSTVWXZ"
    for _ in range(2):
        short = "".join(chance.sample(letters, 3)) + letters[number % 20]
        long = _spelt(short, chance)
        yield passage(
            f"alike-{short.casefold()}",
            f"What is {short}?",
            f"{short} meaning",
            f"explain {long}",
            f"what is the {long} good for?",
            answer=f"{short} is short for {long}. It was agreed on in {chance.randrange(1970, 2020)}.",
        )


def _spelt(short: str, chance: random.Random) -> str:
    """A name of invented words that begin with some letters."""
    endings: Sequence[str] = ("arolo", "ekunda", "imaber", "ostavi", "udrelo", "anoti", "efiro", "ibasul")
    return " ".join(letter.casefold() + chance.choice(endings) for letter in short)
