"""What several test modules share: a small memorable corpus, and the assistants that answer from it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pytest

from faq import CONTENT, Content, Entry, Fields, Passage, Source
from faq.load import passage_of
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.candidates import Candidates, candidates
from retrieval.index import Index
from retrieval.logit import Logit, Term
from retrieval.query import query_of
from retrieval.rank import Ranking, ranking
from retrieval.records import Floats
from retrieval.risk import Threshold
from retrieval.signals import SIGNALS, signals
from retrieval.store import small
from retrieval.stored import stored_index
from retrieval.text import words
from retrieval.weights import Weight, Weights

os.environ["FAQ_MEANING"] = "off"  # what an installed model would change is tested where it is meant


def floats(values: npt.ArrayLike) -> Floats:
    """The array that `retrieval` keeps weights in."""
    return np.array(values, np.float32)


def passage(name: str, *phrasings: str, answer: str, language: str = "en", line: int = 1) -> Passage:
    """A passage as an author's entry becomes one."""
    told = Fields(language=language, alternates=phrasings[1:])
    return passage_of(Entry(name, phrasings[0], answer, told, Source("entries/pizzeria.md", line)))


def pizzeria(language: str) -> tuple[Passage, ...]:
    """The pizzeria's passages, marked as written in a language; an index of `eo` is built in no time."""
    return tuple(
        passage(name, *phrasings, answer=answer, language=language, line=line)
        for line, (name, phrasings, answer) in enumerate(_PIZZERIA, start=1)
    )


_PIZZERIA: Final = (
    ("hours", ("When do you open?", "opening hours"), "The oven is lit at noon and cools down at midnight."),
    (
        "delivery",
        ("Do you deliver?", "bring the food to my home"),
        "A cyclist delivers within five kilometres.",
    ),
    (
        "gluten",
        ("Is there gluten-free dough?", "coeliac disease"),
        "Yes, from buckwheat, baked in its own oven.",
    ),
    ("vegan", ("Which pizzas are vegan?", "without cheese"), "Marinara, Ortolana, and any other if you ask."),
    ("reserve", ("How do I reserve a table?", "book a place"), "Call 555-0123 before six, or send a pigeon."),
    ("dog", ("May I bring my dog?", "pets welcome"), "Dogs are welcome. They get water and the crusts."),
    ("wifi", ("What is the Wi-Fi password?", "internet access"), "It is *quattrostagioni*, in one word."),
    ("pineapple", ("Does pineapple belong on pizza?", "pizza Hawaii"), "Ask the cook. Then run."),
)

PIZZERIA: Final = pizzeria("en")
"""A corpus to remember: eight entries, the last of which is a joke."""


WEIGHTS: Final = Weights(
    fitted_on="a test",
    score=dict.fromkeys(SIGNALS, Weight(1.0, 0.0, 0.0)),
    in_scope=Logit(0.0, {"score": Term(8.0, 0.5), "strangeness": Term(-2.0, 0.1)}),
    first=Logit(1.0, {"spread": Term(1.0, 1.0), "strangeness": Term(-1.0, 0.1)}),
    thresholds=(
        Threshold(0.01, 0.9, 100, 20, 0),
        Threshold(0.1, 0.6, 100, 50, 5),
        Threshold(0.5, 0.2, 100, 80, 40),
    ),
    suggest=0.3,
)
"""Weights that a reader can follow: every signal counts alike."""


def pieces(index: Index) -> list[list[list[str]]]:
    """The terms of each passage's phrasings, and last of its text, read anew."""
    every = index.analyser.every
    return [
        [
            *(every(words(phrasing)) for phrasing in p.phrasings),
            [term for said in (p.article_title, *p.tags, p.text) for term in every(words(said))],
        ]
        for p in index.passages
    ]


def differing(one: Index, other: Index) -> list[str]:
    """The parts of two indexes that do not hold the same."""
    return [field.name for field in fields(Index) if field.compare and not _alike(one, other, field.name)]


def _alike(one: object, other: object, name: str) -> bool:
    """Whether a field of two values is the same, arrays compared by what they hold."""
    first, second = getattr(one, name), getattr(other, name)
    if isinstance(first, np.ndarray):
        return small(first).dtype == small(second).dtype and np.array_equal(first, second)
    if is_dataclass(first) and not isinstance(first, (type, Sequence)):
        return all(_alike(first, second, part.name) for part in fields(first) if part.compare)
    return bool(first == second)


def found(question: str, index: Index) -> Candidates:
    """The candidates for a question that shares a word with the content."""
    candidate = candidates(query_of(question, index), index)
    assert candidate is not None
    return candidate


def ranked(question: str, index: Index, weights: Weights = WEIGHTS) -> Ranking:
    """The order of the candidates for a question that shares a word with the content."""
    return ranking(signals(found(question, index), index), weights.score)


@pytest.fixture(scope="session")
def waiter() -> Assistant:
    """Answers from `PIZZERIA`, and knows English."""
    return Assistant(index_of(Content(PIZZERIA)))


@pytest.fixture(scope="session")
def shipped() -> Assistant:
    """Answers from the content that ships."""
    return Assistant(stored_index(CONTENT))


@pytest.fixture
def menu(tmp_path: Path) -> Path:
    """A content folder of its owner's own: one CSV file in `entries`, in a language of quick indexing."""
    folder = tmp_path / "menu"
    (folder / "entries").mkdir(parents=True)
    (folder / "entries" / "menu.csv").write_text(MENU, encoding="utf-8")
    return folder


MENU: Final = """\
id,question,answer,also_asked,language
margherita,What is on a margherita?,"Tomato, mozzarella and basil.",margherita toppings,eo
calzone,How is a calzone folded?,"In half. The filling stays a secret.",folded pizza,eo
"""
