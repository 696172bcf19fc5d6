"""A model for tests that knows a few words of other words: what it does can be read here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pytest

from faq import Content, Passage
from retrieval.build import index_of
from retrieval.index import Index
from retrieval.meaning import building, opened
from retrieval.records import Floats
from retrieval.text import words
from tests.conftest import PIZZERIA

SIZE: Final = 64
CONCEPTS: Final = {
    "pooch": "dog",
    "hound": "dog",
    "pets": "dog",
    "wlan": "internet",
    "fi": "internet",
    "kosher": "gluten",
    "wheat": "gluten",
}
"""Words that this model takes for another one."""


@dataclass(slots=True)
class Concepts:
    """An encoder: each word is a direction, and so is each word that means the same."""

    name: str = "concepts"
    size: int = SIZE
    languages: frozenset[str] = frozenset()
    read: list[str] = field(default_factory=list)
    """Every text that it was given."""

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Sums of the directions of all words, of length 1."""
        self.read += texts
        sums = np.array([self._sum(text) for text in texts], np.float32).reshape(len(texts), SIZE)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.where(lengths > 0, lengths, 1), np.float32)

    def _sum(self, text: str) -> Floats:
        found = np.zeros(SIZE, np.float32)
        for word in words(text):
            found += _direction(CONCEPTS.get(word, word))
        return found


class Broken(Concepts):
    """A model that was well when it was opened, and fails on every text."""

    def vectors(self, texts: Sequence[str]) -> Floats:
        raise RuntimeError("out of memory")


class Tiring(Concepts):
    """A model that reads what it is given a few times, and then fails."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._left = times

    def vectors(self, texts: Sequence[str]) -> Floats:
        self._left -= 1
        if self._left < 0:
            raise RuntimeError("out of memory")
        return super().vectors(texts)


def _direction(word: str) -> Floats:
    chance = np.random.default_rng(list(word.encode()))
    return chance.standard_normal(SIZE).astype(np.float32)


@contextmanager
def opened_as(encoder: Concepts | None) -> Iterator[None]:
    """While this lasts, the settings name this model, and nothing is remembered of others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opened, "_attempts", [opened._Attempt(encoder)])  # type: ignore[arg-type]
        patch.setattr(building, "_memories", [])
        yield


def meant(passages: Sequence[Passage] = PIZZERIA, encoder: Concepts | None = None) -> Index:
    """The index of some passages with what they mean."""
    with opened_as(encoder or Concepts()):
        return index_of(Content(tuple(passages)))
