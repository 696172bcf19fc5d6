"""One version of the content, which remembers what it told to each question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from authoring.comparing.diff import sure
from authoring.comparing.difference import Side
from authoring.comparing.told import Told, told
from authoring.records import Progress
from faq import Content
from retrieval import Assistant

STEP = 50
"""Questions between two reports of progress."""


@dataclass(slots=True)
class Speaker:
    """Asked again, it need not search again."""

    assistant: Assistant
    content: Content
    """As loaded from its folder: an index keeps no gold questions."""
    _sure: dict[str, Told] = field(default_factory=dict)
    """What is known without a search."""
    _tried: set[str] = field(default_factory=set)
    """Questions of which it is known whether they are sure."""
    _asked: dict[str, Told] = field(default_factory=dict)

    def sure(self, texts: Iterable[str]) -> dict[str, Told]:
        """What questions are told that are an author's own words; see `comparing.diff.sure`."""
        new = [text for text in texts if text not in self._tried]
        self._sure |= sure(self.assistant, new)
        self._tried.update(new)
        return self._sure

    def side(self, left: Sequence[str], progress: Progress) -> Side:
        """What it tells to all: what is sure, and those that are left to be asked."""
        new = [text for text in left if text not in self._asked]
        for place, text in enumerate(new):
            if place % STEP == 0:
                progress("asking", place, len(new))
            self._asked[text] = told(self.assistant.ask(text))
        return Side(self.content, self.assistant.usual.answer_threshold, self._sure | self._asked)
