"""The way of a question, from what a visitor typed to a reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from faq import Passage, Problem
from retrieval.candidates import Candidates, candidates
from retrieval.evidence import Evidence
from retrieval.index import Index
from retrieval.query import query_of
from retrieval.rank import Ranking
from retrieval.reasons import reasons
from retrieval.records import Hit, Reply
from retrieval.signals import signals
from retrieval.smalltalk import Remarks
from retrieval.standard import Standard
from retrieval.weights import Weights, shipped, shipped_with_meaning

MOST_HITS = 5
RELATED = 3


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers questions from one index; never changes, so all visitors share it."""

    index: Index
    weights: Weights = field(default_factory=shipped)
    """Of what is found by words alone."""
    risk: float = 0.03
    """Share of the shown answers that may be wrong."""
    meaning_weights: Weights = field(default_factory=shipped_with_meaning)
    """Of what is found by meaning too."""
    _remarks: Remarks = field(init=False, repr=False, compare=False)
    _evidence: Evidence = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_evidence", Evidence(self.index))
        object.__setattr__(self, "_remarks", Remarks(self.index.content.smalltalk))

    @property
    def passages(self) -> Sequence[Passage]:
        """All that can be answered with, in the order of the corpus."""
        return self.index.passages

    @property
    def browsed(self) -> Sequence[Passage]:
        """Those that the Browse page lists."""
        return self.passages

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the content files."""
        return self.index.content.problems

    @property
    def generation(self) -> str:
        """A name for the state of content and index that this assistant answers from."""
        return self.index.fingerprint

    def passage(self, name: str) -> Passage | None:
        """The passage with an id, or with a former one; None if there is none."""
        place = self.index.place(name)
        return None if place is None else self.passages[place]

    def ask(self, question: str) -> Reply:
        """Answer a question, suggest near ones, or abstain; any text is a question."""
        query = query_of(question, self.index)
        if remark := self._remarks.meant(query.typed):
            return Reply(query, "abstain", 0.0, (), smalltalk=remark)
        found = candidates(query, self.index)
        if found is None:
            return Reply(query, "abstain", 0.0, ())
        standard = self.standard(with_meaning=found.meant is not None)
        ranked = standard.ranking(signals(found, self.index))
        judged = standard.judgement(ranked)
        decided = standard.outcome(judged.confidence)
        hits = self._hits(ranked, found, shown=decided == "answer")
        return Reply(
            query=query,
            outcome=decided,
            confidence=judged.confidence,
            hits=hits,
            related=self._related(hits[0].passage) if decided == "answer" else (),
            reasons=reasons(judged.features, standard.weights, standard.calibration),
            by_meaning=found.meant is not None and self._by_meaning(ranked),
        )

    def word_for_word(self, question: str) -> Passage | None:
        """The one passage that lets ask in exactly these words, if just one does and it is no small talk.

        It is the first hit, with a confidence of `calibration.WORD_FOR_WORD` at least: known a hundred times
        sooner than by a search.
        """
        query = query_of(question, self.index)
        owners = self.index.asked_alike(query.words)
        if len(owners) != 1 or self._remarks.meant(query.typed):
            return None
        return self.passages[int(owners[0])]

    @property
    def usual(self) -> Standard:
        """What questions are judged by as long as nothing fails."""
        return self.standard(with_meaning=self.index.is_meant)

    def standard(self, *, with_meaning: bool) -> Standard:
        """What a question is judged by, as its passages were found."""
        if with_meaning and self.index.meaning:
            return Standard(self.meaning_weights, self.index.meaning.calibration, self.risk)
        return Standard(self.weights, self.index.calibration, self.risk)

    def _by_meaning(self, ranked: Ranking) -> bool:
        """Whether another passage would be first by words alone."""
        by_words = self.standard(with_meaning=False).ranking(ranked.signals)
        return bool(by_words.order[0] != ranked.order[0])

    def _hits(self, ranked: Ranking, found: Candidates, shown: bool) -> tuple[Hit, ...]:
        """The best candidates; with evidence, if the first one is shown and is a section of an article.

        An entry was written to answer its question; of a section, few sentences may do so.
        """
        best, query = ranked.order[:MOST_HITS], found.query
        table = zip(
            self.index.some(found.passages.take(best).tolist()),
            ranked.scores.take(best).tolist(),
            ranked.signals.nearest.take(best).tolist(),
            found.said.phrasings.take(found.begins.take(best)).tolist(),
            ranked.signals.table.take(best, axis=0).tolist(),
            found.whole.take(best, axis=0).tolist(),
            strict=True,
        )
        return tuple(
            Hit(
                passage=passage,
                rank=rank,
                score=score,
                phrasing=passage.phrasings[nearest - first],
                matched=tuple(word for word, slot in found.asked.heard if counts[slot]),
                evidence=self._evidence.of(query, passage.answer)
                if shown and passage.article and rank == 1
                else (),
                signals=tuple(zip(ranked.signals.names, values, strict=True)),
            )
            for rank, (passage, score, nearest, first, values, counts) in enumerate(table, start=1)
        )

    def _related(self, passage: Passage) -> tuple[Passage, ...]:
        """What the author points to; for a section without pointers, its neighbours in the article."""
        named = [self.passage(name) for name in passage.see_also]
        found = [other for other in named if other is not None and other.id != passage.id]
        if not found and passage.article:
            place = self.index.place(passage.id) or 0
            around = (place + 1, place - 1)
            found = [
                self.passages[n]
                for n in around
                if 0 <= n < len(self.passages) and self.passages[n].article == passage.article
            ]
        return tuple(found[:RELATED])
