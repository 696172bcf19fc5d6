"""The edits that a maintainer collects before they are tried and taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from authoring.inbox.patch import Patch, merged
from chat.inbox.choice import Choice, Edit, edit
from journal import Decision


@dataclass(frozen=True, slots=True)
class Pending:
    """Edits, each made on top of those before it."""

    edits: tuple[Edit, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.edits)

    @property
    def patch(self) -> Patch:
        """All of them as one."""
        return merged(each.patch for each in self.edits)

    @property
    def keys(self) -> frozenset[str]:
        """Of the questions that they are for."""
        return frozenset(asked.alike for each in self.edits for asked in each.choice.members)

    @property
    def asked(self) -> dict[str, int]:
        """The questions that they are for, and how often each was asked."""
        found = Counter[str]()
        for each in self.edits:
            found.update({asked.text: asked.times for asked in each.choice.members})
        return dict(found)

    def decisions(self, time: str) -> tuple[Decision, ...]:
        """What the journal is told once they are taken."""
        return tuple(decision for each in self.edits for decision in each.decisions(time))


def with_choice(pending: Pending, choice: Choice, content: Path, today: date) -> Pending:
    """The edits and one more.

    Raises
    ------
    CommandError
        When the files cannot take it.
    """
    return Pending((*pending.edits, edit(choice, content, today, pending.patch)))


def without(pending: Pending, place: int, content: Path, today: date) -> Pending:
    """The edits without the one at a place; those behind it are made again.

    Raises
    ------
    CommandError
        When the files cannot take one of them without it.
    """
    kept = Pending(pending.edits[:place])
    return _with_choices(kept, (each.choice for each in pending.edits[place + 1 :]), content, today)


def made_again(pending: Pending, content: Path, today: date) -> Pending:
    """The same choices, on the files as they are now.

    Raises
    ------
    CommandError
        When the files cannot take one of them any more.
    """
    return _with_choices(Pending(), (each.choice for each in pending.edits), content, today)


def is_current(patch: Patch, content: Path) -> bool:
    """Whether the files that a patch changes are as they were when it was made."""
    return all(_bytes(content / change.path) == change.before for change in patch.changes)


def _with_choices(pending: Pending, choices: Iterable[Choice], content: Path, today: date) -> Pending:
    for choice in choices:
        pending = with_choice(pending, choice, content, today)
    return pending


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
