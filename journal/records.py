"""What is kept of a verdict: strings and numbers, and nothing that a visitor typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias

Rating: TypeAlias = Literal["up", "down"]


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
