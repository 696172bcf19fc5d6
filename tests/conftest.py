"""What several test modules share: a small memorable corpus, and the assistants that answer from it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pytest

from faq import CONTENT, Content, Entry, Fields, Passage, Source
from faq.load import passage_of
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.holder import stored_index
from retrieval.records import Floats


def floats(values: npt.ArrayLike) -> Floats:
    """The array that `retrieval` keeps weights in."""
    return np.array(values, np.float32)


def passage(name: str, *phrasings: str, answer: str, language: str = "en", line: int = 1) -> Passage:
    """A passage as an author's entry becomes one."""
    fields = Fields(language=language, alternates=phrasings[1:])
    return passage_of(Entry(name, phrasings[0], answer, fields, Source("entries/pizzeria.md", line)))


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
