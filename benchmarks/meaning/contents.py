"""The contents that the model is measured with: the one that ships, and synthetic entries by number."""

from __future__ import annotations

import random
from typing import Final

from benchmarks.speed.corpus import passages, questions
from faq import Content, load
from retrieval.meaning.building import read_of

SHIPPED: Final = 0
"""Stands for the content that ships where a number of synthetic entries is asked for."""


def content_of(entries: int) -> Content:
    """So many synthetic entries, or the content that ships."""
    return load() if entries == SHIPPED else Content(passages(entries))


def questions_of(content: Content, count: int) -> list[str]:
    """Some gold questions of a content, or where it has none, questions made of its entries.

    They are the same at every call; fewer than `count` where there are not so many gold ones.
    """
    if gold := [gold.question for gold in content.gold]:
        return random.Random(0).sample(gold, min(count, len(gold)))
    return [asked.question for asked in questions(tuple(content.passages), count)]


def texts_in(content: Content) -> list[str]:
    """What a model reads of a content, each text once."""
    return list(dict.fromkeys(read_of(content.passages)[0]))
