"""The app behind `serve.py`, started for a measurement: its address, its processor time and its memory."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
START_SECONDS: Final = 120.0
REST_SECONDS: Final = 60.0
"""How long is waited for the child process that indexes in advance, which would work beside the visitors."""
IDLE_SHARE: Final = 0.05
"""Of a core: a child process that uses less has nothing to do."""


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is ready."""

    address: str
    process: int
    log: Path

    def cpu(self) -> float:
        """Processor seconds that the server has used so far, with all its threads, also those that ended.

        The clock of the process itself, which Linux lets others read: `/proc` counts in steps of 10 ms,
        which is more than a question takes.
        """
        return _clock(self.process)

    def children(self) -> float:
        """Processor seconds that its child processes have used so far."""
        tasks = Path(f"/proc/{self.process}/task").glob("*/children")
        children = [int(child) for task in tasks for child in task.read_text(encoding="ascii").split()]
        return sum(_clock(child) for child in children)

    def memory(self) -> float:
        """Resident memory in MB."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def complaints(self) -> list[str]:
        """The lines of its log that tell of an error."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if "Traceback" in line or "error" in line.lower()]


_CPUCLOCK_SCHED: Final = 2
"""Linux: the part of a clock's number that says how a process's time is counted."""


def _clock(process: int) -> float:
    return time.clock_gettime(~process << 3 | _CPUCLOCK_SCHED)


@contextmanager
def served() -> Iterator[Served]:
    """A freshly started `serve.py` with the shipped content, ready and at rest; stopped at the end.

    Raises
    ------
    RuntimeError
        When it does not get ready.
    """
    port = _free_port()
    command = [sys.executable, "serve.py", "--port", str(port)]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        settings = {**os.environ, "FAQ_JOURNAL": f"sqlite:///{folder}/votes.sqlite"}
        with log.open("wb") as out:
            server = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=out, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/readyz", server, log)
            ready = Served(address, server.pid, log)
            _rest(ready)
            yield ready
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while not _answers(address):
        if server.poll() is not None or time.monotonic() > end:
            told = log.read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"serve.py did not get ready; its log says:\n{told}")
        time.sleep(0.02)


def _rest(server: Served) -> None:
    """Wait until the child processes have nothing left to do."""
    end = time.monotonic() + REST_SECONDS
    while time.monotonic() < end:
        before = server.children()
        time.sleep(1)
        if server.children() - before < IDLE_SHARE:
            return


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1) as answer:  # an address of this machine only
            return bool(answer.status == 200)
    except OSError:
        return False
