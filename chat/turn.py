"""One exchange of a conversation: what the visitor said, and what they see in return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex

from faq import Passage
from journal import Rating, Vote, hour
from retrieval import Reply


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its reply, or an entry that the visitor chose from a list."""

    id: str
    """Random, so that widgets keep their turn when old ones are dropped."""
    question: str
    """What the visitor typed; the heading of the entry that they chose."""
    reply: Reply | None = None
    chosen: Passage | None = None
    """The entry, when the visitor chose one; `reply` is then None."""
    related: tuple[Passage, ...] = ()
    """What to read next."""

    @property
    def passage(self) -> Passage | None:
        """The passage that is shown as the answer, if one is."""
        if self.reply is None:
            return self.chosen
        return self.reply.best.passage if self.reply.best else None

    @property
    def announcement(self) -> str:
        """What a screen reader says when the turn appears."""
        if self.passage is not None:
            return f"Answer: {self.passage.title}"
        if self.reply is not None and self.reply.smalltalk is not None:
            return self.reply.smalltalk.text
        if self.reply is not None and self.reply.outcome == "suggest":
            return "Several entries may fit. Choose one of them."
        return "No answer was found."

    def vote(self, conversation: str, rating: Rating | None) -> Vote | None:
        """The visitor's verdict on this turn as the journal keeps it; None when nothing was answered."""
        if self.passage is None:
            return None
        return Vote(
            conversation=conversation,
            answer=self.id,
            time=hour(datetime.now(UTC)),
            outcome=self.reply.outcome if self.reply else "chosen",
            passage=self.passage.id,
            hash=self.passage.hash,
            confidence=round(self.reply.confidence, 4) if self.reply else 1.0,
            rating=rating,
        )


def new_id() -> str:
    """A random name for a turn or a conversation."""
    return token_hex(8)
