from itertools import pairwise

import pytest

from chat.shelf import ALL, ARTICLES, Shelf, shelf_of
from retrieval import Holder


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
    in_heading = ["subnet" in item.heading for item in shelf.found("subnet")]
    assert in_heading == sorted(in_heading, reverse=True)
    assert {True, False} == set(in_heading)


def test_sections_of_articles_are_found_by_their_words(shelf: Shelf) -> None:
    assert any(item.passage.article for item in shelf.found("encapsulation"))


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "\u0301" * 100_000, "xyzzyplugh", "*" * 1000, "[("])
def test_anything_can_be_typed(shelf: Shelf, typed: str) -> None:
    assert len(shelf.found(typed, ALL)) <= len(shelf.items)
