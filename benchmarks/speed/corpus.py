"""Entries by the thousand or the million, in memory, with questions whose entry is known.

Words follow Zipf's law, and each topic has words of its own, so that an index of these entries is as full
and as lopsided as one of real text. There is no grammar and no punctuation: every tokeniser sees the same
words. Which contender finds more says how they rank on this corpus, and nothing about real questions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from faq import Passage, Source
from retrieval.language import rarities

TOPICS: Final = 2_000
OWN: Final = 30
"""Words of a topic, none of them one of the commonest."""
OWN_SHARE: Final = 0.3
"""Of the words of an entry that are its topic's own."""
COMMONEST: Final = 1_000
QUESTION_WORDS: Final = (8, 12)
"""Fewest and most."""
ANSWER_WORDS: Final = (45, 75)
ASKED_WORDS: Final = 6
"""Of an entry's question that are asked for."""
ADDED_WORDS: Final = 2
"""That are asked besides, each one of the `ADDED_FROM` commonest."""
ADDED_FROM: Final = 100
EDITED: Final = 0.2
"""Share of the asked words of at least `SHORTEST` letters that carry an edit."""
SHORTEST: Final = 4
_CHUNK: Final = 10_000
"""Entries drawn at once; they are the same whatever comes after them."""

Numbers: TypeAlias = npt.NDArray[np.intp]
Chance: TypeAlias = np.random.Generator


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the entry that it was made of."""

    question: str
    entry: int
    meant: tuple[str, ...]
    """The words of the question before their edits."""


def passages(entries: int, seed: int = 0) -> tuple[Passage, ...]:
    """That many entries; a smaller corpus of the same seed is the beginning of a larger one."""
    return tuple(_entries(entries, seed))


def number(passage_id: str) -> int:
    """The place in the corpus that an id tells."""
    return int(passage_id.removeprefix("e"))


def questions(corpus: tuple[Passage, ...], count: int, seed: int = 0) -> list[Asked]:
    """Some questions, each about an entry drawn from the whole corpus."""
    chance = np.random.default_rng([seed, 1, len(corpus)])
    drawn = chance.integers(0, len(corpus), count).tolist()
    return [_asked(entry, corpus[entry].heading.split(), chance) for entry in drawn]


def edited(word: str, chance: Chance) -> str:
    """Another word: one letter deleted, inserted or replaced, or two neighbours swapped."""
    place, letter = int(chance.integers(len(word))), ascii_lowercase[int(chance.integers(26))]
    match int(chance.integers(4)):
        case 0:
            return word[:place] + letter + word[place:]
        case 1 if word[place] != letter:
            return word[:place] + letter + word[place + 1 :]
        case 2 if word[place - 1] != word[place] and place:
            return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
        case _:
            return word[:place] + word[place + 1 :]


def _asked(entry: int, words: list[str], chance: Chance) -> Asked:
    added = _words()[chance.integers(0, ADDED_FROM, ADDED_WORDS)]
    meant = [*chance.choice(words, ASKED_WORDS, replace=False).tolist(), *added.tolist()]
    chance.shuffle(meant)
    typed = [
        edited(word, chance) if len(word) >= SHORTEST and chance.random() < EDITED else word for word in meant
    ]
    return Asked(" ".join(typed), entry, tuple(meant))


@cache
def _words() -> npt.NDArray[Any]:
    """The English words that the spelling knows, the commonest first; letters alone are no words."""
    known = rarities("en")
    return np.array(
        [word for word in sorted(known, key=known.__getitem__) if word.isalpha() and len(word) > 1], object
    )


def _entries(entries: int, seed: int) -> Iterator[Passage]:
    topics = _topics(seed)
    for begin in range(0, entries, _CHUNK):
        chance = np.random.default_rng([seed, 2, begin])
        drawn = _drawn(topics, chance)
        asked, said = (_lengths(between, chance) for between in (QUESTION_WORDS, ANSWER_WORDS))
        for place in range(min(_CHUNK, entries - begin)):
            words = _words()[drawn[place, : asked[place] + said[place]]].tolist()
            question, answer = " ".join(words[: asked[place]]), " ".join(words[asked[place] :])
            yield _passage(begin + place, question, answer)


def _topics(seed: int) -> Numbers:
    """The own words of each topic, of shape (TOPICS, OWN)."""
    chance = np.random.default_rng([seed, 3])
    return chance.integers(COMMONEST, len(_words()), (TOPICS, OWN))


def _lengths(between: tuple[int, int], chance: Chance) -> list[int]:
    return chance.integers(*between, _CHUNK, endpoint=True).tolist()


def _drawn(topics: Numbers, chance: Chance) -> Numbers:
    """Numbers of words, a row an entry, as many as the longest entry has."""
    shape = (_CHUNK, QUESTION_WORDS[1] + ANSWER_WORDS[1])
    topic = chance.integers(0, TOPICS, (_CHUNK, 1))
    own = topics[topic, _ranks(OWN, 0.7, shape, chance)]
    return np.where(chance.random(shape) < OWN_SHARE, own, _ranks(len(_words()), 1.0, shape, chance))


def _ranks(most: int, steepness: float, shape: tuple[int, int], chance: Chance) -> Numbers:
    """Ranks by Zipf's law, from 0: the chance of each falls with its rank to the power of the steepness."""
    shares = np.cumsum(np.arange(1, most + 1) ** -steepness)
    return np.searchsorted(shares, chance.random(shape) * shares[-1])


def _passage(entry: int, question: str, answer: str) -> Passage:
    return Passage(
        id=f"e{entry}",
        title=question,
        phrasings=(question,),
        text=answer,
        answer=answer,
        topic="",
        tags=(),
        see_also=(),
        language="en",
        reference="",
        reviewed="",
        source=Source("entries/synthetic.md", entry + 1),
        article="",
        article_title="",
        hash=hashlib.sha256(f"{question}\0{answer}".encode()).hexdigest()[:12],
    )
