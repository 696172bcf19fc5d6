"""What is told into what is written: the least that the setting asks for, without personal data."""

from __future__ import annotations

import math
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, Literal, TypeAlias

from journal.likeness import alike, is_key, words
from journal.records import Asked, Decision, Keeping, Vote, hour
from journal.redaction import plain, redacted

Verb: TypeAlias = Literal["count", "ask", "forget", "vote", "unvote", "decide", "undecide"]
Row: TypeAlias = dict[str, Any]
"""By column: strings and numbers."""

WIDTHS: Final = {
    **{"conversation": 64, "answer": 64, "time": 20, "day": 10, "outcome": 20, "passage": 200, "hash": 64},
    **{"writer": 64, "rating": 4, "kind": 10, "alike": 24, "text": 500, "comment": 500, "corrections": 500},
}
"""Characters that a column takes."""
UNANSWERED: Final = ("suggest", "abstain")
"""Outcomes of questions that need a maintainer, voted down or not."""
_HOUR: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:00Z", re.ASCII)
_TEXTS: Final = ("text", "comment", "corrections")


@dataclass(frozen=True, slots=True)
class Write:
    """One change of one row; done again, it changes nothing, but for `count`."""

    verb: Verb
    row: Row


def of_asked(asked: Asked, keeping: Keeping) -> tuple[Write, ...]:
    """A count, and the question itself if nothing answered it or all are kept."""
    if keeping == "off":
        return ()
    count = Write("count", _counted(asked))
    if keeping == "all" or asked.outcome in UNANSWERED:
        return count, Write("ask", _question(asked))
    return (count,)


def of_vote(vote: Vote, asked: Asked | None, keeping: Keeping) -> tuple[Write, ...]:
    """The vote or that it is taken back; the text of an answered question comes and goes with a `down`."""
    is_down = vote.rating == "down"
    shown = replace(vote, comment=vote.comment if is_down and keeping != "off" else "")
    row = _clean(asdict(shown) | {"confidence": _share(vote.confidence)})
    key = {name: row[name] for name in ("conversation", "answer")}
    cast = Write("vote", row) if vote.rating else Write("unvote", key)
    if asked and is_down and keeping != "off":
        return cast, Write("ask", _question(asked) | key)
    if keeping == "all" or vote.outcome in UNANSWERED:  # kept for itself, not for the vote
        return (cast,)
    return cast, Write("forget", key)


def of_decision(decision: Decision) -> tuple[Write, ...]:
    """The decision or that it is taken back."""
    row = _clean(asdict(decision))
    return (Write("decide", row) if decision.kind else Write("undecide", {"alike": row["alike"]}),)


def _question(asked: Asked) -> Row:
    return _clean(asdict(asked) | {"confidence": _share(asked.confidence)})


def _counted(asked: Asked) -> Row:
    told = {"day": _hour(asked.time)[:10], "outcome": asked.outcome, "passage": asked.passage}
    return _clean(told | {"hash": asked.hash, "tenths": math.floor(_share(asked.confidence) * 10 + 1e-9)})


def _clean(row: Row) -> Row:
    """Texts without personal data, the rest without what no database takes, each as wide as its column."""
    clean = {name: _cell(name, value) for name, value in row.items()}
    if "alike" in row:
        clean["alike"] = _key(row["alike"] or clean["text"])
    return clean


def _cell(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name == "time":
        return _hour(value)
    if name in _TEXTS:
        return redacted(value)[: WIDTHS[name]]
    is_plain = value.isascii() and value.isprintable()
    return (value if is_plain else plain(value))[: WIDTHS[name]]


def _key(told: str) -> str:
    """A key as it is, and words made one: they might be what the visitor typed."""
    return told if is_key(told) else alike(words(told))


def _hour(time: str) -> str:
    """The time if it is rounded to the hour, and else the present hour."""
    return time if _HOUR.fullmatch(time) else hour(datetime.now(UTC))


def _share(confidence: float) -> float:
    """Within [0, 1]; what is no number counts as no confidence."""
    return min(max(confidence, 0.0), 1.0) if confidence == confidence else 0.0
