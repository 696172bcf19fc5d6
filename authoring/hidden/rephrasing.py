"""A question that finds another entry, said in the words that tell its own entry apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from faq import Passage
from retrieval.text import Analyser

LONGEST: Final = 8
"""Words of what a question is said to be about."""
_CLAUSE_END = re.compile(r"[:;,(–—]")


def rephrasings(question: str, passage: Passage, shadow: Passage | None) -> Iterator[str]:
    """The question with what it is about in front: in the words of the heading, of a tag, of the article.

    Only what the other entry says nowhere tells the two apart, and only what the question lacks is news.
    Without such words there is nothing to say.

    Parameters
    ----------
    question : str
        Missed by `passage`.
    passage : Passage
    shadow : Passage, optional
        What was found instead, if anything was.

    Examples
    --------
    >>> from faq import Entry, Fields, Source
    >>> from faq.load import passage_of
    >>> dog = Entry("dog", "May I bring my dog?", "Yes.", Fields(tags=("pets",)), Source("a.md", 1))
    >>> list(rephrasings("is it allowed?", passage_of(dog), None))
    ['bring my dog: is it allowed?', 'pets: is it allowed?']
    """
    if ":" in question:
        return
    analyser = _analyser(passage.language)
    known = set(analyser.analyse(question))
    if shadow is not None:
        known |= {term for said in _everything(shadow) for term in analyser.analyse(said)}
    for subject in dict.fromkeys(_subjects(passage, analyser)):
        if not known.issuperset(analyser.analyse(subject)):
            yield f"{subject}: {question.strip()}"


def _subjects(passage: Passage, analyser: Analyser) -> Iterator[str]:
    """Short names of what a passage is about, the best first."""
    if heading := _from_first_term(_CLAUSE_END.split(passage.heading)[0], analyser):
        yield heading
    yield from passage.tags
    if passage.article_title:
        yield passage.article_title


def _from_first_term(said: str, analyser: Analyser) -> str:
    """A text from its first word that carries meaning; empty when it is too long for a name."""
    typed = said.strip(" ?？؟.!").split()
    begin = next((place for place, word in enumerate(typed) if analyser.analyse(word)), len(typed))
    return " ".join(typed[begin:]) if len(typed) - begin <= LONGEST else ""


def _everything(passage: Passage) -> tuple[str, ...]:
    return (*passage.phrasings, *passage.tags, passage.article_title, passage.text)


@lru_cache(maxsize=8)
def _analyser(language: str) -> Analyser:
    return Analyser(language)
