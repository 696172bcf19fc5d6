"""All passages in the order in which they are browsed, and those among them that hold given words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final, TypeAlias, overload

import numpy as np
import numpy.typing as npt

from faq import Passage
from retrieval import Assistant
from retrieval.text import clip, fold

ALL: Final = "All topics"
ARTICLES: Final = "Articles"
SEARCHED_TEXTS: Final = 20_000
"""Of so many passages a search looks at the texts, which are kept folded; of more, at headings and tags."""
KEPT: Final = 2
"""Shelves: a page may still be drawn from the content before the present one."""

Numbers: TypeAlias = npt.NDArray[np.intp]

_lock = Lock()
_shelves: dict[str, Shelf] = {}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list: an entry, a section, or an article as a whole."""

    passage: Passage
    """For an article its first section."""
    group: str
    """The heading that it stands under."""
    whole: bool


@dataclass(frozen=True, slots=True)
class Items(Sequence[Item]):
    """Some lines of the list; each is made when it is looked at, since a page shows few."""

    passages: Sequence[Passage]
    places: Numbers
    """Of the passages; of an article as a whole, the complement of its first section's."""

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> list[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | list[Item]:
        if isinstance(at, slice):
            return [self._item(place) for place in self.places[at].tolist()]
        return self._item(int(self.places[at]))

    def __iter__(self) -> Iterator[Item]:
        return map(self._item, self.places.tolist())

    def _item(self, place: int) -> Item:
        whole = place < 0
        passage = self.passages[~place if whole else place]
        return Item(passage, ARTICLES if whole else passage.topic, whole)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that can be browsed, ready to be searched."""

    passages: Sequence[Passage]
    topics: tuple[str, ...]
    """In the order of the alphabet."""
    order: Numbers
    """Places of the passages, topic by topic, the sections of its articles last."""
    topic: Numbers
    """Of each passage: the place of its topic."""
    section: npt.NDArray[np.bool_]
    """Of each passage: whether it is a section of an article."""
    searched: tuple[str, ...]
    """Of each passage, folded: in the first line the heading, then what else a search looks at."""
    articles: dict[str, list[int]]
    """Id of each article to the places of its sections."""

    @property
    def reads_texts(self) -> bool:
        """Whether a search looks at the texts, too."""
        return len(self.passages) <= SEARCHED_TEXTS

    @property
    def items(self) -> Items:
        """Every line: the articles as a whole, then all passages."""
        return Items(self.passages, np.concatenate([self._whole(), self.order]))

    def found(self, typed: str, topic: str = ALL) -> Items:
        """The items of a topic that hold every word typed, those with all in the heading first.

        Without words these are whole articles and then entries; with words, entries and single sections.

        Parameters
        ----------
        typed : str
            Anything; a part of a word counts as the word.
        topic : str
        """
        words = fold(clip(typed)).split()
        if words:
            return Items(self.passages, self._holding(words, self._of(topic, self.order)))
        whole, order = self._whole(), self.order[~self.section[self.order]]
        chosen = ~self._of(topic, ~whole), self._of(topic, order)
        return Items(self.passages, np.concatenate(chosen))

    def sections(self, article: str) -> list[Passage]:
        """The sections of an article; none when there is no such article."""
        return [self.passages[place] for place in self.articles.get(article, ())]

    def _whole(self) -> Numbers:
        firsts = [places[0] for places in self.articles.values()]
        return ~np.array(firsts, np.intp)

    def _of(self, topic: str, places: Numbers) -> Numbers:
        """Those of the places whose passage is of a topic."""
        if topic == ALL:
            return places
        number = self.topics.index(topic) if topic in self.topics else -1
        return places[self.topic[places] == number]

    def _holding(self, words: list[str], places: Numbers) -> Numbers:
        found = places.tolist()
        for word in words:
            found = [n for n in found if word in self.searched[n]]
        headings = {n: self.searched[n].partition("\n")[0] for n in found}
        found.sort(key=lambda n: not all(word in headings[n] for word in words))
        return np.array(found, np.intp)


def shelf_of(assistant: Assistant) -> Shelf:
    """The shelf of an assistant, made once for each state of the content."""
    with _lock:
        if assistant.generation not in _shelves:
            _shelves[assistant.generation] = shelf(assistant.browsed)
            for old in [*_shelves][:-KEPT]:
                del _shelves[old]
        return _shelves[assistant.generation]


def shelf(passages: Sequence[Passage]) -> Shelf:
    """The shelf of some passages, each of which is read once."""
    of_topic: dict[str, list[int]] = defaultdict(list)
    articles: dict[str, list[int]] = defaultdict(list)
    searched = []
    whole = len(passages) <= SEARCHED_TEXTS
    for place, passage in enumerate(passages):
        of_topic[passage.topic].append(place)
        if passage.article:
            articles[passage.article].append(place)
        searched.append(_searched(passage, whole))
    topics = sorted(of_topic, key=str.casefold)
    topic, section = np.zeros(len(passages), np.intp), np.zeros(len(passages), np.bool_)
    for number, name in enumerate(topics):
        topic[of_topic[name]] = number
    for places in articles.values():
        section[places] = True
    order = np.lexsort((section, topic))
    return Shelf(passages, tuple(topics), order, topic, section, tuple(searched), dict(articles))


def _searched(passage: Passage, whole: bool) -> str:
    said = (*passage.phrasings, *passage.tags, passage.article_title, passage.text) if whole else passage.tags
    return f"{fold(passage.title)}\n{fold(chr(10).join(said))}"
