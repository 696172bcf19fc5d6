"""Changes of the content that may mend an entry which is not found well; drafts, until they are tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, Literal, TypeAlias

from authoring.hidden.asking import LOST, Found
from authoring.hidden.findability import Findability
from authoring.hidden.findable import Findable
from authoring.hidden.hiding import ways_of
from authoring.hidden.rephrasing import rephrasings
from authoring.records import LEVELS
from faq import Content, GoldQuestion, Passage
from retrieval.assistant import MOST_HITS

Kind: TypeAlias = Literal["phrasing", "wording", "merge"]
"""A further way to ask; another wording in place of one that two entries share; two entries made one."""

MISSES: Final = 3
"""Missed phrasings of an entry that are said in other words."""
WORDINGS: Final = 2
"""Other words for each."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that may mend one entry."""

    kind: Kind
    passage: str
    """Id of the entry that is mended; of a merge, of the one that goes."""
    other: str
    """Id of the entry that is found instead; of a merge, of the one that stays. May be empty."""
    missed: Found
    """The phrasing of the entry that does not find it."""
    text: str = ""
    """The new phrasing; empty for a merge."""

    @property
    def required(self) -> int:
        """Rank to which the missed phrasing must come: the first, if it was among the hits before."""
        return 1 if self.missed.rank < LOST or self.kind != "phrasing" else MOST_HITS

    @property
    def remedy(self) -> str:
        """What the maintainer is told to do."""
        if self.kind == "merge":
            return f"merge #{self.passage} into #{self.other}: tried, and nothing else gets worse"
        tried = f"{self.text!r} (tried, and nothing else gets worse)"
        if self.kind == "phrasing":
            return f"add under 'Also asked': {tried}"
        return f"leave {self.missed.question.question!r} to #{self.other}; write instead: {tried}"

    @property
    def changed(self) -> frozenset[str]:
        """Ids of the entries whose phrasings it changes."""
        return frozenset({self.passage, self.other} if self.kind == "merge" else {self.passage})

    def applied(self, content: Content) -> Content:
        """The content with this change."""
        passages = {passage.id: passage for passage in content.passages}
        own = passages[self.passage]
        if self.kind == "merge":
            stays = passages[self.other]
            passages[self.other] = replace(stays, phrasings=_joined((*stays.phrasings, *own.phrasings)))
            del passages[self.passage]
        else:
            passages[self.passage] = replace(own, phrasings=_joined(self._phrasings(own)))
        return replace(content, passages=tuple(passages.values()))

    def _phrasings(self, own: Passage) -> tuple[str, ...]:
        """The phrasings with the new one: behind them, or in the place of the one that is given up."""
        if self.kind == "phrasing":
            return (*own.phrasings, self.text)
        gone = next(way for way in ways_of(own).values() if self.missed.question.question in way)
        return tuple(self.text if phrasing in gone else phrasing for phrasing in own.phrasings)

    def judged(self, question: GoldQuestion) -> GoldQuestion:
        """A question with the passages that are right after the change."""
        is_given_up = self.kind == "wording" and question.question == self.missed.question.question
        if self.passage not in question.passages or not (self.kind == "merge" or is_given_up):
            return question
        others = (name for name in question.passages if name != self.passage)
        return replace(question, passages=tuple(dict.fromkeys((*others, self.other))))


def drafts(content: Content, told: Findability) -> tuple[tuple[Proposal, ...], ...]:
    """What may mend each entry that is not found well, the likeliest first; the gravest cases first."""
    passages = {passage.id: passage for passage in content.passages}
    grave = [entry for entry in told.entries if entry.level]
    ordered = sorted(grave, key=lambda entry: LEVELS.index(entry.level or "advice"))
    merges = {merge.passage: merge for merge in _merges(ordered, passages)}
    involved = {*merges, *(merge.other for merge in merges.values())}
    drafted = (
        tuple(_merge(merges, entry) if entry.passage.id in involved else _said_otherwise(entry, passages))
        for entry in ordered
    )
    return tuple(each for each in drafted if each)


def remedies(proposals: Iterable[Proposal]) -> dict[str, str]:
    """What maintainers are told, by the ids of the entries that it mends: of a merge, of both."""
    return {
        name: proposal.remedy
        for proposal in proposals
        for name in ((proposal.passage, proposal.other) if proposal.kind == "merge" else (proposal.passage,))
    }


def _merge(merges: Mapping[str, Proposal], entry: Findable) -> Iterator[Proposal]:
    if entry.passage.id in merges:
        yield merges[entry.passage.id]


def _merges(entries: Sequence[Findable], passages: Mapping[str, Passage]) -> Iterator[Proposal]:
    """Entries with a twin into it, each entry in one merge at most."""
    involved: set[str] = set()
    for entry in entries:
        stands = [each for each in (*entry.lost, *entry.misses) if each.first == entry.twin]
        if not entry.twin or not stands or {entry.passage.id, entry.twin} & involved:
            continue
        involved |= {entry.passage.id, entry.twin}
        yield Proposal("merge", entry.passage.id, entry.twin, stands[0])


def _said_otherwise(entry: Findable, passages: Mapping[str, Passage]) -> Iterator[Proposal]:
    kind: Kind = "wording" if entry.lost else "phrasing"
    for missed in (entry.lost or entry.misses)[:MISSES]:
        shadow = passages.get(missed.first)
        if entry.lost and shadow is None:
            continue
        said = rephrasings(missed.question.question, entry.passage, shadow)
        for text in islice(said, WORDINGS):
            yield Proposal(kind, entry.passage.id, missed.first, missed, text)


def _joined(phrasings: Iterable[str]) -> tuple[str, ...]:
    """Each phrasing once."""
    return tuple(dict.fromkeys(phrasings))
