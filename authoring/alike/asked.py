"""Questions, as far as two of them may ask the same: what kind of answer they want, and of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz.distance import OSA

from authoring.alike.frames import Frames
from authoring.alike.mentions import mentions
from authoring.alike.wording import Wording
from authoring.records import Level
from faq import Content, Passage
from retrieval.text import Analyser, words

KNOWN: Final = 2
"""Terms that two questions must share to ask nearly the same when one of them has a term more."""
MISTYPED: Final = 5
"""Terms that only one of two questions may have before its slips are mended: two slips, and one term more."""
LETTERS: Final = 5
"""Letters of the shortest word in which a typing error is seen for what it is."""
_KINDS: Final = {
    **{word: word for word in ("why", "where", "when", "who", "what", "how")},
    **{"which": "what", "whats": "what", "whose": "who", "whom": "who"},
}
_MANY = "many much long far often big fast large high"
_SAYING_WHAT = "define defined definition meaning mean means explained explain explanation"
_BEGINNING = """
am are arent can cant could did do does did has have is isnt may might must shall should was were will would
"""
_LITTLE = """
a along also an and any be been being exactly get i im it its me mine my of ones our ours please some that
the their there these they this those to us we you your yours
"""
_MEASURES: Final = frozenset(_MANY.split())
_DEFINING: Final = frozenset(_SAYING_WHAT.split())
_OPENING: Final = frozenset(_BEGINNING.split())
_SMALL: Final = frozenset(_LITTLE.split()) | _KINDS.keys() | _OPENING | _DEFINING


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or an alternate of one passage."""

    owner: int
    """Place of its passage in the corpus."""
    text: str
    folded: str
    """Its words, folded."""
    kind: str
    """`why`, `where`, `when`, `who`, `what`, `how`, `how much`, `whether`, or empty for mere words."""
    terms: tuple[str, ...]
    """Of all its words but the smallest, in their order."""
    facts: Counter[tuple[str, object]]
    """Kind and value of all that it mentions exactly."""


class Questions:
    """Phrasings into what they ask, and how two of them compare.

    Parameters
    ----------
    content : Content
    frames : Frames
        Of the same content.
    """

    def __init__(self, content: Content, frames: Frames) -> None:
        self._frames = frames
        self._analyser = Analyser(self._frames.analyser.language, content.synonyms, stop_words=_SMALL)
        self._wording = Wording(self._analyser.stem, _SMALL)
        self._headed = [
            {term for text in (passage.heading, *passage.tags) for term in self._terms(text)}
            for passage in content.passages
        ]
        self._subjects = Counter(term for headed in self._headed for term in headed)
        self.asked = tuple(
            question
            for owner, passage in enumerate(content.passages)
            for question in self._of(owner, passage)
        )
        """All phrasings of all passages, in their order."""
        self._holders = Counter(word for question in self.asked for word in {*question.folded.split()})

    def _of(self, owner: int, passage: Passage) -> Iterator[Asked]:
        for text in passage.phrasings:
            said, facts = words(text), mentions(text)
            told = Counter[tuple[str, object]]((fact.kind, fact.value) for fact in facts)
            yield Asked(owner, text, " ".join(said), kind(text), self._terms(text), told)

    def _terms(self, text: str) -> tuple[str, ...]:
        return tuple(self._frames.short(self._analyser.analyse(text)))

    def likeness(self, one: Asked, other: Asked) -> Level | None:
        """A warning when two phrasings ask the same, advice when nearly so, None when they do not."""
        if one.folded == other.folded:
            return "warning"
        if one.facts != other.facts or not _agree(one.kind, other.kind):
            return None
        if len(({*one.terms} ^ {*other.terms}) - self._wording.replaceable) > MISTYPED:
            return None
        one = replace(one, terms=self._mended(one, other))
        shared = {*one.terms} & {*other.terms}
        mine, theirs = self._wording.unmatched(one.terms, other.terms)
        odd = len(mine | theirs)
        if not shared or odd > 1 or (odd and len(shared) < KNOWN) or self._apart(one, other, mine, theirs):
            return None
        sure = not odd and one.kind == other.kind and _same_order(one, other)
        return "warning" if sure else "advice"

    def _slips(self, one: Asked, other: Asked) -> dict[str, str]:
        """The mistyped words of the first question, and the words of the second that were meant.

        A slip is one letter off, in a word that stands nowhere else.
        """
        mine, theirs = {*one.folded.split()}, {*other.folded.split()}
        return {
            typed: meant
            for typed in mine - theirs
            for meant in theirs - mine
            if min(len(typed), len(meant)) >= LETTERS
            and 1 in (self._holders[typed], self._holders[meant])
            and OSA.distance(typed, meant) == 1
        }

    def _mended(self, one: Asked, other: Asked) -> tuple[str, ...]:
        """The terms of the first question, typed as the second one is."""
        slips = self._slips(one, other)
        if not slips:
            return one.terms
        return self._terms(" ".join(slips.get(word, word) for word in one.folded.split()))

    def _apart(self, one: Asked, other: Asked, mine: Set[str], theirs: Set[str]) -> bool:
        """Whether a word that only one of them has tells that they ask about two things."""
        if self._wording.opposed(one.terms, other.terms):
            return True
        odd = mine | theirs
        names = self._frames.names(one.text) | self._frames.names(other.text)
        return not odd.isdisjoint(names) or any(self._elsewhere(term, one, other) for term in odd)

    def _elsewhere(self, term: str, one: Asked, other: Asked) -> bool:
        """Whether a third passage has a term in its heading or tags."""
        here = sum(term in self._headed[owner] for owner in (one.owner, other.owner))
        return self._subjects[term] > here


def kind(text: str) -> str:
    """What kind of answer a question wants.

    Examples
    --------
    >>> [kind(text) for text in ("Why can't I log in?", "Can I log in?", "so how long is it", "log in")]
    ['why', 'whether', 'how much', '']
    """
    said = words(text)
    if "why" in said and _KINDS.keys().isdisjoint(said[:3]):
        return "why"
    for place, word in enumerate(said):
        if word == "how" and _MEASURES.intersection(said[place + 1 : place + 2]):
            return "how much"
        if word in _KINDS:
            return _KINDS[word]
        if word in _OPENING and place <= 1:
            return "whether"
    return "what" if _DEFINING.intersection(said) else ""


def _agree(one: str, other: str) -> bool:
    return one == other or {one, other} in ({"", "what"}, {"", "how"}, {"", "whether"}, {"how", "whether"})


def _same_order(one: Asked, other: Asked) -> bool:
    shared = {*one.terms} & {*other.terms}
    return [term for term in one.terms if term in shared] == [term for term in other.terms if term in shared]
