"""What the checks look at: the content of one folder, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from authoring.checks.places import answer_lines
from authoring.records import Progress, silent
from faq import Content, Entry, Source, entries, load


@dataclass(frozen=True, slots=True)
class Material:
    """A content folder as all checks see it."""

    folder: Path
    entries: tuple[Entry, ...]
    """As their authors wrote them, drafts and retired ones too."""
    content: Content
    """What visitors can see of them, and everything that is wrong."""
    begins: Mapping[Source, int]
    """The line on which each answer begins, by the place of its heading."""
    today: date
    progress: Progress = silent
    propose: bool = False
    """Whether changes that may help are tried out, which takes minutes."""

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The entries that are not retired: those that visitors see, and drafts that they will see."""
        return tuple(entry for entry in self.entries if entry.fields.status != "retired")


def material_of(folder: Path, today: date, progress: Progress = silent, propose: bool = False) -> Material:
    """The material of a content folder.

    Parameters
    ----------
    folder : Path
        Holds `entries/` and `articles/`.
    today : date
        From which reviews are overdue.
    progress : callable
        Told about everything that takes long.
    propose : bool
        Whether changes that may help are tried out.
    """
    content, each = load(folder), entries(folder)
    places = [*(entry.source for entry in each), *(friendly.source for friendly in content.smalltalk)]
    return Material(folder, each, content, answer_lines(folder, places), today, progress, propose)
