"""Whoever is asked by way of the database answers word for word as who has the index at hand."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from benchmarks.speed import corpus
from faq import Content, Entry, Fields, Passage, Source, load
from faq.load import passage_of
from retrieval import Assistant, store
from retrieval.build import index_of
from retrieval.candidates import MOST
from retrieval.index import Index
from retrieval.postgres.lean import lean
from retrieval.postgres.search import Search
from tests.conftest import pizzeria
from tests.postgres.uploads import answering

NAUGHTY = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "fixtures" / "naughty.jsonl").read_text("utf-8").splitlines()
]
SAID = ("oven", "dough", "doughs", "basil", "kneaded", "the", "what", "is", "not", "how")
"""So few words that passages resemble one another, and are equal at times."""
TYPED = (*SAID, "ovne", "bazil", "doughh", "pineapple", "", "?", "\0", "\ud800", "é", "12")
NAMES = ("", "\0", "?", "\udfff", "no such id")

_numbers = (f"answers{number}" for number in count())


def differing(here: Assistant, there: Assistant, questions: list[str]) -> list[str]:
    """The questions that are answered in another way there; compared as text, since no number is one."""
    return [
        question
        for question in questions
        if repr(here.ask(question)) != repr(there.ask(question))
        or here.word_for_word(question) != there.word_for_word(question)
    ]


def misspelt(questions: list[str], seed: int = 0) -> Iterator[str]:
    """Each with one word that carries an edit."""
    chance = np.random.default_rng(seed)
    for question in questions:
        words = question.split() or ["?"]
        place = int(chance.integers(len(words)))
        yield " ".join([*words[:place], corpus.edited(words[place], chance), *words[place + 1 :]])


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("shards", [1, 3])
def test_the_shipped_content_is_answered_alike(
    engine: Engine, shipped: Assistant, shards: int, tmp_path: Path
) -> None:
    there = answering(engine, shipped.index, tmp_path, shards)
    headings = [passage.heading for passage in shipped.passages]
    gold = [row.question for row in load().gold]
    questions = [*gold[::7], *headings[::13], *misspelt(headings[::11]), *NAUGHTY[::7], "", "hello"]
    assert differing(shipped, there, questions) == []
    assert {shipped.ask(question).outcome for question in questions} == {"answer", "suggest", "abstain"}


def test_passages_are_found_by_their_ids_and_read_alike(
    engine: Engine, shipped: Assistant, tmp_path: Path
) -> None:
    first, second = (passage.id for passage in shipped.passages[:2])
    formerly = {"old": second, first: second, "older": "old", "lost": "no such id"}
    here = Assistant(replace(shipped.index, content=replace(shipped.index.content, formerly=formerly)))
    there = answering(engine, here.index, tmp_path)
    names = [*formerly, *NAMES, *(passage.id for passage in shipped.passages[::10])]
    assert [there.passage(name) for name in names] == [here.passage(name) for name in names]
    assert (len(there.passages), list(there.passages)) == (len(shipped.passages), list(shipped.passages))
    assert there.passages[3:40:6] == tuple(shipped.passages[3:40:6])
    assert there.passages[-1] == shipped.passages[-1]
    with pytest.raises(IndexError):
        there.passages[len(shipped.passages)]


def test_all_else_that_a_page_asks_is_alike(engine: Engine, shipped: Assistant, tmp_path: Path) -> None:
    there = answering(engine, shipped.index, tmp_path)
    for name in ("problems", "generation", "usual"):
        assert getattr(there, name) == getattr(shipped, name), name


@pytest.mark.usefixtures("eager")
def test_questions_to_thousands_of_entries_are_answered_alike(engine: Engine, tmp_path: Path) -> None:
    entries = corpus.passages(2_000)
    here = Assistant(index_of(Content(entries), "thousands"))
    questions = [asked.question for asked in corpus.questions(entries, 100)]
    assert differing(here, answering(engine, here.index, tmp_path), questions) == []


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """A few passages that resemble one another, some of them sections of one article."""
    said = st.lists(st.sampled_from(SAID), min_size=1, max_size=6).map(" ".join)
    names = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8, unique=True))
    passages = [
        _entry(name, draw(said), draw(said), draw(st.lists(said, max_size=2)), draw(st.sampled_from("abc")))
        for name in names
    ]
    return Content(tuple(passages), pizzeria("eo")[:1], formerly={"old-a": "a", "b": "a"})


def _entry(name: str, question: str, answer: str, alternates: list[str], pointer: str) -> Passage:
    fields = Fields(language="eo", alternates=tuple(alternates), see_also=(pointer,), tags=("tagged oven",))
    return passage_of(Entry(name, question, answer, fields, Source("entries/pizzeria.md", 1)))


@pytest.mark.usefixtures("eager")
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=contents(),
    asked=st.lists(st.lists(st.sampled_from(TYPED), max_size=7).map(" ".join), min_size=1, max_size=8),
    shards=st.integers(1, 3),
)
def test_anything_asked_of_any_content_is_answered_alike(
    engine: Engine,
    tmp_path_factory: pytest.TempPathFactory,
    content: Content,
    asked: list[str],
    shards: int,
) -> None:
    index = index_of(content, next(_numbers))
    here, there = Assistant(index), answering(engine, index, tmp_path_factory.mktemp("lean"), shards)
    headings = [phrasing for passage in content.passages for phrasing in passage.phrasings]
    assert differing(here, there, [*asked, *headings]) == []
    names = ["old-a", *"abcdefgh"]
    assert [there.passage(name) for name in names] == [here.passage(name) for name in names]


def test_one_read_brings_all_candidates_and_one_all_that_is_shown(
    engine: Engine, shipped: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, counted = answering(engine, shipped.index, tmp_path), list[int]()
    blobs = Search._blobs

    def noted(search: Search, statement: str, numbers: Iterable[int]) -> list[bytes]:
        counted.append(len(asked := list(numbers)))
        return blobs(search, statement, asked)

    monkeypatch.setattr(Search, "_blobs", noted)
    shown = len(there.ask("What is a subnet mask?").hits)
    assert counted[:2] == [MOST, shown]


def test_what_a_process_keeps_holds_nothing_of_the_passages(shipped: Assistant, tmp_path: Path) -> None:
    whole, kept = (store.save(index, tmp_path / name) for index, name in _kept(shipped.index))
    growing = ("postings-", "rows-", "wordings-", "sorted_terms-", "alike-", "names-", "passages-")
    for file in whole.iterdir():
        small = (kept / file.name).stat().st_size
        if file.name.startswith(growing):
            assert small < 200 < file.stat().st_size, file.name
        elif file.name not in ("header.json", "content.json"):
            assert small == file.stat().st_size, file.name


def _kept(index: Index) -> tuple[tuple[Index, str], tuple[Index, str]]:
    return (index, "whole"), (lean(index), "lean")
