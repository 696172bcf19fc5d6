"""Where a process gets its assistants from, one after the other."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, TypeAlias

from retrieval.assistant import Assistant

State: TypeAlias = Hashable
"""Of what assistants are made from; equal to an earlier one if nothing can have changed since."""


@dataclass(frozen=True, slots=True)
class Published:
    """An assistant, and the state of what it was made from."""

    assistant: Assistant
    state: State
    is_quick: bool
    """Whether its confidence is still read as it was before the last change."""
    moment: datetime = field(default_factory=lambda: datetime.now(UTC))
    """When it began to answer."""


class Supply(Protocol):
    """Content files, or a database in which indexes are published."""

    def pause(self) -> float:
        """Seconds until the next look."""

    def state(self) -> State:
        """The present state; returns at once."""

    def still(self, now: float) -> State | None:
        """The present state if an assistant can be made from it, else None; returns at once.

        Parameters
        ----------
        now : float
            Seconds of a clock that never goes back.
        """

    def first(self, state: State) -> Published:
        """The first assistant.

        Raises
        ------
        ContentError
            When there is nothing to answer from.
        """

    def next(self, state: State, present: Published) -> Published | None:
        """The assistant after the present one; None when that one stays.

        Raises
        ------
        ContentError
            When there is nothing to answer from.
        """

    def calibrated(self, present: Published) -> Published | None:
        """The same content with a confidence calibrated on it; None when that is overtaken."""

    def warm(self) -> None:
        """Do what makes the next assistant come sooner; may take its time."""

    def close(self) -> None:
        """End processes and connections."""
