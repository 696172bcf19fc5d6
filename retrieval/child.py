"""A child process that carries out orders, so that the one which answers stays small and is never held up."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from threading import Lock, Timer
from typing import Any
from weakref import finalize

from retrieval.stored import ROOT
from retrieval.worker import HEARD


class ChildError(RuntimeError):
    """A child process that could not do it, and left no word why."""


class Child:
    """A child process, started at the first order and again if it dies; a line of JSON is an order.

    Parameters
    ----------
    module : str
        What it runs: a module that is a `worker`.
    arguments : str
    """

    def __init__(self, module: str, *arguments: str) -> None:
        self._module = module
        self._arguments = arguments
        self._lock = Lock()
        self._child: subprocess.Popen[str] | None = None
        self._finish: Callable[[], object] = tuple

    def told(
        self,
        order: Mapping[str, Any],
        seconds: float,
        progress: Callable[[str, int, int], object] = lambda *_: None,
    ) -> dict[str, Any]:
        """The child's reply to an order; orders wait for each other.

        Parameters
        ----------
        order : mapping
            What JSON can hold.
        seconds : float
            A child process that takes longer is ended.
        progress : callable

        Raises
        ------
        ChildError
            When the child process died, or was too slow.
        """
        with self._lock:
            child = self._running()
            limit = Timer(seconds, child.kill)
            limit.daemon = True
            limit.start()
            reply = None
            try:
                reply = _reply(child, json.dumps(order), progress)
            finally:
                limit.cancel()
                if reply is None:  # dead, or left in the middle by an error of whoever was told the progress
                    self._end()
            if reply is None:
                raise ChildError(f"the {self._module.rpartition('.')[2]} process ended")
            return reply

    def close(self) -> None:
        """End the child process."""
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[str]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            command = [sys.executable, "-m", self._module, *self._arguments]
            pipe = subprocess.PIPE
            self._child = subprocess.Popen(
                command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, encoding="utf-8"
            )
            self._finish = finalize(self, _ended, self._child)
        return self._child

    def _end(self) -> None:
        self._finish()
        self._child = None


def _ended(child: subprocess.Popen[str]) -> None:
    """End a child process, whatever it is doing."""
    child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout):
        with contextlib.suppress(OSError):  # what it did not read any more
            if stream is not None:
                stream.close()


def _reply(
    child: subprocess.Popen[str], line: str, progress: Callable[[str, int, int], object]
) -> dict[str, Any] | None:
    """What a child process answers to a line; None when it died."""
    assert child.stdin is not None  # both are pipes
    assert child.stdout is not None
    with contextlib.suppress(OSError):
        child.stdin.write(f"{line}\n")
        child.stdin.flush()
    for told in iter(child.stdout.readline, ""):
        reply: dict[str, Any] = json.loads(told)
        if HEARD not in reply:
            return reply
        progress(*reply[HEARD])
    return None
