"""A content folder into everything that its maintainer should know, with how well it is found as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from authoring.checks.check import CHECKS, checked, ordered
from authoring.checks.material import Material, material_of
from authoring.hidden.findability import Findability, findability, findings
from authoring.records import Finding, Progress, silent

_NOTHING: Final = Findability((), (), (), 0)
_SOUGHT: Final = {
    "syntax": "what cannot be read",
    "freshness": "overdue reviews",
    "link": "links that lead nowhere",
    "trap": "what the page would show otherwise than meant",
    "duplicate": "what is there twice",
    "contradiction": "contradictions",
    "acronym": "abbreviations that are not found",
}
"""What each check looks for, for the one who waits."""


@dataclass(frozen=True, slots=True)
class Examination:
    """All findings about a content, and how well its hidden phrasings find their entries."""

    findings: tuple[Finding, ...]
    """The gravest first, then by file and line."""
    asked: int
    """Phrasings that were hidden and asked."""
    first: float
    """Share of them that found their entry first, in [0, 1]."""
    among: float
    """Share of them that found it among the first five."""


def examined(folder: Path, today: date, progress: Progress = silent) -> Examination:
    """As `check.check`, in one process and with how well the content is found.

    Parameters
    ----------
    folder : Path
        Holds `entries/` and `articles/`.
    today : date
        From which reviews are overdue.
    progress : callable
    """
    progress("reading the files", 0, 1)
    material = material_of(folder, today)
    found = list(_plain(material, progress))
    told = findability(material.content, progress, processes=1) if material.content.passages else _NOTHING
    found += findings(told)
    return Examination(ordered(found), told.asked, told.first, told.among)


def _plain(material: Material, progress: Progress) -> Iterator[Finding]:
    """What all checks find but the one for findability, which takes longest."""
    names = [name for name in CHECKS if name != "findability"]
    for done, name in enumerate(names):
        progress(f"looking for {_SOUGHT.get(name, name)}", done, len(names))
        yield from checked(material, [name])
