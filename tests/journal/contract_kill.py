"""What every database must do while processes are killed: collected where a fixture `url` gives one."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from journal import Journal
from tests.journal.killed import BURST
from tests.journal.watching import WAIT_SECONDS

ROOT = Path(__file__).parent.parent.parent
PROCESSES, KILLS, ACKNOWLEDGED = 4, 20, 10_000


@dataclass
class Writers:
    """Processes that write, each with the file that its acknowledgements go into."""

    url: str
    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    names: Iterator[int] = field(default_factory=count)

    def start(self) -> None:
        name = f"p{next(self.names)}"
        with (self.folder / f"{name}.acknowledged").open("wb") as file:
            command = [sys.executable, "-m", "tests.journal.killed", self.url, name]
            self.running.append(subprocess.Popen(command, cwd=ROOT, stdout=file))

    def kill(self) -> None:
        """The oldest one, wherever it is."""
        process = self.running.pop(0)
        process.kill()
        process.wait()

    def acknowledged(self) -> list[str]:
        """The bursts, with which all their writes were acknowledged."""
        files = self.folder.glob("*.acknowledged")
        return [line for file in files for line in file.read_text("ascii").splitlines(keepends=True) if line]


@pytest.fixture
def writers(url: str, tmp_path: Path) -> Iterator[Writers]:
    started = Writers(url, tmp_path)
    for _ in range(PROCESSES):
        started.start()
    yield started
    while started.running:
        started.kill()


def test_of_what_was_acknowledged_before_a_process_was_killed_nothing_is_lost_or_doubled(
    writers: Writers, url: str
) -> None:
    for kill in range(1, KILLS + 1):
        while len(writers.acknowledged()) * BURST < ACKNOWLEDGED * kill / KILLS:
            time.sleep(0.02)
        writers.kill()
        if kill < KILLS:
            writers.start()
    while writers.running:
        writers.kill()
    bursts = {line.strip() for line in writers.acknowledged() if line.endswith("\n")}
    journal = Journal(url)
    assert journal.flush(WAIT_SECONDS)
    votes = Counter(vote.passage for vote in journal.votes())
    kept = Counter(asked.passage for asked in journal.questions())
    counted: Counter[str] = Counter()
    for each in journal.counts():
        counted[each.passage] += each.questions
    journal.close()
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert len(bursts) * BURST >= ACKNOWLEDGED
    asked = BURST - 1
    assert {(votes[key], kept[key], counted[key]) for key in bursts} == {(1, asked // 2, asked)}
    assert max(counted.values()) == asked
    assert set(votes.values()) == {1}
