"""`python -m authoring diff`: what becomes different for visitors between two versions of the content."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from authoring.bar import Bar
from authoring.comparing.changes import line, text
from authoring.comparing.comment import comment
from authoring.comparing.diff import TOLERANCE
from authoring.comparing.difference import Diff
from authoring.comparing.questions import logged
from authoring.comparing.sides import Version, between
from authoring.comparing.versions import version
from faq import load_site
from retrieval.stored import index_place


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("old", metavar="OLD", help="git revision or folder of content")
    parser.add_argument("new", metavar="NEW", nargs="?", help="the same; else the working files")
    parser.add_argument("--content", type=Path, metavar="DIR", help="content folder; else the site's own")
    parser.add_argument("--gate", action="store_true", help="fail when a gold question got worse")
    parser.add_argument(
        "--log", type=Path, metavar="FILE", help="questions to ask besides: text, CSV or JSONL"
    )
    parser.add_argument(
        "--tolerance",
        type=_share,
        default=TOLERANCE,
        metavar="SHARE",
        help=f"change of the confidence that is none; else {TOLERANCE}",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print all changes as one JSON object")
    form.add_argument("--markdown", action="store_true", help="print a comment for a pull request")


def run(options: argparse.Namespace) -> int:
    """The exit code: 1 when a gold question got worse and `--gate` asks for that."""
    site, bar = load_site(environment=os.environ), Bar(sys.stderr)
    content = options.content or site.content
    log = logged(options.log) if options.log else {}
    with ExitStack() as open_folders:
        aside = open_folders.enter_context(tempfile.TemporaryDirectory(prefix="faq-index-"))
        folders = [
            open_folders.enter_context(version(name, content)) if name else content
            for name in (options.old, options.new)
        ]
        old, new = (Version(folder, _place(folder, content, aside)) for folder in folders)
        open_folders.callback(bar.clear)
        found = between(old, new, log, options.tolerance, risk=site.risk, progress=bar)
    print(_printed(found, options))
    return _judged(found) if options.gate else 0


def _share(typed: str) -> float:
    share = float(typed)
    if not 0 <= share <= 1:
        raise ValueError(typed)
    return share


def _place(folder: Path, content: Path, aside: str) -> Path:
    """Where an index is stored: that of the working files where the assistant itself will look for it."""
    return index_place() if folder.resolve() == content.resolve() else Path(aside)


def _printed(found: Diff, options: argparse.Namespace) -> str:
    if options.markdown:
        return comment(found)
    return json.dumps(as_json(found), indent=1) if options.json else text(found)


def as_json(found: Diff) -> dict[str, Any]:
    """The whole difference, with the threshold that each change crosses."""
    told = dataclasses.asdict(found)
    for change, row in zip(found.changes, told["changes"], strict=True):
        row["crosses"] = change.crosses
    return told | {"worse": len(found.worse)}


def _judged(found: Diff) -> int:
    """The exit code of a gate; why it is closed goes where it is seen though the list goes to a file."""
    for change in found.worse:
        print(f"worse: {line(change)}", file=sys.stderr)
    return 1 if found.worse else 0
