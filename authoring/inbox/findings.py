"""What the checks say about some files of a content folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from authoring.checks.check import checked
from authoring.checks.material import Material, material_of
from authoring.inbox.copying import renamed
from authoring.records import Finding
from faq import Entry, Fields
from faq.files import shown

CHEAP: Final = ("syntax", "freshness", "link", "trap")
"""The checks that are shown at once."""


def findings_in(
    paths: Collection[Path], content: Path, today: date, only: Sequence[str] = CHEAP
) -> tuple[Finding, ...]:
    """The findings about some files, the gravest first.

    Parameters
    ----------
    paths : collection of Path
        Within the content folder.
    content : Path
    today : date
        From which reviews are overdue.
    only : sequence of str
        Names of checks.
    """
    names = set(map(shown, paths))
    material = _of_files(names, material_of(content, today))
    return tuple(each for each in checked(material, only) if each.source.path in names)


def _of_files(names: Collection[str], material: Material) -> Material:
    """The material with what stands in other files known by its id alone: that saves most of the time."""
    known = (entry if entry.source.path in names else _quiet(entry) for entry in material.entries)
    talk = tuple(each for each in material.content.smalltalk if each.source.path in names)
    return replace(material, entries=tuple(known), content=replace(material.content, smalltalk=talk))


def _quiet(entry: Entry) -> Entry:
    return replace(entry, question="", answer="", fields=Fields(formerly=entry.fields.formerly))


def brought(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that were not there before; one that only moved to another line was."""
    known = Counter(map(_without_line, before))
    found = []
    for each in after:
        known[_without_line(each)] -= 1
        if known[_without_line(each)] < 0:
            found.append(each)
    return tuple(found)


def _without_line(finding: Finding) -> Finding:
    return replace(finding, source=replace(finding.source, line=0))


def in_content(finding: Finding, content: Path, copy: Path) -> Finding:
    """A finding about a file of a copy, made one about the same file of the content folder."""
    source = replace(finding.source, path=renamed(finding.source.path, content, copy))
    what, remedy = renamed(finding.what, content, copy), renamed(finding.remedy, content, copy)
    return replace(finding, source=source, what=what, remedy=remedy)
