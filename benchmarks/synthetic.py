"""Content of any size that looks like content to a machine: words by Zipf's law, several ways to ask."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from retrieval.language import rarities

WORDS: Final = 20_000
"""Of the English word list that the spelling uses, the commonest first."""
PHRASINGS: Final = 5
ASKED_WORDS: Final = (3, 7)
"""Words of a phrasing, from and up to."""
ANSWER_WORDS: Final = (30, 90)
OWN: Final = 6
"""Rarer words that an entry keeps coming back to; each of its phrasings holds two."""
ENTRIES_A_FILE: Final = 500

Words: TypeAlias = npt.NDArray[np.str_]
Shares: TypeAlias = npt.NDArray[np.float64]


def written(folder: Path, entries: int, seed: int = 0) -> Path:
    """A content folder with that many entries, the same ones for the same seed."""
    chance = np.random.default_rng(seed)
    known = sorted(rarities("en"), key=rarities("en").__getitem__)
    words = np.array([word for word in known if word.isalpha() and len(word) > 2][:WORDS])
    common = 1 / np.arange(1, len(words) + 1)
    common /= common.sum()
    (folder / "entries").mkdir(parents=True)
    for begin in range(0, entries, ENTRIES_A_FILE):
        numbers = range(begin, min(entries, begin + ENTRIES_A_FILE))
        texts = [_entry(number, words, common, chance) for number in numbers]
        file = folder / "entries" / f"part-{begin:07}.md"
        file.write_text("\n".join(["# Part\n", *texts]), encoding="utf-8")
    return folder


def _entry(number: int, words: Words, common: Shares, chance: np.random.Generator) -> str:
    own = chance.choice(words[1_000:], OWN, replace=False)
    asked = [_phrase(words, common, own, chance) for _ in range(PHRASINGS)]
    answer = chance.choice(words, int(chance.integers(*ANSWER_WORDS)), p=common)
    answer[::10] = chance.choice(own, len(answer[::10]))
    also = "\n".join(f"- {phrase}" for phrase in asked[1:])
    head = f"## What about {asked[0]}? {{#e{number}}}\n\nAlso asked:\n\n{also}"
    return f"{head}\n\n{' '.join(answer).capitalize()}.\n"


def _phrase(words: Words, common: Shares, own: Words, chance: np.random.Generator) -> str:
    others = chance.choice(words, int(chance.integers(*ASKED_WORDS)) - 2, p=common)
    said = [*chance.choice(own, 2, replace=False), *others]
    chance.shuffle(said)
    return " ".join(said)
