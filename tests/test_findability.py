"""The content that ships, asked its own questions: each finds its entry, with a typing error too."""

import random
from collections import Counter
from functools import cache

import pytest

from faq import CONTENT, load
from retrieval import Assistant
from retrieval.text import words

SEED = 20_261_122
EDITS = 1_000
"""One-letter edits that are tried, drawn from all phrasings."""
FLOOR = 0.97
SHORTEST = 4
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PHRASINGS = [(passage.id, phrasing) for passage in load(CONTENT).passages for phrasing in passage.phrasings]


@cache
def unshared() -> list[tuple[str, str]]:
    """Each phrasing with its entry, without those that two entries have."""
    owners = Counter(phrasing for _, phrasing in {(name, " ".join(words(text))) for name, text in PHRASINGS})
    return [(name, text) for name, text in PHRASINGS if owners[" ".join(words(text))] == 1]


def first(assistant: Assistant, question: str) -> str:
    """The passage found first, or what came instead."""
    reply = assistant.ask(question)
    if reply.smalltalk is not None:
        return "small talk"
    return reply.hits[0].passage.id if reply.hits else "nothing"


def edited(word: str, kind: str, chance: random.Random) -> str:
    """A word with one typing error."""
    place = chance.randrange(len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    if kind == "swap":
        return before + after[0] + letter + after[1:]
    if kind == "drop":
        return before + after
    if kind == "double":
        return before + letter * 2 + after
    return before + chance.choice(LETTERS) + after


def misspelt(phrasing: str, assistant: Assistant, chance: random.Random) -> str | None:
    """The phrasing with one error in one word that makes no other known word; None if there is none."""
    typed = phrasing.split()
    long = [
        place
        for place, word in enumerate(typed)
        if len(word) >= SHORTEST and word.isalpha() and word.isascii()
    ]
    if not long:
        return None
    place, kind = chance.choice(long), chance.choice(("swap", "drop", "double", "replace"))
    error = edited(typed[place].lower(), kind, chance)
    if error == typed[place].lower() or assistant.index.spelling.knows(error):
        return None
    return " ".join([*typed[:place], error, *typed[place + 1 :]])


def test_most_phrasings_belong_to_one_entry() -> None:
    assert len(unshared()) >= 0.99 * len(PHRASINGS)


def test_every_phrasing_finds_its_own_entry_first(shipped: Assistant) -> None:
    lost = [
        f"{phrasing!r} of #{name} finds {found}"
        for name, phrasing in unshared()
        if (found := first(shipped, phrasing)) != name
    ]
    assert lost == [], "\n".join(lost)


def test_phrasings_with_a_typing_error_find_their_entry_first(shipped: Assistant) -> None:
    chance = random.Random(SEED)
    asked = chance.sample(unshared(), len(unshared()))
    typed = [(name, error) for name, phrasing in asked if (error := misspelt(phrasing, shipped, chance))][
        :EDITS
    ]
    lost = [
        f"{error!r} of #{name} finds {found}"
        for name, error in typed
        if (found := first(shipped, error)) != name
    ]
    right = 1 - len(lost) / len(typed)
    assert len(typed) >= min(EDITS, len(unshared()) // 2)
    assert right >= FLOOR, "\n".join([f"{right:.1%} of {len(typed)} found, {len(lost)} lost:", *lost])


@pytest.mark.parametrize(("kind", "expected"), [("swap", 6), ("drop", 5), ("double", 7), ("replace", 6)])
def test_an_edit_is_one_letter(kind: str, expected: int) -> None:
    assert {len(edited("subnet", kind, random.Random(seed))) for seed in range(20)} == {expected}
