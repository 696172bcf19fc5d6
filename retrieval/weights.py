"""The numbers that turn signals into a score and a confidence: a file people can read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from retrieval.logit import Logit, Term
from retrieval.risk import Threshold

FILE: Final = Path(__file__).parent / "weights.json"
MEANING_FILE: Final = Path(__file__).parent / "weights-meaning.json"


class Weight(NamedTuple):
    """What a signal counts in a candidate's score."""

    always: float
    longer: float
    """Times ln(1 + words of the question) - ln(1 + 8)."""
    asking: float
    """Times the share of the content's headings that are questions, less 0.4."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Fitted numbers; `python -m benchmarks fit` writes them."""

    fitted_on: str
    """What the numbers were fitted on, and when."""
    score: Mapping[str, Weight]
    """Of each signal in a candidate's score."""
    in_scope: Logit
    """That some passage answers the question."""
    first: Logit
    """That it is the best candidate, if some passage does."""
    thresholds: tuple[Threshold, ...]
    """Risks ascending."""
    suggest: float
    """Least confidence with which passages are offered."""


@cache
def shipped() -> Weights:
    """The weights that ship with the code, for passages that are found by words alone."""
    return read(FILE)


@cache
def shipped_with_meaning() -> Weights:
    """Those for passages that are found by what they mean too."""
    return read(MEANING_FILE)


def read(file: Path) -> Weights:
    """The weights in a file that `written` wrote."""
    values = json.loads(file.read_text(encoding="utf-8"))
    return Weights(
        fitted_on=values["fitted_on"],
        score={name: Weight(**parts) for name, parts in values["score"].items()},
        in_scope=_logit(values["in_scope"]),
        first=_logit(values["first"]),
        thresholds=tuple(Threshold(**threshold) for threshold in values["thresholds"]),
        suggest=values["suggest"],
    )


def written(weights: Weights, file: Path) -> None:
    """Write weights where `read` finds them; the same weights give the same file."""
    values: dict[str, Any] = {
        "fitted_on": weights.fitted_on,
        "score": {name: weight._asdict() for name, weight in weights.score.items()},
        "in_scope": _told(weights.in_scope),
        "first": _told(weights.first),
        "thresholds": [threshold._asdict() for threshold in weights.thresholds],
        "suggest": weights.suggest,
    }
    file.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


def _logit(values: Mapping[str, Any]) -> Logit:
    return Logit(values["bias"], {name: Term(**term) for name, term in values["terms"].items()})


def _told(logit: Logit) -> dict[str, Any]:
    return {"bias": logit.bias, "terms": {name: term._asdict() for name, term in logit.terms.items()}}
