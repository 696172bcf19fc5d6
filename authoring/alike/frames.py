"""A sentence or question apart: what it states exactly, and the words that say of what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Final

from authoring.alike.facts import NAMING, Fact
from authoring.alike.mentions import FACT_WORDS, mentions
from authoring.alike.wording import Wording
from faq import Content
from retrieval.text import Analyser, words

_NAME: Final = re.compile(r"\b\w*\d\w*\b|\b\w+[A-Z]\w*\b|(?<=[\w,;)] )[A-Z]\w+\b")
_ASIDE: Final = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Frame:
    """A text whose facts are lifted out."""

    text: str
    facts: tuple[Fact, ...]
    terms: tuple[str, ...]
    """Of what it says besides its facts, in its order; small and general words left out."""
    rest: str
    """The text with a space for each letter of its facts."""


class Frames:
    """Texts into frames, as the words of one content stand for one another.

    Parameters
    ----------
    content : Content
        Its synonyms are one word; its headings and tags tell what there is to speak of.

    Examples
    --------
    >>> frame = Frames(Content(())).frame("Please note that Cat6 reaches at most 55 metres.")
    >>> frame.terms, frame.facts[0].said
    (('cat6', 'reach'), '55 metres')
    """

    def __init__(self, content: Content) -> None:
        languages = Counter(passage.language for passage in content.passages).most_common(1)
        language = languages[0][0] if languages else "en"
        self.analyser = Analyser(language, content.synonyms)
        self.wording = Wording(self.analyser.stem, self.analyser.stop_words)
        self._spelt_out = {
            name: frozenset(self.analyser.analyse(" ".join(group))) - {name}
            for group in content.synonyms
            for name in self.analyser.analyse(group[0])
            if name.startswith("=")
        }
        others = {name for name in self._spelt_out if FACT_WORDS.isdisjoint(self._spelt_out[name])}
        self._of_facts = frozenset(map(self.analyser.stem, FACT_WORDS)) - others
        told = (text for passage in content.passages for text in (*passage.phrasings, *passage.tags))
        self.subjects = frozenset(term for text in told for term in self.terms(text))
        """Terms of all headings and tags: what the content tells apart."""

    def terms(self, text: str) -> tuple[str, ...]:
        """The terms of a text that tell its subject, in its order."""
        found = self.short(self.analyser.analyse(text))
        return tuple(term for term in found if term not in self.wording.generic)

    def short(self, terms: Sequence[str]) -> list[str]:
        """The terms without those that an acronym among them stands for."""
        spelt_out = {term for name in terms if name in self._spelt_out for term in self._spelt_out[name]}
        return [term for term in terms if term not in spelt_out]

    def sketch(self, text: str) -> frozenset[str]:
        """Roughly the terms of a text besides its facts, in a fraction of the time that `frame` takes."""
        return frozenset(
            term for term in self.terms(text) if term[0] not in "/0123456789" and term not in self._of_facts
        )

    def frame(self, text: str) -> Frame:
        """A text apart."""
        facts = mentions(text)
        rest = _blanked(text, facts)
        return Frame(text, facts, self.terms(rest), rest)

    def names(self, text: str) -> frozenset[str]:
        """The terms that are names, acronyms or hold a digit, but for those in brackets."""
        return frozenset(term for name in _NAME.findall(_ASIDE.sub("", text)) for term in self.terms(name))

    def is_subject(self, fact: Fact, frame: Frame) -> bool:
        """Whether a fact names what the sentence speaks of: `Port 80 …`, `On Mondays …`."""
        if fact.kind not in NAMING:
            return False
        before = frame.rest[: fact.place]
        said = self.terms(before)
        if not said:
            return fact.kind != ""
        return fact.said[0].isdigit() and len(said) == 1 and self.terms(before.split()[-1]) == said

    def beside(self, fact: Fact, frame: Frame) -> tuple[str, ...]:
        """The terms before and after a fact; none when it lacks one of them."""
        before, after = self.terms(frame.rest[: fact.place]), self.terms(frame.rest[fact.end :])
        return (before[-1], after[0]) if before and after else ()

    def unmatched(self, one: Set[str], other: Set[str]) -> tuple[set[str], set[str]]:
        """The terms of each text that the other says in no way, without those that may belong to a fact."""
        mine, theirs = self.wording.unmatched(one, other)
        return mine - self._of_facts, theirs - self._of_facts

    def apart(self, one: Frame, other: Frame, mine: Set[str], theirs: Set[str]) -> bool:
        """Whether what only one of two texts says tells that they speak of two things.

        A name, an acronym or the number of a model does, the opposite of a word does, and so does a word of
        the content's headings that has become another word.
        """
        if self.wording.opposed(self._spoken(one), self._spoken(other)):
            return True
        if mine & self.names(one.rest) or theirs & self.names(other.rest):
            return True
        return bool(mine and theirs and (mine | theirs) & self.subjects)

    def _spoken(self, frame: Frame) -> set[str]:
        return {self.analyser.stem(word) for word in words(frame.text)}


def _blanked(text: str, facts: tuple[Fact, ...]) -> str:
    for fact in facts:
        text = text[: fact.place] + " " * len(fact.said) + text[fact.end :]
    return text
