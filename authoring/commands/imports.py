"""`python -m authoring import`: files of other FAQ systems into the content."""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from pathlib import Path

from authoring.formats.records import FATES, Row
from authoring.formats.registry import FORMATS
from authoring.imports import Import, imported, write
from authoring.records import counted
from faq import load_site
from faq.files import shown


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER", help="what to bring in")
    parser.add_argument(
        "--format", metavar="NAME", help=f"else found out: {', '.join(f.name for f in FORMATS)}"
    )
    parser.add_argument(
        "--map",
        action="append",
        type=_pair,
        default=[],
        metavar="FIELD=COLUMN",
        help="of a table, as question=Frage",
    )
    parser.add_argument("--content", type=Path, metavar="DIR", help="where to; else the site's own content")
    parser.add_argument("--topic", default="", help="of rows that name none")
    parser.add_argument("--language", default="", help="of rows that name none, as de")
    parser.add_argument(
        "--dry-run", action="store_true", help="tell what would become of each row, write nothing"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _pair(text: str) -> tuple[str, str]:
    field, sign, column = text.partition("=")
    if not (field.strip() and sign and column.strip()):
        raise argparse.ArgumentTypeError(f"{text!r} is no FIELD=COLUMN")
    return field.strip(), column.strip()


def run(options: argparse.Namespace) -> int:
    """The exit code: 1 when no row was taken."""
    folder = options.content or load_site(environment=os.environ).content
    usual = {"topic": options.topic, "language": options.language}
    found = imported(options.paths, options.format, dict(options.map), folder, usual)
    paths = [folder / path for path, _ in found.files]
    if not options.dry_run:
        write(found, folder)
    print(_as_json(found, paths) if options.json else _as_text(found, paths, options.dry_run))
    return int(not found.entries)


def _as_text(found: Import, paths: list[Path], is_trial: bool) -> str:
    count = Counter(row.fate for row in found.rows)
    rows = f"{counted(len(found.rows), 'row', 'rows')} of {' and '.join(found.formats)}"
    told = ", ".join(f"{count[fate]} {fate}" for fate in FATES)
    verb = "would write" if is_trial else "wrote"
    files = (
        f"{verb} {counted(len(found.entries), 'entry', 'entries')} to {', '.join(map(shown, paths))}"
        if paths
        else "nothing to write"
    )
    return "\n".join([*map(str, found.rows), f"{rows}: {told}; {files}"])


def _as_json(found: Import, paths: list[Path]) -> str:
    told = {
        "formats": found.formats,
        "rows": [_row(row) for row in found.rows],
        "entries": [entry.id for entry in found.entries],
        "files": [shown(path) for path in paths],
    }
    return json.dumps(told, ensure_ascii=False)


def _row(row: Row) -> dict[str, object]:
    place = {"file": row.source.path, "line": row.source.line}
    return place | {"fate": row.fate, "question": row.question, "reason": row.reason}
