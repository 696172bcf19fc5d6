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
from faq import CONTENT
from retrieval import Holder

PAUSE_SECONDS: Final = 1.0
"""Between two edits."""
MOST_SECONDS: Final = 60.0
WARMING_SECONDS: Final = 30.0
"""After which the child process has certainly indexed the content once."""
_STEP_SECONDS: Final = 0.005


def reload(edits: int) -> str:
    """A Markdown table of the seconds from saving a file to an answer from it, over some edits."""
    with _edited_copy() as (file, holder):
        shown = [_seconds(file, holder, number) for number in range(edits)]
        broken = _broken(file, holder)
    ascending = sorted(shown)
    rows = {
        "calibration loop, CPU ms": f"{calibration():.1f}",
        "edits": f"{edits}",
        "from saving to showing, s, median": f"{statistics.median(shown):.2f}",
        "the same, 95th percentile": f"{ascending[int(0.95 * (edits - 1))]:.2f}",
        "the same, longest": f"{ascending[-1]:.2f}",
        "from a broken edit to its problem on the Maintain page, s": f"{broken:.2f}",
    }
    return "\n".join(
        ["| what | figure |", "|---|---|", *(f"| {name} | {told} |" for name, told in rows.items())]
    )


@contextmanager
def _edited_copy() -> Iterator[tuple[Path, Holder]]:
    """A file of a copy of the shipped content, and the holder that watches the copy."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        shutil.copytree(CONTENT, content, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        os.environ["FAQ_INDEX"] = str(Path(folder) / "indexes")
        holder = Holder(content)
        holder.assistant()
        holder.watch()
        time.sleep(WARMING_SECONDS)
        try:
            yield content / "entries" / "subnetting.md", holder
        finally:
            holder.close()


def _seconds(file: Path, holder: Holder, number: int) -> float:
    """From saving one more entry to being answered by it."""
    answer = f"Edit {number} is shown."
    _append(file, f"## Where is edit number {number}? {{#edit-{number}}}\n\n{answer}\n")
    return _until(lambda: any(passage.answer == answer for passage in holder.assistant().passages))


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
