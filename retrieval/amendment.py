"""What changed since an index was built, told so that another process can amend its own copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from faq import Content, Passage
from retrieval.contents import content_read, content_told
from retrieval.passages import passage_line, passage_read


@dataclass(frozen=True, slots=True)
class Amendment:
    """Passages to take out of an index, and new ones to put in."""

    fingerprint: str
    """Of the amended index."""
    gone: tuple[int, ...]
    """Numbers of passages of the index, ascending."""
    places: tuple[int, ...]
    """Of each new passage: the number of the one that it goes before; how many there are, for the end."""
    added: tuple[Passage, ...]
    lines: tuple[tuple[int, int], ...]
    """Numbers of passages that stay but stand on another line of their file, each with that line."""
    rest: Content
    """All of the content but its passages."""

    def told(self) -> dict[str, Any]:
        """As JSON can tell it."""
        return {
            "fingerprint": self.fingerprint,
            "gone": self.gone,
            "places": self.places,
            "added": list(map(passage_line, self.added)),
            "lines": self.lines,
            "rest": content_told(self.rest),
        }

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        """What `told` says."""
        return cls(
            fingerprint=told["fingerprint"],
            gone=tuple(told["gone"]),
            places=tuple(told["places"]),
            added=tuple(map(passage_read, told["added"])),
            lines=tuple((number, line) for number, line in told["lines"]),
            rest=content_read(told["rest"], ()),
        )
