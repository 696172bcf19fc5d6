"""What a maintainer chose for questions that ask alike, and the edits that this comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, Literal, TypeAlias, assert_never

from authoring.adding.new import Draft
from authoring.inbox.asked import Asked
from authoring.inbox.patch import Patch, merged
from authoring.inbox.remedies import as_alternate, as_entry, as_out_of_scope, ids_added
from authoring.records import CommandError
from faq import Passage
from journal import Decision, Kind

Remedy: TypeAlias = Literal["alternate", "entry", "outside"]
KINDS: Final[dict[Remedy, Kind]] = {"alternate": "added", "entry": "added", "outside": "outside"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One remedy for some questions; it changes nothing by itself."""

    remedy: Remedy
    members: tuple[Asked, ...]
    """The questions that it is for, the most asked first."""
    wordings: tuple[str, ...]
    """What is written into the files: ways to ask, or questions that nothing here answers; first of a new
    entry its question."""
    passage: str = ""
    """Id of the entry that shall be asked in further ways."""
    title: str = ""
    """Of that entry."""
    answer: str = ""
    """Of a new entry."""
    file: str = ""
    """For a new entry; the usual one where it is empty."""
    topic: str = ""
    """Of a new entry in a file that is not there yet."""
    nearest: tuple[Passage, ...] = ()
    """What the assistant finds, best first: a new entry stands where most of these do."""

    @property
    def told(self) -> str:
        """The choice in words."""
        match self.remedy:
            case "alternate":
                return f"another way to ask “{self.title}”"
            case "entry":
                return "a new entry"
            case "outside":
                return "out of scope"
            case _:
                assert_never(self.remedy)


@dataclass(frozen=True, slots=True)
class Edit:
    """A choice with what it changes."""

    choice: Choice
    patch: Patch
    """Made on top of the edits before it."""

    def decisions(self, time: str) -> tuple[Decision, ...]:
        """What the journal is told once the edit is taken, for each of the questions."""
        passage = next(iter(ids_added(self.patch)), "") if self.choice.remedy == "entry" else ""
        return decisions(self.choice.members, KINDS[self.choice.remedy], passage or self.choice.passage, time)


def decisions(members: tuple[Asked, ...], kind: Kind | None, passage: str, time: str) -> tuple[Decision, ...]:
    """The same decision for each of some questions."""
    return tuple(
        Decision(alike=each.alike, kind=kind, passage=passage, time=time, text=each.text) for each in members
    )


def edit(choice: Choice, content: Path, today: date, pending: Patch = Patch()) -> Edit:
    """A choice with what it changes; nothing is written.

    Raises
    ------
    CommandError
        When the files cannot take it, or have it already.
    """
    made = (
        _entry(choice, content, today, pending)
        if choice.remedy == "entry"
        else _lines(choice, content, pending)
    )
    if not made:
        raise CommandError("the files say so already; ask again, or ignore these questions")
    return Edit(choice, made)


def _entry(choice: Choice, content: Path, today: date, pending: Patch) -> Patch:
    question, *alternates = choice.wordings or ("",)
    return as_entry(
        Draft(question=question, answer=choice.answer, alternates=tuple(alternates)),
        content,
        today,
        file=choice.file,
        topic=choice.topic,
        nearest=choice.nearest,
        pending=pending,
    )


def _lines(choice: Choice, content: Path, pending: Patch) -> Patch:
    """A line for each wording, one on top of the other."""
    found = Patch()
    added = partial(as_alternate, name=choice.passage) if choice.remedy == "alternate" else as_out_of_scope
    if not choice.wordings:
        raise CommandError("nothing is written there; write at least one wording")
    for wording in choice.wordings:
        found = merged([found, added(wording, content=content, pending=merged([pending, found]))])
    return found
