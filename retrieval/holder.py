"""The one assistant that a process answers with: made in the background, exchanged when there is a newer one.

It lives in this module and not in Streamlit's cache, since any visitor can clear that one.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Event, Thread
from typing import Final

from faq import CONTENT, ContentError, Problem, Source
from retrieval.assistant import Assistant
from retrieval.renewal import Build, Renewal
from retrieval.supply import Published, State, Supply

QUIET_SECONDS: Final = 10.0
"""Without a change before the confidence is calibrated anew, which takes longer than a build."""
LOOKING: Final = 0.02
"""Share of a core that may go into looking for changes: thousands of files are looked at less often."""
RETRY_SECONDS: Final = 30.0
"""After a build that failed for another reason than the content."""
_BUILD_FAILED: Final = Problem(Source("retrieval", 1), "the index could not be made", "see the log above")

_log = logging.getLogger(__name__)


class Holder:
    """Gives out the current assistant, and looks after its freshness.

    Parameters
    ----------
    content : Path
        The content folder.
    risk : float
        Share of the shown answers that may be wrong, in (0, 0.5].
    build : callable, optional
        How an index is made; in a child process unless a test says otherwise.
    clock : callable, optional
        Seconds of a clock that never goes back.
    supply : Supply, optional
        Where assistants come from instead: no content file is read then, and nothing built.
    """

    def __init__(
        self,
        content: Path = CONTENT,
        risk: float = 0.03,
        build: Build | None = None,
        clock: Callable[[], float] = time.monotonic,
        supply: Supply | None = None,
    ) -> None:
        self._clock = clock
        self._supply = supply or Renewal.of(content, risk, build)
        self._changed = Condition()
        self._current: Published | None = None
        self._failure: ContentError | None = None
        self._seen: State | None = None
        self._loading = self._calibrating = False
        self._quiet_from = self._retry = math.inf
        self._closed = Event()

    def assistant(self) -> Assistant:
        """The current assistant; waits for the first one only.

        Raises
        ------
        ContentError
            When there is nothing to answer from.
        """
        return self.published().assistant

    def published(self) -> Published:
        """The current assistant with what it rests on; waits and fails as `assistant`."""
        self.warm()
        with self._changed:
            while self._current is None:
                if self._failure is not None and not self._loading:
                    raise self._failure
                self._changed.wait()
            return self._current

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the content files now: for their maintainer, not for visitors."""
        failure, current = self._failure, self._current
        return failure.problems if failure else current.assistant.problems if current else ()

    def warm(self) -> None:
        """Start loading in the background unless that was done already; returns at once."""
        with self._changed:
            if self._current is None and self._failure is None:
                self._begin(self._supply.state())

    def watch(self) -> None:
        """Look for changes from now on, in a thread of its own; returns at once."""
        Thread(target=self._look_on, name="faq-watch", daemon=True).start()

    def _look_on(self) -> None:
        Thread(target=self._supply.warm, name="faq-warm", daemon=True).start()
        took = 0.0
        while not self._closed.wait(max(self._supply.pause(), took / LOOKING)):
            begin = time.thread_time()
            try:
                self.look()
            except OSError:  # a file system that fails now may work again
                _log.exception("the content files could not be looked at")
            took = time.thread_time() - begin

    def close(self) -> None:
        """Look no more, and end the processes and connections that serve it."""
        self._closed.set()
        self._supply.close()

    def look(self) -> None:
        """Begin to make an assistant if something changed and lies still, or one is due; returns at once."""
        now, state = self._clock(), self._supply.still(self._clock())
        with self._changed:
            if self._loading or state is None:
                return
            if state != self._seen or now >= self._retry:
                self._begin(state)
            elif now >= self._quiet_from and not self._calibrating and self._current:
                self._calibrating = True
                self._start("faq-calibration", self._calibrate, self._current)

    def _begin(self, state: State) -> None:
        if not self._loading:
            self._loading, self._seen = True, state
            self._start("faq-index", self._load, state)

    def _start(self, name: str, work: Callable[..., None], about: object) -> None:
        Thread(target=work, args=(about,), name=name, daemon=True).start()

    def _load(self, state: State) -> None:
        """Make an assistant aside and exchange it; whatever goes wrong, the present one stays."""
        made, failure, present, known = None, None, self._current, self.problems
        try:
            made = self._supply.next(state, present) if present else self._supply.first(state)
        except ContentError as error:
            failure = error
        except Exception:
            _log.exception("the index could not be made; the answers before it stay")
            failure = ContentError([_BUILD_FAILED])
        broken = failure is not None and _BUILD_FAILED in failure.problems
        with self._changed:
            self._loading, self._failure = False, failure
            self._retry = self._clock() + RETRY_SECONDS if broken else math.inf
            self._publish(made)
            self._changed.notify_all()
        for problem in self.problems if made or self.problems != known else ():
            _log.warning("%s", problem)

    def _calibrate(self, present: Published) -> None:
        """Exchange an assistant that was made quickly for one that is calibrated on its content."""
        made = None
        try:
            made = self._supply.calibrated(present)
        except Exception:
            _log.exception("the confidence could not be calibrated anew; it stays as it was")
        with self._changed:
            self._calibrating, self._quiet_from = False, math.inf
            if self._current is present:
                self._publish(made)
            elif self._current and self._current.is_quick:
                self._quiet_from = self._clock() + QUIET_SECONDS

    def _publish(self, made: Published | None) -> None:
        if made:
            self._current = made
            self._quiet_from = self._clock() + QUIET_SECONDS if made.is_quick else math.inf
