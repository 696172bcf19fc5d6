"""A reply into what it is worth where the right answer is known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, Literal, TypeAlias

from retrieval.records import Outcome

Verdict: TypeAlias = Literal["right", "offered", "declined", "wrong"]
"""Answered right; a suggestion that holds the right passage; nothing shown as the answer; a false answer.

For a question out of scope `declined` is the right thing and `right` does not occur.
"""
WORTH: Final[tuple[Verdict, ...]] = ("wrong", "declined", "offered", "right")
"""The worst first."""


def verdict(outcome: Outcome, found: Sequence[str], right: Collection[str]) -> Verdict:
    """What an outcome is worth, given the ids of the hits, best first, and those of the right passages.

    Examples
    --------
    >>> verdict("answer", ["dog", "cat"], {"cat"}), verdict("suggest", ["dog", "cat"], {"cat"})
    ('wrong', 'offered')
    """
    if outcome == "answer":
        return "right" if found[0] in right else "wrong"
    return "offered" if outcome == "suggest" and any(name in right for name in found) else "declined"
