"""An assistant that is asked nearly the same thing very often, and searches it once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from authoring.comparing.told import Told, told
from retrieval import Assistant, text
from retrieval.query import query_of
from retrieval.smalltalk import Remarks

Asked: TypeAlias = tuple[tuple[str, ...], int]
"""Words of a query as they were read, and how many corrections that took: what a reply follows from."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Remembers what was told to each query.

    Most misspellings are read as the same query. Only small talk is recognised by what was typed.
    """

    assistant: Assistant
    remarks: Remarks
    known: dict[Asked, Told] = field(default_factory=dict)

    def told(self, question: str) -> Told:
        """What the assistant says to a question."""
        if self.remarks.meant(text.words(text.clip(question))):
            return told(self.assistant.ask(question))
        query = query_of(question, self.assistant.index)
        asked = query.words, len(query.corrections)
        if asked not in self.known:
            self.known[asked] = told(self.assistant.ask(question))
        return self.known[asked]


def recall(assistant: Assistant) -> Recall:
    """A `Recall` that remembers nothing yet."""
    return Recall(assistant, Remarks(assistant.index.content.smalltalk))
