"""The numbers that turn signals into a score and a confidence: a file people can read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "weights.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """Fitted numbers; `python -m benchmarks fit` writes them."""

    fitted_on: str
    """What the numbers were fitted on, and when."""
    score: Mapping[str, float]
    """Weight of each signal in a candidate's score."""
    confidence: Mapping[str, float]
    """Weight of each feature of the best candidate in the log-odds of its being right."""
    bias: float
    """Of those log-odds."""
    thresholds: tuple[tuple[float, float], ...]
    """Pairs of a risk and the least confidence with which an answer may then be shown, risks ascending."""
    suggest: float
    """Least confidence with which passages are offered."""

    def answer_threshold(self, risk: float) -> float:
        """The least confidence for an answer when this share of the answers may be wrong.

        Linear between the fitted risks, and the last one's beyond them.
        """
        pairs = self.thresholds
        if risk <= pairs[0][0]:
            return pairs[0][1]
        for (low, high), (next_low, next_high) in zip(pairs, pairs[1:], strict=False):
            if risk <= next_low:
                return high + (next_high - high) * (risk - low) / (next_low - low)
        return pairs[-1][1]


@cache
def shipped() -> Weights:
    """The weights that ship with the code."""
    return read(FILE)


def read(file: Path) -> Weights:
    """The weights in a file that `written` wrote."""
    values = json.loads(file.read_text(encoding="utf-8"))
    return Weights(
        fitted_on=values["fitted_on"],
        score=values["score"],
        confidence=values["confidence"],
        bias=values["bias"],
        thresholds=tuple((risk, threshold) for risk, threshold in values["thresholds"]),
        suggest=values["suggest"],
    )
