"""`python -m authoring export`: the content as files of another FAQ system, or as a web site."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from authoring.exports import NAMES, exported, write
from authoring.records import counted
from faq import load_site
from faq.files import shown


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("target", type=Path, metavar="FILE_OR_FOLDER", help="what to write")
    parser.add_argument(
        "--format", required=True, choices=NAMES, metavar="NAME", help=f"one of {', '.join(NAMES)}"
    )
    parser.add_argument("--content", type=Path, metavar="DIR", help="from where; else the site's own content")
    parser.add_argument("--url", default="", metavar="BASE", help="where a web site will lie")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace) -> int:
    """The exit code: always 0, unless the command cannot do what it was asked for."""
    folder = options.content or load_site(environment=os.environ).content
    written = exported(folder, options.format, options.url)
    paths = [shown(path) for path in write(written, options.target, folder)]
    losses = [(str(loss.source), loss.what) for loss in written.losses]
    if options.json:
        told = [{"source": source, "what": what} for source, what in losses]
        print(json.dumps({"files": paths, "losses": told}, ensure_ascii=False))
        return 0
    for source, what in losses:
        print(f"{source}: lost: {what}")
    wrote = f"{len(paths)} files below {shown(options.target)}" if len(paths) > 1 else paths[0]
    print(f"wrote {wrote}; {counted(len(losses), 'thing was', 'things were')} lost")
    return 0
