"""What the maintainer's tools say: values that never change once made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from faq import Source

Level: TypeAlias = Literal["error", "warning", "advice"]
"""Must be mended before it is shown; probably hurts a visitor; would help one."""

LEVELS: Final[tuple[Level, ...]] = ("error", "warning", "advice")
"""The gravest first."""

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


class CommandError(ValueError):
    """Something that a command was asked for and cannot do; its text is `what; remedy`."""


def library_missing(task: str, error: ModuleNotFoundError) -> CommandError:
    """That a task needs a library which is not installed, and how to install it.

    Examples
    --------
    >>> print(library_missing("reading HTML", ModuleNotFoundError(name="bs4")))
    reading HTML needs the library bs4; pip install -r requirements-authoring.txt
    """
    return CommandError(f"{task} needs the library {error.name}; pip install -r requirements-authoring.txt")


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun.

    Examples
    --------
    >>> counted(1, "entry", "entries"), counted(0, "entry", "entries")
    ('1 entry', '0 entries')
    """
    return f"{number} {one if number == 1 else many}"


def silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about the content that its maintainer should know, and what to do.

    Examples
    --------
    >>> print(Finding("warning", "freshness", Source("faq/entries/net.md", 3), "it is overdue", "review it"))
    faq/entries/net.md:3: warning: it is overdue; review it
    """

    level: Level
    kind: str
    """Of the check that found it, in one word."""
    source: Source
    what: str
    remedy: str
    passages: tuple[str, ...] = ()
    """Ids of the entries and sections concerned, the one at `source` first."""

    def __str__(self) -> str:
        return f"{self.source}: {self.level}: {self.what}; {self.remedy}"
