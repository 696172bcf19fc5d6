"""Records to begin from, and what the journal should hold of them: the plainest model that could be right."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from journal import Asked, Count, Decision, Keeping, Vote, alike
from journal.redaction import redacted

HOUR: Final = "2026-11-22T17:00Z"
KEY: Final = alike(["who", "are", "you"])
ASKED: Final = Asked(
    conversation="c1",
    answer="a1",
    time=HOUR,
    outcome="abstain",
    passage="",
    hash="",
    confidence=0.12,
    text="Who are you?",
    alike=KEY,
    corrections="yuo -> you",
)
ANSWERED: Final = replace(ASKED, outcome="answer", passage="osi", hash="0f", confidence=0.93)
VOTE: Final = Vote(
    conversation="c1",
    answer="a1",
    time=HOUR,
    outcome="answer",
    passage="osi",
    hash="0f",
    confidence=0.93,
    rating="down",
    comment="The layers",
)
UP: Final = replace(VOTE, rating="up", comment="")
BACK: Final = replace(VOTE, rating=None, comment="")
DECISION: Final = Decision(alike=KEY, kind="added", passage="osi", time=HOUR, text="Who are you?")


class Model:
    """What was told, and so what must be read."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._asked: dict[tuple[str, str], Asked] = {}
        self._votes: dict[tuple[str, str], Vote] = {}
        self._counts: Counter[tuple[str, str, str, str, int]] = Counter()

    def asked(self, asked: Asked) -> None:
        if self._keeping == "off":
            return
        self._counts[
            asked.time[:10], asked.outcome, asked.passage, asked.hash, int(asked.confidence * 10 + 1e-9)
        ] += 1
        if self._keeping == "all" or asked.outcome in ("suggest", "abstain"):
            self._asked[asked.conversation, asked.answer] = _redacted(asked)

    def voted(self, vote: Vote, asked: Asked) -> None:
        key = vote.conversation, vote.answer
        self._votes.pop(key, None)
        if vote.rating:
            comment = redacted(vote.comment) if vote.rating == "down" and self._keeping != "off" else ""
            self._votes[key] = replace(vote, comment=comment)
        if vote.rating == "down" and self._keeping != "off":
            self._asked[key] = _redacted(asked)
        elif self._keeping != "all" and key in self._asked and not _is_unanswered(self._asked[key]):
            del self._asked[key]

    def questions(self) -> tuple[Asked, ...]:
        return tuple(self._asked[key] for key in sorted(self._asked))

    def votes(self) -> tuple[Vote, ...]:
        return tuple(self._votes[key] for key in sorted(self._votes))

    def counts(self) -> tuple[Count, ...]:
        return tuple(
            Count(day=day, outcome=outcome, passage=passage, hash=name, tenths=tenths, questions=number)
            for (day, outcome, passage, name, tenths), number in sorted(self._counts.items())
        )


def _is_unanswered(asked: Asked) -> bool:
    return asked.outcome in ("suggest", "abstain")


def _redacted(asked: Asked) -> Asked:
    return replace(asked, text=redacted(asked.text), corrections=redacted(asked.corrections))
