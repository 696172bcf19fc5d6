"""`python -m authoring typos`: how many misspellings of the questions still get the same answer."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from authoring.bar import Bar
from authoring.comparing.told import Told
from authoring.slips.certificate import KINDS, Certificate, Flip
from authoring.slips.typos import MOST, certificate_of
from faq import load_site

QUESTIONS: Final = 20
"""That are listed: those that lose most."""
EXAMPLES: Final = 3
"""Misspellings of each that are shown."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--content", type=Path, metavar="DIR", help="content folder; else the site's own")
    parser.add_argument(
        "--sample", type=_count, metavar="N", help=f"try N misspellings, drawn; else all, but at most {MOST}"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the draw; else 0")
    parser.add_argument("--all", action="store_true", help="list every misspelling that flips an answer")
    parser.add_argument("--json", action="store_true", help="print everything as one JSON object")


def run(options: argparse.Namespace) -> int:
    """The exit code, 0: a misspelling that flips an answer is no fault of the content."""
    site, bar = load_site(environment=os.environ), Bar(sys.stderr)
    content = options.content or site.content
    try:
        found = certificate_of(content, options.sample, options.seed, risk=site.risk, progress=bar)
    finally:
        bar.clear()
    print(json.dumps(as_json(found), indent=1) if options.json else as_text(found, options.all))
    return 0


def _count(typed: str) -> int:
    count = int(typed)
    if count < 1:
        raise ValueError(typed)
    return count


def as_json(found: Certificate) -> dict[str, Any]:
    """The whole certificate with its figures."""
    told = dataclasses.asdict(found)
    for flip, row in zip(found.flips, told["flips"], strict=True):
        row["still_first"] = flip.still_first
    figures = {name: getattr(found, name) for name in ("tried", "same", "first")}
    bounds = {f"{name}_bounds": found.bounds(figures[name]) for name in ("same", "first")}
    return {**figures, **bounds, **told}


def as_text(found: Certificate, every: bool = False) -> str:
    """The certificate for a terminal."""
    listed = map(_flip, found.flips) if every else _worst(found.flips)
    return "\n".join([*_figures(found), *_by_kind(found), *listed])


def _figures(found: Certificate) -> Iterator[str]:
    tried = "all tried" if found.tried == found.total else f"{found.tried} of them tried, drawn at random"
    searches = f"they came to {found.searches} different queries"
    yield f"{found.total} misspellings of {found.questions} questions, {tried}; {searches}."
    yield f"The same answer, shown in the same way: {_share(found, found.same)}."
    yield f"The same passage still found first: {_share(found, found.first)}."


def _share(found: Certificate, number: int) -> str:
    bounds = found.bounds(number)
    between = f" (95 % interval {bounds[0]:.2%} to {bounds[1]:.2%})" if bounds else ""
    return f"{number} of {found.tried}, {number / max(1, found.tried):.2%}{between}"


def _by_kind(found: Certificate) -> Iterator[str]:
    yield "Answers that flip:"
    for kind in KINDS:
        flipped, asked = found.flipped(kind), found.asked.get(kind, 0)
        yield f"  {kind}: {flipped} of {asked}, {flipped / max(1, asked):.2%}"


def _worst(flips: Sequence[Flip]) -> Iterator[str]:
    """The questions that lose most, each with a few of its misspellings."""
    counts = Counter((flip.passage, flip.question) for flip in flips)
    for (passage, question), count in counts.most_common(QUESTIONS):
        yield f"{question!r} (#{passage}): {count} flip, such as"
        own = [flip for flip in flips if flip.passage == passage]
        yield from (f"  {_flip(flip)}" for flip in own[:: -(-count // EXAMPLES)])
    if len(counts) > QUESTIONS:
        yield f"… and {len(counts) - QUESTIONS} questions more; --all lists every misspelling, --json too"


def _flip(flip: Flip) -> str:
    return f"{flip.misspelling.text!r} ({flip.kind}): {_said(flip.before)} → {_said(flip.after)}"


def _said(told: Told) -> str:
    if not told.found:
        return "nothing"
    return f"{told.kind} #{told.found}" + ("" if told.smalltalk else f" {told.confidence:.0%}")
