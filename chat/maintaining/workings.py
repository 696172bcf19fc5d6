"""The numbers behind a reply, table by table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import streamlit as st

from chat import door, sources
from chat.maintaining import tables
from chat.maintaining.tables import entry
from retrieval import Assistant, Reason
from retrieval.calibration import Calibration
from retrieval.confidence import Judgement
from retrieval.logit import log_odds
from retrieval.reasons import WORDS
from retrieval.records import Part
from retrieval.trace import Placed, Trace

FIRST: Final = 5
"""Candidates that stand in the open; the hits are as many."""


@door.behind
def draw(trace: Trace, assistant: Assistant) -> None:
    """Draw all tables of a question that found something."""
    st.subheader("The numbers", anchor=False)
    _candidates(trace.candidates)
    st.markdown(
        "**The signals of the first ones.** Each likeness is between 0 and 1; behind it stands what it adds"
        " to the score."
    )
    _signals(trace)
    if trace.judgement:
        st.markdown(
            "**The confidence in the first one.** The numbers are log-odds: 0.7 about doubles the odds of"
            " being right, −0.7 halves them."
        )
        tables.draw("wide-odds", ["What", "Log-odds"], _odds(trace, trace.judgement, assistant))


def _candidates(placed: Sequence[Placed]) -> None:
    columns, texts = ["Entry", "Score", "Source"], ["Source"]  # the score is seen on a phone, too
    st.markdown(f"**The {len(placed)} that were looked at closely**, the best first.")
    tables.draw("wide-candidates", columns, map(_placed, placed[:FIRST]), texts)
    if more := placed[FIRST:]:
        with st.expander(f"The other {len(more)}"):
            tables.draw("wide-others", columns, map(_placed, more), texts)


def _placed(each: Placed) -> list[str]:
    same = " (word for word)" if each.word_for_word else ""
    return [
        f"{each.rank}. {entry(each.passage)}{same}",
        f"{each.score:.2f}",
        sources.place(each.passage.source),
    ]


def _signals(trace: Trace) -> None:
    """A row for each signal, a column for each hit."""
    hits = [(hit, dict(hit.signals)) for hit in trace.reply.hits]
    rows = [
        [
            WORDS[name][0].capitalize(),
            f"× {weight:z.2f}".replace("-", "−"),
            *(_added(signals[name], weight) for _, signals in hits),
        ]
        for name, weight in trace.weights
    ]
    rows.append(["**Score**", "", *(f"**{hit.score:.2f}**" for hit, _ in hits)])
    tables.draw("wide-signals", ["What is alike", "Counts", *(f"No. {hit.rank}" for hit, _ in hits)], rows)


def _added(value: float, weight: float) -> str:
    return f"{value:.2f} → {_signed(value * weight)}".replace(" ", "\xa0")


def _signed(number: float) -> str:
    return f"{number:+.2f}".replace("-", "−")


def _odds(trace: Trace, judged: Judgement, assistant: Assistant) -> Iterator[list[str]]:
    weights, reasons = trace.standard.weights, trace.reply.reasons
    yield from _part(
        "That some entry answers", weights.in_scope.bias, _reasons(reasons, "in scope"), judged.in_scope
    )
    yield from _part("That it is this one", weights.first.bias, _reasons(reasons, "this one"), judged.first)
    yield from _read(trace, judged, trace.standard.calibration)


def _part(words: str, bias: float, reasons: list[list[str]], chance: float) -> Iterator[list[str]]:
    yield [f"**{words}**", ""]
    yield ["where all is as usual", _signed(bias)]
    yield from reasons
    yield [f"together: {chance:.1%}", f"**{_signed(log_odds(chance))}**"]


def _read(trace: Trace, judged: Judgement, calibration: Calibration) -> Iterator[list[str]]:
    both = judged.in_scope * judged.first
    yield [f"**Both: {both:.1%}**", f"**{_signed(log_odds(both))}**"]
    yield ["**As this content reads it**", ""]
    yield ["times", f"× {calibration.slope:.2f}"]
    yield ["and added", _signed(calibration.shift)]
    yield from _reasons(trace.reply.reasons, "this content")
    yield [f"**Confidence: {judged.confidence:.1%}**", f"**{_signed(log_odds(judged.confidence))}**"]


def _reasons(reasons: Iterable[Reason], part: Part) -> list[list[str]]:
    return [[reason.words, _signed(reason.weight)] for reason in reasons if reason.part == part]
