"""The one assistant that a process answers with: made in the background, exchanged when content changes.

It lives in this module and not in Streamlit's cache, since any visitor can clear that one.
"""

from __future__ import annotations

import logging
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Thread
from typing import Final

from faq import CONTENT, ContentError, Problem, Source
from faq.load import stamped
from retrieval import store
from retrieval.assistant import Assistant
from retrieval.fingerprint import index_fingerprint
from retrieval.index import Index
from retrieval.store import StoreError

ROOT: Final = Path(__file__).parent.parent
SECONDS_BETWEEN_LOOKS: Final = 1.0
BUILD_SECONDS: Final = 600
"""A build that takes longer is given up; the answers before it stay."""

SECONDS_UNTIL_RETRY: Final = 30.0
"""After a build that failed for another reason than the content."""
_BUILD_FAILED: Final = Problem(Source("retrieval", 1), "the index could not be made", "see the log above")

_log = logging.getLogger(__name__)

Stamp = tuple[tuple[str, int, int, int], ...]


def index_place() -> Path:
    """Where indexes are stored: `FAQ_INDEX`, or `.index` beside the code, or else a temporary folder."""
    if own := os.environ.get("FAQ_INDEX"):
        return Path(own)
    place = ROOT / ".index"
    writable = os.access(place if place.exists() else ROOT, os.W_OK)
    return place if writable else Path(tempfile.gettempdir()) / f"faq-index-{os.getuid()}"


def stored_index(content: Path, build: Callable[[Path, Path], Index] | None = None) -> Index:
    """The index of a content folder: the stored one if it is sound and current, else a new one.

    Raises
    ------
    ContentError
        When there is no passage to answer from.
    """
    folder = index_place() / index_fingerprint(content)
    try:
        return store.load(folder)
    except StoreError as error:
        if folder.exists():
            _log.warning("%s", error)
    return (build or built_here)(content, index_place())


def built_here(content: Path, place: Path) -> Index:
    """A new index, built in this process and stored if the place can be written."""
    from retrieval.built import built  # scikit-learn is imported only where an index is built

    index = built(content)
    try:
        store.save(index, place)
    except OSError as error:
        _log.warning("%s: the index cannot be stored: %s; it will be built at every start", place, error)
    return index


def built_aside(content: Path, place: Path) -> Index:
    """A new index, built in a child process so that this one stays small; here if that fails."""
    command = [sys.executable, "-m", "retrieval", "build", "--content", str(content)]
    environment = {**os.environ, "FAQ_INDEX": str(place)}
    try:
        subprocess.run(
            command, cwd=ROOT, env=environment, check=True, timeout=BUILD_SECONDS, capture_output=True
        )
        return store.load(place / index_fingerprint(content))
    except (OSError, subprocess.SubprocessError, StoreError) as error:
        _log.warning("building the index in a child process failed: %s; building it here", error)
        return built_here(content, place)


class Holder:
    """Gives out the current assistant, and looks after its freshness.

    Parameters
    ----------
    content : Path
        The content folder.
    risk : float
        Share of the shown answers that may be wrong, in (0, 0.5].
    build : callable, optional
        How a new index is made; in a child process unless a test says otherwise.
    """

    def __init__(
        self,
        content: Path = CONTENT,
        risk: float = 0.03,
        build: Callable[[Path, Path], Index] = built_aside,
    ) -> None:
        self._content, self._risk, self._build = content, risk, build
        self._changed = Condition()
        self._current: Assistant | None = None
        self._failure: ContentError | None = None
        self._stamp: Stamp = ()
        self._loading = False
        self._looked = 0.0
        self._retry = math.inf

    def warm(self) -> None:
        """Start loading in the background unless that was done already; returns at once."""
        with self._changed:
            if self._current is None and not self._loading:
                self._begin()

    def assistant(self) -> Assistant:
        """The current assistant; waits for the first one only.

        Raises
        ------
        ContentError
            When the content folder holds nothing to answer from.
        """
        with self._changed:
            self._look()
            while self._current is None:
                if self._failure is not None and not self._loading:
                    raise self._failure
                self._changed.wait()
            return self._current

    def _look(self) -> None:
        """Begin to load if nothing is loaded, or if files changed since; looks at most once a second."""
        now = time.monotonic()
        if self._loading or (self._looked and now - self._looked < SECONDS_BETWEEN_LOOKS):
            return
        self._looked = now
        fresh = self._current is None and self._failure is None
        if fresh or now >= self._retry or _stamp(self._content) != self._stamp:
            self._begin()

    def _begin(self) -> None:
        self._loading, self._failure = True, None
        Thread(target=self._load, name="faq-index", daemon=True).start()

    def _load(self) -> None:
        """Make an assistant aside and exchange it; whatever goes wrong, the present one stays."""
        stamp, made, failure = _stamp(self._content), None, None
        try:
            made = Assistant(stored_index(self._content, self._build), risk=self._risk)
        except ContentError as error:
            failure = error
        except Exception:
            _log.exception("the index could not be made; the answers before it stay")
            failure = ContentError([_BUILD_FAILED])
        with self._changed:
            self._loading, self._stamp = False, stamp
            self._current, self._failure = made or self._current, failure
            broken = failure is not None and _BUILD_FAILED in failure.problems
            self._retry = time.monotonic() + SECONDS_UNTIL_RETRY if broken else math.inf
            self._changed.notify_all()
        for problem in failure.problems if failure else made.problems if made else ():
            _log.warning("%s", problem)


def _stamp(content: Path) -> Stamp:
    """Size, time and number of each content file: cheap to take, differs when a file changes."""
    found = []
    for path in stamped(content):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_size, status.st_mtime_ns, status.st_ino))
    return tuple(found)
