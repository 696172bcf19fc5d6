"""The way of a question, from what a visitor typed to a reply."""

from __future__ import annotations

from dataclasses import dataclass, field

from faq import Passage, Problem
from retrieval import text
from retrieval.candidates import candidates
from retrieval.confidence import judgement, outcome
from retrieval.evidence import evidence, matched
from retrieval.index import Index
from retrieval.query import query_of
from retrieval.rank import Ranking, ranking
from retrieval.reasons import reasons
from retrieval.records import Hit, Query, Reply
from retrieval.risk import answer_threshold
from retrieval.signals import SIGNALS, signals
from retrieval.smalltalk import Remarks
from retrieval.weights import Weights, shipped

MOST_HITS = 5
RELATED = 3


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers questions from one index; never changes, so all visitors share it."""

    index: Index
    weights: Weights = field(default_factory=shipped)
    risk: float = 0.03
    """Share of the shown answers that may be wrong."""
    _places: dict[str, int] = field(init=False, repr=False, compare=False)
    _remarks: Remarks = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {passage.id: place for place, passage in enumerate(self.passages)}
        formerly = self.index.content.formerly
        object.__setattr__(self, "_remarks", Remarks(self.index.content.smalltalk))
        object.__setattr__(self, "_places", {old: places[new] for old, new in formerly.items()} | places)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All that can be answered with, in the order of the corpus."""
        return self.index.passages

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
        place = self._places.get(name)
        return None if place is None else self.passages[place]

    def ask(self, question: str) -> Reply:
        """Answer a question, suggest near ones, or abstain; any text is a question."""
        if friendly := self._smalltalk(question):
            return friendly
        query = query_of(question, self.index)
        found = candidates(query, self.index)
        if found is None:
            return Reply(query, "abstain", 0.0, ())
        ranked = ranking(signals(found, self.index), self.weights.score)
        judged = judgement(ranked, self.weights, self.index.calibration)
        decided = outcome(judged.confidence, self.answer_threshold, self.suggest_threshold)
        hits = self._hits(ranked, shown=decided == "answer")
        related = self._related(hits[0].passage) if decided == "answer" else ()
        return Reply(
            query,
            decided,
            judged.confidence,
            hits,
            related,
            reasons(judged.features, self.weights, self.index.calibration),
        )

    def word_for_word(self, question: str) -> Passage | None:
        """The one passage that lets ask in exactly these words, if just one does and it is no small talk.

        It is the first hit, with a confidence of `calibration.WORD_FOR_WORD` at least: known a hundred times
        sooner than by a search.
        """
        owners = self.index.asked_alike(query_of(question, self.index).words)
        if len(owners) != 1 or self._smalltalk(question):
            return None
        return self.passages[int(owners[0])]

    @property
    def answer_threshold(self) -> float:
        """The least confidence with which one answer is shown."""
        return answer_threshold(self.risk, self.index.calibration.thresholds or self.weights.thresholds)

    @property
    def suggest_threshold(self) -> float:
        """The least confidence with which passages are offered."""
        calibration = self.index.calibration
        return calibration.suggest if calibration.questions else self.weights.suggest

    def _smalltalk(self, question: str) -> Reply | None:
        typed = text.words(text.clip(question))
        remark = self._remarks.meant(typed)
        if remark is None:
            return None
        query = Query(text.clip(question), False, tuple(typed), (), (), (), ())
        return Reply(query, "abstain", 0.0, (), smalltalk=remark)

    def _hits(self, ranked: Ranking, shown: bool) -> tuple[Hit, ...]:
        """The best candidates; the evidence only when the first one is shown."""
        return tuple(
            self._hit(ranked, int(place), rank, shown)
            for rank, place in enumerate(ranked.order[:MOST_HITS], start=1)
        )

    def _hit(self, ranked: Ranking, place: int, rank: int, shown: bool) -> Hit:
        number = int(ranked.signals.passages[place])
        passage, query = self.passages[number], ranked.signals.query
        nearest = int(ranked.signals.nearest[place]) - int(self.index.first[number])
        values = map(float, ranked.signals.table[place])
        return Hit(
            passage=passage,
            rank=rank,
            score=float(ranked.scores[place]),
            phrasing=passage.phrasings[nearest],
            matched=matched(query, number, self.index),
            evidence=evidence(query, passage, self.index) if shown and rank == 1 else (),
            signals=tuple(zip(SIGNALS, values, strict=True)),
        )

    def _related(self, passage: Passage) -> tuple[Passage, ...]:
        """What the author points to; for a section without pointers, its neighbours in the article."""
        named = [self.passage(name) for name in passage.see_also]
        found = [other for other in named if other is not None and other.id != passage.id]
        if not found and passage.article:
            place = self._places[passage.id]
            around = (place + 1, place - 1)
            found = [
                self.passages[n]
                for n in around
                if 0 <= n < len(self.passages) and self.passages[n].article == passage.article
            ]
        return tuple(found[:RELATED])
