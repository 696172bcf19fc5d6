"""All passages in the order in which they are browsed, and those among them that hold given words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from faq import Passage
from retrieval import Assistant
from retrieval.text import clip, fold

ALL: Final = "All topics"
ARTICLES: Final = "Articles"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list: an entry, a section, or an article as a whole."""

    passage: Passage
    """For an article its first section."""
    group: str
    """The heading that it stands under."""
    whole: bool
    heading: str
    """Folded: what the eye finds first."""
    text: str
    """Folded: all that a search looks at."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that can be browsed, ready to be searched."""

    topics: tuple[str, ...]
    """In the order of the alphabet."""
    items: tuple[Item, ...]

    def found(self, typed: str, topic: str = ALL) -> list[Item]:
        """The items of a topic that hold every word typed, those with all in the heading first.

        Without words these are whole articles and then entries; with words, entries and single sections.

        Parameters
        ----------
        typed : str
            Anything; a part of a word counts as the word.
        topic : str
        """
        words = fold(clip(typed)).split()
        kept = [item for item in self.items if topic in (ALL, item.passage.topic)]
        if not words:
            return [item for item in kept if item.whole or not item.passage.article]
        kept = [item for item in kept if not item.whole and all(word in item.text for word in words)]
        return sorted(kept, key=lambda item: not all(word in item.heading for word in words))


def shelf_of(assistant: Assistant) -> Shelf:
    """The shelf of an assistant, made once for each state of the content."""
    return _shelf(assistant.generation, assistant.passages)


@lru_cache(maxsize=2)
def _shelf(generation: str, passages: tuple[Passage, ...]) -> Shelf:
    topics = tuple(sorted({passage.topic for passage in passages}, key=str.casefold))
    entries = sorted(passages, key=lambda p: (p.topic.casefold(), bool(p.article)))
    return Shelf(topics, (*_articles(passages), *map(_item, entries)))


def _item(passage: Passage) -> Item:
    heading = fold(passage.title)
    text = "\n".join((*passage.phrasings, *passage.tags, passage.article_title, passage.text))
    return Item(passage, passage.topic, False, heading, f"{heading}\n{fold(text)}")


def _articles(passages: tuple[Passage, ...]) -> list[Item]:
    first: dict[str, Passage] = {}
    for passage in passages:
        if passage.article:
            first.setdefault(passage.article, passage)
    return [Item(passage, ARTICLES, True, fold(passage.article_title), "") for passage in first.values()]
