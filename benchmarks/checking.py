"""How long the maintainer's check takes on content of a given size."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.footprint import ROOT, calibration
from benchmarks.synthetic import written

KINDS: Final = ("syntax", "freshness", "link", "trap", "duplicate", "contradiction", "acronym", "findability")
"""Of the checks, each run by itself; what reading the content takes is part of every one."""


def checking(entries: int) -> str:
    """A Markdown table of the seconds that each check takes on synthetic content, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        content = written(Path(folder) / "content", entries)
        rows = [f"| {kind} | {_seconds(content, kind):.1f} |" for kind in KINDS]
        rows.append(f"| all together | {_seconds(content):.1f} |")
    head = [f"| calibration loop, CPU ms | {calibration():.1f} |", f"| entries | {entries} |"]
    return "\n".join(["| check | seconds |", "|---|---|", *head, *rows])


def _seconds(content: Path, kind: str = "") -> float:
    only = ["--only", kind] if kind else []
    command = [sys.executable, "-m", "authoring", "check", str(content), "--json", *only]
    told = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True
    )  # 1 is the code of an error found
    return float(json.loads(told.stdout)["seconds"])
