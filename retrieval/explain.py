"""A reply in words for the terminal, and what spoke for each passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from retrieval.assistant import Assistant
from retrieval.calibration import Calibration
from retrieval.reasons import strongest
from retrieval.records import Hit, Reply
from retrieval.risk import Threshold, interval


def spoken(reply: Reply, *, explain: bool = False) -> str:
    """A reply as the terminal shows it."""
    lines = [*_notes(reply), *_body(reply)]
    if explain:
        lines += ["", *_explanation(reply)]
    return "\n".join(lines)


def explained(reply: Reply) -> dict[str, Any]:
    """What speaks for and against the first hit, and the signals of each, for `--json`."""
    reasons = [reason._asdict() | {"weight": round(reason.weight, 4)} for reason in reply.reasons]
    return {"reasons": reasons, "hits": [_told(hit) for hit in reply.hits]}


def _told(hit: Hit) -> dict[str, Any]:
    signals = {name: round(value, 4) for name, value in hit.signals}
    return {"passage": hit.passage.id, "score": round(hit.score, 4), "signals": signals}


def _notes(reply: Reply) -> Iterator[str]:
    for correction in reply.query.corrections:
        yield f"Searched for {correction.read_as!r} instead of {correction.typed!r}."
    if reply.query.cut:
        yield f"The question was cut after {len(reply.query.text)} characters."


def _body(reply: Reply) -> Iterator[str]:
    if reply.smalltalk is not None:
        yield reply.smalltalk.answer
    elif reply.best is not None:
        yield f"{reply.best.passage.title}\n\n{reply.best.passage.answer}\n"
        sure = f"{reply.confidence_word} ({reply.chance})"
        how = ", found by meaning" if reply.by_meaning else ""
        yield f"Source: {reply.best.passage.source} (#{reply.best.passage.id}), {sure}{how}"
    elif reply.outcome == "suggest":
        yield "Did you mean one of these?"
        yield from map(_listed, reply.hits)
    else:
        yield "I have no answer to that."
        if reply.query.unknown:
            yield f"The content does not know: {', '.join(reply.query.unknown)}"
        if reply.hits:
            yield "Nearest:"
            yield from map(_listed, reply.hits[:3])


def _listed(hit: Hit) -> str:
    return f"- {hit.passage.title} ({hit.passage.source}, #{hit.passage.id})"


def _explanation(reply: Reply) -> Iterator[str]:
    yield f"outcome {reply.outcome}, confidence {reply.confidence:.2f}"
    yield f"terms: {' '.join(reply.query.terms) or '-'}; unknown: {' '.join(reply.query.unknown) or '-'}"
    if reply.by_meaning:
        yield "found by meaning: by words alone another passage would be first"
    yield from (f"{weight:+.1f} {words}" for words, weight in strongest(reply.reasons))
    for hit in reply.hits:
        yield f"{hit.rank}. #{hit.passage.id} score {hit.score:.3f}, nearest phrasing {hit.phrasing!r}"
        yield "   " + ", ".join(f"{name} {value:.2f}" for name, value in hit.signals)


def told_risk(assistant: Assistant) -> Iterator[str]:
    """How the confidence was calibrated, and what the risk that the deployer set comes to."""
    standard = assistant.usual
    weights, calibration = standard.weights, standard.calibration
    yield f"ranking and confidence: fitted on {weights.fitted_on}"
    yield f"on this content: {calibration.why}"
    yield (
        f"risk {assistant.risk:g}: answers from a confidence of {standard.answer_threshold:.2f} on, "
        f"suggests from {standard.suggest_threshold:.2f} on"
    )
    yield from _rests_on(standard.answer_threshold, calibration.thresholds or weights.thresholds, calibration)


def _rests_on(least: float, table: Sequence[Threshold], calibration: Calibration) -> Iterator[str]:
    """What was measured at the nearest measured threshold that is at least as strict."""
    stricter = [row for row in table if row.confidence >= least and row.answered]
    if not stricter:
        yield "so sure that no measured question says how often it is wrong"
        return
    row = min(stricter, key=lambda row: row.confidence)
    low, high = interval(row.wrong, row.answered)
    whose = "its own" if calibration.questions else "the shipped content's"
    yield (
        f"of {row.asked} questions, {whose}, {row.answered} were answered from {row.confidence:.2f} on, "
        f"{row.wrong} of them wrong: {row.wrong / row.answered:.1%}, 95 % interval {low:.1%} to {high:.1%}"
    )
