"""A reply in words for the terminal, and what spoke for each passage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from retrieval.records import Hit, Reply


def spoken(reply: Reply, *, explain: bool = False) -> str:
    """A reply as the terminal shows it."""
    lines = [*_notes(reply), *_body(reply)]
    if explain:
        lines += ["", *_explanation(reply)]
    return "\n".join(lines)


def explained(reply: Reply) -> dict[str, Any]:
    """The signals of each hit, for `--json`."""
    return {"hits": [_told(hit) for hit in reply.hits]}


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
        sure = f"{reply.confidence_word} ({reply.confidence:.0%})"
        yield f"Source: {reply.best.passage.source} (#{reply.best.passage.id}), {sure}"
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
    for hit in reply.hits:
        yield f"{hit.rank}. #{hit.passage.id} score {hit.score:.3f}, nearest phrasing {hit.phrasing!r}"
        yield "   " + ", ".join(f"{name} {value:.2f}" for name, value in hit.signals)
