"""`python -m authoring check`: everything that a maintainer should know about the content."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from authoring.bar import Bar
from authoring.checks.acronyms import accepted, proposals
from authoring.checks.check import CHECKS, check
from authoring.hidden.findability import findability, table
from authoring.records import LEVELS, Finding, Level, counted
from authoring.repair.fixes import apply, repaired
from faq import Source, load, load_site, synonyms
from faq.files import shown

NOUNS: Final[Mapping[Level, tuple[str, str]]] = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "advice": ("piece of advice", "pieces of advice"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="content; else the site's own")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--accept-acronyms", action="store_true", help="write the proposed synonyms first, then check"
    )
    parser.add_argument("--fix", action="store_true", help="mend what needs no decision, then check")
    parser.add_argument(
        "--only", nargs="+", action="extend", choices=CHECKS, default=[], metavar="KIND", help=_kinds()
    )
    parser.add_argument(
        "--propose", action="store_true", help="try out which wordings would help; takes minutes"
    )
    parser.add_argument(
        "--entries", action="store_true", help="print how well each entry is found, and nothing else"
    )
    parser.add_argument(
        "--level", choices=LEVELS, default=LEVELS[-1], help="tell only what is at least as grave"
    )
    parser.add_argument(
        "--today", type=_day, default=None, metavar="DATE", help="the day from which reviews are overdue"
    )


def run(options: argparse.Namespace) -> int:
    """The exit code: 1 when there is an error."""
    began, bar = time.monotonic(), Bar(sys.stderr)
    folder = options.folder or load_site(environment=os.environ).content
    if options.entries:
        return _entries(folder, bar)
    made = [*(_fixed(folder) if options.fix else ()), *(_accepted(folder) if options.accept_acronyms else ())]
    try:
        found = check(folder, options.today or date.today(), bar, options.only, options.propose)
    finally:
        bar.clear()
    told = [finding for finding in found if LEVELS.index(finding.level) <= LEVELS.index(options.level)]
    seconds = time.monotonic() - began
    print(_as_json(told, made, seconds) if options.json else _as_text(told, made, seconds))
    return int(any(finding.level == "error" for finding in found))


def _entries(folder: Path, bar: Bar) -> int:
    try:
        told = table(findability(load(folder), bar))
    finally:
        bar.clear()
    print(told)
    return 0


@dataclass(frozen=True, slots=True)
class Made:
    """What the command did to a file before it checked, or could not do."""

    place: Source
    what: str
    done: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {'fixed' if self.done else 'not fixed'}: {self.what}"


def _fixed(folder: Path) -> Iterator[Made]:
    for repair in repaired(folder):
        apply(repair)
        yield from (Made(place, fix.what, fix.done) for place, fix in repair)


def _accepted(folder: Path) -> Iterator[Made]:
    place = Source(shown(folder / synonyms.FILE), 1)
    for proposal in accepted(folder, proposals(load(folder))):
        yield Made(place, f"{proposal.line!r} was written")


def _kinds() -> str:
    return f"only these checks: {', '.join(CHECKS)}"


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{typed!r} is not a date; write it as 2026-01-31") from None


def _as_text(found: Sequence[Finding], made: Sequence[Made], seconds: float) -> str:
    return "\n".join([*map(str, made), *map(str, found), summary(found, seconds)])


def summary(found: Sequence[Finding], seconds: float) -> str:
    """How much was found, in one line.

    Examples
    --------
    >>> summary([], 0.25)
    'nothing found in 0.2 seconds'
    """
    numbers = Counter(finding.level for finding in found)
    told = [counted(numbers[level], *NOUNS[level]) for level in LEVELS if numbers[level]]
    return f"{', '.join(told) or 'nothing'} found in {seconds:.1f} seconds"


def _as_json(found: Sequence[Finding], made: Sequence[Made], seconds: float) -> str:
    told = {
        "findings": [_row(finding) for finding in found],
        "fixes": [
            {"file": each.place.path, "line": each.place.line, "what": each.what, "done": each.done}
            for each in made
        ],
        "counts": {level: sum(finding.level == level for finding in found) for level in LEVELS},
        "seconds": round(seconds, 3),
    }
    return json.dumps(told, indent=1)


def _row(finding: Finding) -> dict[str, object]:
    return {
        "file": finding.source.path,
        "line": finding.source.line,
        "level": finding.level,
        "kind": finding.kind,
        "what": finding.what,
        "remedy": finding.remedy,
        "passages": list(finding.passages),
    }
