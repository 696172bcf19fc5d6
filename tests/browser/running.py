"""A running app and a browser to look at it with, for the browser tests and the screenshots."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PLAIN = ("-m", "streamlit", "run", "app.py", "--server.address=127.0.0.1", "--server.fileWatcherType=none")
START_SECONDS = 90


def chromium() -> str:
    """The path of the system's Chromium or Chrome; empty when there is none."""
    own = os.environ.get("CHROMIUM", "")
    return own or next((path for name in NAMES if (path := shutil.which(name))), "")


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS])
        yield opened
        opened.close()


@contextmanager
def app(command: str = "app.py") -> Iterator[str]:
    """The address of a freshly started app; fails when its log holds a traceback at the end.

    Parameters
    ----------
    command : str
        `app.py` for Streamlit's own server, `serve.py` for ours.
    """
    port = free_port()
    with TemporaryDirectory() as folder, started(arguments(command, port), Path(folder)) as (process, log):
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/_stcore/health", process, log)
        yield address
        assert "Traceback" not in (told := log.read_text(errors="replace")), told


def arguments(command: str, port: int) -> list[str]:
    """What Python is told to start a command of `app`."""
    return [*PLAIN, f"--server.port={port}"] if command == "app.py" else [command, f"--port={port}"]


@contextmanager
def started(
    arguments: Sequence[str], folder: Path, **environment: str
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """A Python process in the repository, with its log; ended afterwards. Votes land in `folder`."""
    log = folder / "server.log"
    settings = {"FAQ_JOURNAL": f"sqlite:///{folder / 'votes.sqlite'}", **environment}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process, log
        finally:
            process.terminate()
            process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes] | None = None, log: Path | None = None) -> None:
    """Wait until a server answers with success; raises with its log when it does not."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and (process is None or process.poll() is None):
        try:
            with urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer:\n{log.read_text(errors='replace') if log else ''}")
