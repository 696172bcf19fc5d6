"""The values between a foreign file and our entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal, TypeAlias

from authoring.records import CommandError
from faq import Entry, Source

Fate: TypeAlias = Literal["kept", "changed", "skipped"]
"""Taken as it is; taken, but not word for word; left out."""

FATES: Final[tuple[Fate, ...]] = ("kept", "changed", "skipped")


@dataclass(frozen=True, slots=True)
class Raw:
    """A foreign file, or one file of a foreign folder, as it came."""

    path: Path
    """Relative to what was given, for messages and names."""
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one row of a foreign file says, before it is made an entry of ours.

    A reader only takes the row apart; making ids, turning HTML into Markdown, and sparing visitors what
    our pages refuse is done for all formats in one place.
    """

    line: int
    """From 1; of the row, the object or the heading."""
    question: str
    answer: str
    """Markdown, plain text or HTML."""
    path: str = ""
    """Of the file within a folder; empty for the one file that was given."""
    id: str = ""
    """As the other system has it; empty when it has none."""
    alternates: tuple[str, ...] = ()
    topic: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    """Foreign ids."""
    formerly: tuple[str, ...] = ()
    reviewed: date | None = None
    review_every: str = ""
    status: str = ""
    reference: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    """Everything else that the row holds, by the names it has there."""
    article: str = ""
    """Title of the article that this is a section of; empty for an entry."""
    changes: tuple[str, ...] = ()
    """What the reader itself could not take word for word, each as a clause: `the prompts' order is lost`."""


@dataclass(frozen=True, slots=True)
class Skip:
    """A row that holds no entry, and why."""

    line: int
    reason: str
    question: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one row of a foreign file."""

    source: Source
    fate: Fate
    question: str
    """As far as the row has one."""
    reason: str = ""
    """What was changed, or why the row was left out; empty for one that was kept."""

    def __str__(self) -> str:
        told = f"{self.source}: {self.fate}" + (f": {self.question!r}" if self.question else "")
        return f"{told}; {self.reason}" if self.reason else told


@dataclass(frozen=True, slots=True)
class Loss:
    """What a foreign format cannot hold of an entry."""

    source: Source
    """Of the entry."""
    what: str


@dataclass(frozen=True, slots=True)
class Written:
    """Entries in a foreign format."""

    files: tuple[tuple[str, bytes], ...]
    """Relative path and content of each; one with an empty path for a format of one file."""
    losses: tuple[Loss, ...] = ()


class FormatError(CommandError):
    """A file that cannot be read as the format it is said, or was recognised, to be; `what; remedy`."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format of another system: how it is recognised, read and written."""

    name: str
    """As `--format` takes it: `qnamaker-tsv`."""
    title: str
    """For people."""
    recognises: Callable[[Sequence[Raw]], bool]
    """Whether some files are certainly in this format, by their content; never raises."""
    read: Callable[[Sequence[Raw]], Iterator[Draft | Skip]]
    """Every row, in its order; raises `FormatError` when nothing can be read."""
    write: Callable[[Sequence[Entry]], Written] | None = None
    ending: str = ""
    """Of a written file, as `.tsv`; empty for a folder."""
