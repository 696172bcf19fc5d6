"""How long an edit of a content file takes until visitors are answered from it."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.footprint import calibration
from benchmarks.speed.corpus import passages
from faq import CONTENT
from retrieval import Holder
from retrieval.stored import stored_index

PAUSE_SECONDS: Final = 1.0
"""Between two edits."""
MOST_SECONDS: Final = 600.0
A_FILE: Final = 1_000
"""Synthetic entries in a file."""
_STEP_SECONDS: Final = 0.005


def reload(edits: int, entries: int = 0) -> str:
    """A Markdown table of the seconds from saving a file to an answer from it, over some edits.

    Parameters
    ----------
    edits : int
    entries : int, optional
        Of a synthetic content; the content that ships when there are none.
    """
    with _watched(entries) as (file, holder):
        first, *shown = [_seconds(file, holder, number) for number in range(edits + 1)]
        count = len(holder.assistant().passages) - edits - 1
        broken = _broken(file, holder)
    ascending = sorted(shown)
    rows = {
        "calibration loop, CPU ms": f"{calibration():.1f}",
        "passages": f"{count:,}",
        "edits": f"{edits}",
        "from saving to showing, s, of an edit before them, right after the start": f"{first:.2f}",
        "from saving to showing, s, median": f"{statistics.median(shown):.2f}",
        "the same, 95th percentile": f"{ascending[int(0.95 * (edits - 1))]:.2f}",
        "the same, longest": f"{ascending[-1]:.2f}",
        "from a broken edit to its problem on the Maintain page, s": f"{broken:.2f}",
    }
    return "\n".join(
        ["| what | figure |", "|---|---|", *(f"| {name} | {told} |" for name, told in rows.items())]
    )


@contextmanager
def _watched(entries: int) -> Iterator[tuple[Path, Holder]]:
    """A content file, and the holder that watches its folder."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        file = _synthetic(content, entries) if entries else _copied(content)
        os.environ["FAQ_INDEX"] = str(Path(folder) / "indexes")
        stored_index(content)
        holder = Holder(content)
        holder.assistant()
        holder.watch()
        try:
            yield file, holder
        finally:
            holder.close()


def _copied(content: Path) -> Path:
    """One file of a copy of the shipped content."""
    shutil.copytree(CONTENT, content, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return content / "entries" / "subnetting.md"


def _synthetic(content: Path, entries: int) -> Path:
    """The middle one of the files that hold so many synthetic entries."""
    folder = content / "entries"
    folder.mkdir(parents=True)
    told = [f"## {each.heading} {{#{each.id}}}\n\n{each.answer}\n" for each in passages(entries)]
    files = [folder / f"part-{begin // A_FILE:05}.md" for begin in range(0, entries, A_FILE)]
    for number, file in enumerate(files):
        file.write_text("\n".join(told[number * A_FILE : (number + 1) * A_FILE]), encoding="utf-8")
    return files[len(files) // 2]


def _seconds(file: Path, holder: Holder, number: int) -> float:
    """From saving one more entry to being answered by it."""
    _append(file, f"## Where is edit number {number}? {{#edit-{number}}}\n\nIt is shown.\n")
    return _until(lambda: holder.assistant().passage(f"edit-{number}") is not None)


def _broken(file: Path, holder: Holder) -> float:
    _append(file, "## Where is the answer?\n")
    return _until(lambda: bool(holder.problems))


def _append(file: Path, text: str) -> None:
    time.sleep(PAUSE_SECONDS)
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{text}")


def _until(shown: Callable[[], bool]) -> float:
    begin = time.monotonic()
    while not shown():
        if time.monotonic() - begin > MOST_SECONDS:
            raise TimeoutError(f"the edit was not shown within {MOST_SECONDS:.0f} s")
        time.sleep(_STEP_SECONDS)
    return time.monotonic() - begin
