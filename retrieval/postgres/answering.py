"""The assistant that answers from an index in a database, whichever is kept there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from faq import Passage
from retrieval.assistant import Assistant
from retrieval.index import Index
from retrieval.postgres.failure import GenerationGone
from retrieval.records import Reply

Result = TypeVar("Result")

BROWSED: Final = 1_000
"""Passages that the Browse page lists: a list of all would be read as a whole, and kept in memory."""


@dataclass(frozen=True, slots=True)
class Answering(Assistant):
    """Answers as every assistant does; when its index is no longer kept, the current one answers, once.

    What is answered is answered from one index as a whole: it is the question that is asked again.
    """

    renewed: Callable[[Index], Assistant] = field(kw_only=True)
    """Gives an assistant of the current index in place of one that is gone."""
    _plain: Assistant = field(init=False, repr=False, compare=False)
    """The same without that; a reply of several reads must not begin in one index and end in another."""

    def __post_init__(self) -> None:
        Assistant.__post_init__(self)
        object.__setattr__(self, "_plain", Assistant(self.index, self.weights, self.risk))

    @property
    def browsed(self) -> Sequence[Passage]:
        """The first ones."""
        return self.passages[:BROWSED]

    def passage(self, name: str) -> Passage | None:
        """As that of every assistant."""
        return self._kept(lambda assistant: assistant.passage(name))

    def ask(self, question: str) -> Reply:
        """As that of every assistant."""
        return self._kept(lambda assistant: assistant.ask(question))

    def word_for_word(self, question: str) -> Passage | None:
        """As that of every assistant."""
        return self._kept(lambda assistant: assistant.word_for_word(question))

    def _kept(self, work: Callable[[Assistant], Result]) -> Result:
        try:
            return work(self._plain)
        except GenerationGone:
            return work(self.renewed(self.index))
