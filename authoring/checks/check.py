"""Everything that a maintainer should know about the content, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from authoring.alike.contradictions import contradictions
from authoring.alike.duplicates import duplicates
from authoring.checks import freshness, links, traps
from authoring.checks.acronyms import acronyms
from authoring.checks.material import Material, material_of
from authoring.hidden.findability import findability
from authoring.hidden.findability import findings as not_found
from authoring.hidden.proposals import remedies
from authoring.hidden.trials import proposals
from authoring.records import LEVELS, Finding, Progress, silent
from faq import synonyms
from faq.files import shown

Check: TypeAlias = Callable[[Material], Iterable[Finding]]


def check(
    folder: Path,
    today: date,
    progress: Progress = silent,
    only: Sequence[str] = (),
    propose: bool = False,
) -> tuple[Finding, ...]:
    """All findings about the content of a folder, the gravest first, then by file and line.

    Parameters
    ----------
    folder : Path
        Holds `entries/` and `articles/`.
    today : date
        From which reviews are overdue.
    progress : callable
    only : sequence of str
        Names of checks; all of them when empty.
    propose : bool
        Whether changes that may help entries which are not found are tried out, which takes minutes.

    Raises
    ------
    KeyError
        For a name that is no check.
    """
    return checked(material_of(folder, today, progress, propose), only)


def checked(material: Material, only: Sequence[str] = ()) -> tuple[Finding, ...]:
    """As `check`, of content that is read already."""
    found = (finding for name in only or CHECKS for finding in CHECKS[name](material))
    return ordered(found)


def ordered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, the gravest first, then by file and line."""
    return tuple(sorted(dict.fromkeys(found), key=_grave_first))


def _grave_first(finding: Finding) -> tuple[int, object, str, str]:
    """The key by which findings are sorted: the gravest first, then by file and line."""
    return LEVELS.index(finding.level), finding.source, finding.kind, finding.what


def _syntax(material: Material) -> Iterator[Finding]:
    """The problems of `faq.load`: until they are mended, something is not shown as it was meant."""
    for problem in material.content.problems:
        yield Finding("error", "syntax", problem.source, problem.what, problem.remedy)


def _duplicates(material: Material) -> Iterable[Finding]:
    return duplicates(material.content)


def _contradictions(material: Material) -> Iterable[Finding]:
    return contradictions(material.content)


def _acronyms(material: Material) -> Iterable[Finding]:
    return acronyms(material.content, shown(material.folder / synonyms.FILE))


def _findability(material: Material) -> Iterable[Finding]:
    content, progress = material.content, material.progress
    if not content.passages:
        return ()
    told = findability(content, progress)
    return not_found(told, remedies(proposals(content, told, progress)) if material.propose else {})


CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        "syntax": _syntax,
        "freshness": freshness.findings,
        "link": links.findings,
        "trap": traps.findings,
        "duplicate": _duplicates,
        "contradiction": _contradictions,
        "acronym": _acronyms,
        "findability": _findability,
    }
)
"""By the kind of what they find; the one that takes longest comes last."""
