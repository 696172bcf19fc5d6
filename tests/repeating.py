"""Questions asked again in other words, and questions that only look the same."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from faq import Content
from tests.altering import SIBLINGS, Alteration
from tests.conftest import passage

_BEGINNINGS: Final = (
    ("How do I", "How can I"), ("How do I", "How to"), ("How do I", "how should I"),
    ("What is the", "What's the"), ("What is a", "what exactly is a"), ("What is", "Please, what is"),
    ("Which", "What"), ("What are the", "What are"), ("When do", "when exactly do"),
    ("How long does", "how long will"), ("Can I", "May I"), ("May I", "Could I"),
    ("Where may I", "Where can I"), ("Is there", "is there any"),
    ("How much luggage may", "How much luggage can"), ("Do you", "Will you"), ("Why is", "Why's"),
)  # fmt: skip
_SAME: Final = {
    "difference": "distinction", "types": "kinds", "choose": "pick", "improve": "enhance", "cost": "price",
    "happens": "occurs", "large": "big", "write": "compose", "reduce": "lower", "change": "alter",
    "bring": "bring along", "rent": "hire", "accept": "take", "keep": "store", "reach": "contact",
    "sell": "offer", "show": "display", "get": "obtain", "defend": "protect", "control": "steer",
    "evaluate": "judge", "remember": "memorise",
}  # fmt: skip
_KINDS: Final = (
    ("How do I", "Why should I"), ("Can I", "Why can't I"), ("May I", "Why may I not"), ("What is", "Why is"),
    ("What is", "Where is"), ("When do", "Where do"), ("Is there", "Why is there no"),
    ("What are", "Who makes"),
    ("How long does", "Why does"), ("How do I", "Where do I"), ("Why do", "When do"), ("How early", "Why"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Repeat:
    """A question put into the content once more, below an answer of its own or its old one."""

    kind: str
    home: str
    """Id of the passage whose question it was."""
    id: str
    question: str
    answer: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.question!r} as in {self.home}"


def repeats(content: Content, kinds: Sequence[str], chance: random.Random) -> list[Repeat]:
    """One repeat of each kind, each of another passage, as far as there are any."""
    passages = list(content.passages)
    chance.shuffle(passages)
    made: list[Repeat] = []
    for number, kind in enumerate(kinds):
        for old in passages:
            heading = {**REPEATED, **ASKED_OTHERWISE}[kind](old.heading, chance)
            if heading is not None:
                passages.remove(old)
                answer = (
                    old.answer if kind == "answer" else f"Ask {chance.choice(_PEOPLE)} at window {number}."
                )
                made.append(Repeat(kind, old.id, f"again-{number}", heading, answer))
                break
    return made


def repeated(content: Content, again: Sequence[Repeat]) -> Content:
    """The content with each repeat as a further entry."""
    added = tuple(passage(item.id, item.question, answer=item.answer, line=1) for item in again)
    return replace(content, passages=(*content.passages, *added))


_PEOPLE: Final = (
    "the porter",
    "Mrs Lindqvist",
    "our gardener",
    "the night watch",
    "the pilot",
    "the cook's aunt",
)


def _typed_otherwise(asked: str, chance: random.Random) -> str:
    """Other capitals, another mark at the end, another gap."""
    bare = asked.rstrip("?")
    return chance.choice(
        (asked.lower(), asked.upper(), bare, f"{bare} ??", f"  {asked}", bare.lower().replace(" ", "  "))
    )


def _begun_otherwise(asked: str, chance: random.Random) -> str | None:
    choices = [(old, new) for old, new in _BEGINNINGS if asked.startswith(old)]
    if not choices:
        return None
    old, new = chance.choice(choices)
    return new + asked.removeprefix(old)


def _mistyped(asked: str, chance: random.Random) -> str | None:
    """Two neighbouring letters swapped, or one doubled or lost, within a longer word of small letters."""
    long = [found for found in re.finditer(r"(?<![\w-])[a-z]{6,}(?![\w-])", asked) if len(asked.split()) > 3]
    if len(re.findall(r"\w{5,}", asked)) < 3 or not long:
        return None
    word = chance.choice(long)
    place = word.start() + chance.randrange(1, len(word[0]) - 2)
    one, other = asked[place], asked[place + 1]
    typed = chance.choice((other + one, one + one + other, other)) if one != other else one
    return asked[:place] + typed + asked[place + 2 :]


def _other_word(asked: str, chance: random.Random) -> str | None:
    known = [word for word in _SAME if re.search(rf"\b{word}\b", asked)]
    if not known or len(asked.split()) < 4:
        return None
    word = chance.choice(known)
    return re.sub(rf"\b{word}\b", _SAME[word], asked)


def _another(asked: str, chance: random.Random) -> str:
    """A question that shares nothing with the old one: only the answer is the same."""
    return f"Anything about {chance.choice(_PEOPLE)} and walrus number {chance.randrange(1000)}?"


def _sibling(asked: str, chance: random.Random) -> str | None:
    names = [name for name in SIBLINGS if re.search(rf"\b{name}\b", asked)]
    if not names:
        return None
    name = chance.choice(names)
    return re.sub(rf"\b{name}\b", SIBLINGS[name], asked)


def _other_figure(asked: str, chance: random.Random) -> str | None:
    found = list(re.finditer(r"(?<![\w.])/?\d+(?![\w.])|\b(?:two|three|four|five|seven)\b", asked))
    if not found:
        return None
    figure = chance.choice(found)
    new = "nine" if figure[0].isalpha() else re.sub(r"\d+", lambda number: str(int(number[0]) + 1), figure[0])
    return asked[: figure.start()] + new + asked[figure.end() :]


def _other_kind(asked: str, chance: random.Random) -> str | None:
    choices = [(old, new) for old, new in _KINDS if asked.startswith(old)]
    if not choices:
        return None
    old, new = chance.choice(choices)
    return new + asked.removeprefix(old)


def _for_others(asked: str, chance: random.Random) -> str:
    """The same, of a thing of one's own."""
    whose = chance.choice(
        ("for the Mark 7", "at Nordline", "in Portugal", "with a GX200", "on board the Gannet")
    )
    return f"{asked.rstrip('?')} {whose}?"


REPEATED: Final[Mapping[str, Alteration]] = {
    "typed otherwise": _typed_otherwise, "begun otherwise": _begun_otherwise, "mistyped": _mistyped,
    "other word": _other_word, "answer": _another,
}  # fmt: skip
ASKED_OTHERWISE: Final[Mapping[str, Alteration]] = {
    "sibling": _sibling, "figure": _other_figure, "kind": _other_kind, "for others": _for_others,
}  # fmt: skip
