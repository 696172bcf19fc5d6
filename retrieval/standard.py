"""What signals are judged by: the fitted numbers, and how a content reads the confidence that they give."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.calibration import Calibration
from retrieval.confidence import Judgement, judgement, outcome
from retrieval.rank import Ranking, ranking
from retrieval.records import Outcome
from retrieval.risk import answer_threshold
from retrieval.signals import Signals
from retrieval.weights import Weights


@dataclass(frozen=True, slots=True)
class Standard:
    """Weights and calibration that go together, for questions that are judged by the same signals."""

    weights: Weights
    calibration: Calibration
    risk: float
    """Share of the shown answers that may be wrong, in (0, 0.5]."""

    def ranking(self, told: Signals) -> Ranking:
        """The candidates in their order."""
        return ranking(told, self.weights.score)

    def judgement(self, ranked: Ranking) -> Judgement:
        """The judgement on the first of them."""
        return judgement(ranked, self.weights, self.calibration)

    def outcome(self, confidence: float) -> Outcome:
        """What to do with a confidence."""
        return outcome(confidence, self.answer_threshold, self.suggest_threshold)

    @property
    def answer_threshold(self) -> float:
        """The least confidence with which one answer is shown."""
        return answer_threshold(self.risk, self.calibration.thresholds or self.weights.thresholds)

    @property
    def suggest_threshold(self) -> float:
        """The least confidence with which passages are offered."""
        return self.calibration.suggest if self.calibration.questions else self.weights.suggest
