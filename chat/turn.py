"""One exchange of a conversation: what the visitor said, and what they see in return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex

from faq import Passage
from journal import Asked, Outcome, Rating, Vote, hour
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

    @property
    def outcome(self) -> Outcome:
        """What became of the question."""
        if self.reply is None:
            return "chosen"
        return "smalltalk" if self.reply.smalltalk is not None else self.reply.outcome

    @property
    def confidence(self) -> float:
        """How sure the reply was, in [0, 1]; 1 for an entry that the visitor chose."""
        return round(self.reply.confidence, 4) if self.reply else 1.0

    def asked(self, conversation: str) -> Asked:
        """The question as it is told to the journal, which keeps of it what the settings say."""
        corrections = self.reply.query.corrections if self.reply else ()
        return Asked(
            text=self.question,
            corrections=", ".join(f"{each.typed} -> {each.read_as}" for each in corrections),
            confidence=self.confidence,
            outcome=self.outcome,
            **self._shown(conversation),
        )

    def vote(self, conversation: str, rating: Rating | None, comment: str = "") -> Vote:
        """The visitor's verdict on this turn as it is told to the journal."""
        return Vote(
            rating=rating,
            comment=comment,
            confidence=self.confidence,
            outcome=self.outcome,
            **self._shown(conversation),
        )

    def _shown(self, conversation: str) -> dict[str, str]:
        """Where and when this turn was shown, and the first passage in it."""
        first = self.passage or (self.reply.hits[0].passage if self.reply and self.reply.hits else None)
        return {
            "conversation": conversation,
            "answer": self.id,
            "time": hour(datetime.now(UTC)),
            "passage": first.id if first else "",
            "hash": first.hash if first else "",
        }


def new_id() -> str:
    """A random name for a turn or a conversation."""
    return token_hex(8)
