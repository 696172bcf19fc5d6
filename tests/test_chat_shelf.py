from collections.abc import Sequence
from itertools import pairwise
from typing import overload

import pytest

from chat import shelf as shelves
from chat.shelf import ALL, ARTICLES, Shelf, shelf_of
from faq import Passage
from retrieval import Assistant, Holder
from retrieval.text import fold
from tests.conftest import PIZZERIA


class Counted(Sequence[Passage]):
    """Passages that count how often one is read."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages, self.read = passages, 0

    def __len__(self) -> int:
        return len(self.passages)

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Passage]: ...
    def __getitem__(self, at: int | slice) -> Passage | Sequence[Passage]:
        self.read += 1
        return self.passages[at]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return shelf_of(Holder().assistant())


def test_without_a_search_every_entry_and_every_article_is_listed_once(shelf: Shelf) -> None:
    passages = Holder().assistant().passages
    listed = shelf.found("")
    entries = [item.passage.id for item in listed if not item.whole]
    articles = [item.passage.article for item in listed if item.whole]
    assert sorted(entries) == sorted(p.id for p in passages if not p.article)
    assert sorted(articles) == sorted({p.article for p in passages if p.article})


def test_articles_come_first_and_topics_follow_the_alphabet(shelf: Shelf) -> None:
    groups = [item.group for item in shelf.found("")]
    assert groups[0] == ARTICLES
    changes = [after for before, after in pairwise(groups) if after != before]
    assert changes == sorted(changes, key=str.casefold)


def test_a_topic_keeps_its_own_alone(shelf: Shelf) -> None:
    topic = shelf.topics[-1]
    found = shelf.found("", topic)
    assert found
    assert {item.passage.topic for item in found} == {topic}


def test_every_word_has_to_be_there_in_whatever_case_and_order(shelf: Shelf) -> None:
    found = [item.passage.id for item in shelf.found("MASK sub")]
    assert found == [item.passage.id for item in shelf.found("sub mask")]
    assert "subnet-mask" in found
    assert "temperature" not in found


def test_what_a_heading_says_comes_before_what_a_text_says(shelf: Shelf) -> None:
    in_heading = ["subnet" in fold(item.passage.title) for item in shelf.found("subnet")]
    assert in_heading == sorted(in_heading, reverse=True)
    assert {True, False} == set(in_heading)


def test_sections_of_articles_are_found_by_their_words(shelf: Shelf) -> None:
    assert any(item.passage.article for item in shelf.found("encapsulation"))


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "\u0301" * 100_000, "xyzzyplugh", "*" * 1000, "[("])
def test_anything_can_be_typed(shelf: Shelf, typed: str) -> None:
    assert len(shelf.found(typed, ALL)) <= len(shelf.items)


def test_a_page_of_the_list_reads_only_what_it_shows(shelf: Shelf) -> None:
    counted = Counted(shelf.passages)
    lazy = shelves.shelf(counted)
    assert counted.read == len(shelf.passages) + 1  # the last says that there are no more
    counted.read = 0
    assert lazy.found("")[:3] == shelf.found("")[:3]
    assert lazy.found("mask")[0] == shelf.found("mask")[0]
    assert counted.read == 4


def test_a_window_and_a_walk_give_the_same_items(shelf: Shelf) -> None:
    found = shelf.found("")
    assert [*found] == found[:] == [found[place] for place in range(len(found))]


def test_of_a_large_content_headings_and_tags_alone_are_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    small = shelves.shelf(PIZZERIA)
    assert (small.reads_texts, len(small.found("pigeon")), len(small.found("table"))) == (True, 1, 1)
    monkeypatch.setattr(shelves, "SEARCHED_TEXTS", len(PIZZERIA) - 1)
    large = shelves.shelf(PIZZERIA)
    assert (large.reads_texts, len(large.found("pigeon")), len(large.found("table"))) == (False, 0, 1)


def test_the_sections_of_an_article_stand_in_their_order(shelf: Shelf) -> None:
    passages = Holder().assistant().passages
    for article in {passage.article for passage in passages if passage.article}:
        assert shelf.sections(article) == [passage for passage in passages if passage.article == article]
    assert shelf.sections("") == shelf.sections("no-such-article") == []


def test_a_shelf_is_made_once_for_each_state_of_the_content_and_old_ones_go(
    waiter: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "_shelves", dict.fromkeys(("oldest", "older"), shelves.shelf(PIZZERIA)))
    assert shelf_of(waiter) is shelf_of(waiter)
    assert [*shelves._shelves] == ["older", waiter.generation]
