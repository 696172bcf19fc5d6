"""The messages of a Streamlit server into what a visitor sees, as far as it has to be checked or answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SHOWN_TURNS: Final = 30
"""Of a longer conversation, the page drops the oldest turns."""
_WORDS: Final = ("text", "markdown")
_WRONG: Final = ("alert", "exception")

Place: TypeAlias = tuple[int, ...]
"""Where something stands: a number for each container around it, and its own."""


class WrongPageError(RuntimeError):
    """The page was not what a visitor has to see."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something on the page."""

    kind: str
    """Streamlit's name of the element; of a message in a conversation, who speaks."""
    text: str = ""
    """Its words; of a widget, its id."""
    fragment: str = ""
    """Streamlit's name of the part of the script that drew it."""


@dataclass(slots=True)
class Drawn:
    """A page, kept up with the messages."""

    name: str = ""
    """What Streamlit calls the page."""
    parts: dict[Place, Part] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    """What the server says outside the page."""
    messages: int = 0
    """Of the latest run."""

    def take(self, message: ForwardMsg) -> bool:
        """Take in a message; whether it is the last of a run."""
        self.messages += 1
        if message.HasField("new_session"):
            self._begin(message.new_session.page_script_hash, set(message.metadata.run.fragment_ids))
        elif message.HasField("delta"):
            self._draw(message.delta, tuple(message.metadata.delta_path))
        elif message.HasField("session_event"):
            self.complaints.append(str(message.session_event).strip())
        finished = message.WhichOneof("type") == "script_finished"
        return finished and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _begin(self, name: str, fragments: set[str]) -> None:
        """A run draws everything anew, or the named parts of the script alone."""
        self.name, self.messages = name, 1
        kept = self.parts.items() if fragments else ()
        self.parts = {place: part for place, part in kept if part.fragment not in fragments}

    def _draw(self, delta: Delta, place: Place) -> None:
        if delta.add_block.HasField("chat_message"):
            self.parts[place] = Part(delta.add_block.chat_message.name, fragment=delta.fragment_id)
        elif delta.HasField("new_element"):
            kind = str(delta.new_element.WhichOneof("type"))
            element = getattr(delta.new_element, kind)
            told = (getattr(element, name, "") for name in ("body", "message", "id"))
            self.parts[place] = Part(kind, next(filter(None, told), ""), delta.fragment_id)

    def of(self, *kinds: str) -> list[Part]:
        """The parts of these kinds, from top to bottom."""
        return [part for _, part in sorted(self.parts.items()) if part.kind in kinds]

    def said(self, speaker: str) -> list[str]:
        """The words of each message of a speaker, `user` or `assistant`."""
        spoken = sorted(place for place, part in self.parts.items() if part.kind == speaker)
        return [" ".join(self._within(place).split()) for place in spoken]

    def _within(self, container: Place) -> str:
        inside = (place for place in sorted(self.parts) if place[: len(container)] == container)
        return " ".join(self.parts[place].text for place in inside if self.parts[place].kind in _WORDS)


def check(drawn: Drawn, asked: list[str]) -> None:
    """Do nothing when the page shows what was asked, all of it answered, and no error.

    Raises
    ------
    WrongPageError
        Otherwise.
    """
    if wrong := [*drawn.complaints, *(part.text for part in drawn.of(*_WRONG))]:
        raise WrongPageError(f"the page shows an error: {wrong[0]}")
    if len(drawn.of("chat_input")) != 1:
        raise WrongPageError("the page shows no input for questions")
    expected = [" ".join(question.split()) for question in asked[-SHOWN_TURNS:]]
    if drawn.said("user")[-SHOWN_TURNS:] != expected:
        raise WrongPageError(f"the page shows {drawn.said('user')[-1:]} when {expected[-1:]} was asked")
    if len(list(filter(None, drawn.said("assistant")[-SHOWN_TURNS:]))) != len(expected):
        raise WrongPageError(f"the page lacks an answer to one of {len(expected)} questions")
