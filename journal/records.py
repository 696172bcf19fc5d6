"""What is kept of questions and verdicts: strings and numbers, as they are handed in and read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias

Rating: TypeAlias = Literal["up", "down"]
Outcome: TypeAlias = Literal["answer", "suggest", "abstain", "chosen", "smalltalk"]
"""What became of a question; `chosen` when the visitor chose an entry from a list."""
Kind: TypeAlias = Literal["added", "outside", "ignored"]
"""What a maintainer made of a question: a phrasing or entry, one that is not ours to answer, or nothing."""
Keeping: TypeAlias = Literal["off", "needed", "all"]
"""Whose text is kept: nobody's; of what was not answered well; of every question."""
Kept: TypeAlias = Literal["kept", "waiting", "lost"]
"""`kept`: it survives a power cut; `waiting`: in memory, to be written yet; `lost`: it never will be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and what became of it; (conversation, answer) names it. To be told once."""

    conversation: str
    """Random, new for each chat; never Streamlit's session id, which is a key to the session."""
    answer: str
    """Random id of the turn."""
    time: str
    """UTC, rounded down to the hour: `2026-11-22T17:00Z`."""
    outcome: Outcome
    passage: str
    """Id of the first passage that was shown; empty when there was none."""
    hash: str
    """Of its wording at that time."""
    confidence: float
    """In [0, 1], as it was shown; 1 for a passage that the visitor chose."""
    text: str
    """As typed; the journal replaces personal data before it does anything else with it."""
    alike: str = ""
    """From `alike`, the same for questions that say the same words; empty: made from the text."""
    corrections: str = ""
    """How words were read: `msak -> mask`; treated like the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A visitor's verdict on one answer; (conversation, answer) names it."""

    conversation: str
    """Random, new for each chat; never Streamlit's session id, which is a key to the session."""
    answer: str
    """Random id of the turn that was judged."""
    time: str
    """UTC, rounded down to the hour: `2026-11-22T17:00Z`."""
    outcome: str
    """`answer` when the assistant chose the passage, `chosen` when the visitor did."""
    passage: str
    """Id of the passage that was shown."""
    hash: str
    """Of its wording at that time."""
    confidence: float
    """In [0, 1], as it was shown; 1 for a passage that the visitor chose."""
    rating: Rating | None
    """None takes the vote back."""
    comment: str = ""
    """What was missing, as typed; kept with `down` only, and treated like a question's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a maintainer made of questions that are alike; the last one stands."""

    alike: str
    kind: Kind | None
    """None takes the decision back."""
    passage: str
    """Id of the passage that answers them now; empty if none does."""
    time: str
    """UTC, rounded down to the hour: `2026-11-22T17:00Z`."""
    text: str = ""
    """The question as the maintainer saw or worded it; forgotten when questions of that time are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many questions of a day ended alike."""

    day: str
    """UTC: `2026-11-22`."""
    outcome: str
    passage: str
    hash: str
    tenths: int
    """The confidence, rounded down to tenths: 0 to 10."""
    questions: int


def hour(moment: datetime) -> str:
    """The hour a moment lies in, in UTC: precise enough for trends, too coarse to follow a person.

    Parameters
    ----------
    moment : datetime
        With a time zone.

    Examples
    --------
    >>> hour(datetime(2026, 11, 22, 17, 59, tzinfo=UTC))
    '2026-11-22T17:00Z'
    """
    whole = moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0, tzinfo=None)
    return f"{whole.isoformat(timespec='minutes')}Z"
