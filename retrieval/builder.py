"""Indexes built in a child process, so that the one which answers stays small and is never held up."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Lock, Timer
from typing import Any, Final
from weakref import finalize

from faq import ContentError, Problem, Source
from retrieval import store
from retrieval.amending import amended
from retrieval.amendment import Amendment
from retrieval.index import Index
from retrieval.order import Order
from retrieval.selftest import finds_itself
from retrieval.stored import ROOT

BUILD_SECONDS: Final = 600.0
"""A build that takes longer is given up; the answers before it stay."""


class BuildError(RuntimeError):
    """An index that could not be built, for another reason than the content."""


class ChildError(RuntimeError):
    """A child process that could not build, and left no word why."""


class Builder:
    """A child process that builds indexes, started at the first order and again if it dies.

    Parameters
    ----------
    arguments : str
        Of the child process; see `retrieval.building`.
    """

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments
        self._lock = Lock()
        self._child: subprocess.Popen[str] | None = None
        self._finish: Callable[[], object] = tuple

    def __call__(self, order: Order) -> Index:
        """The index that is ordered, or for a quick one that of before, amended; orders wait for each other.

        Raises
        ------
        ContentError
            When there is nothing to answer from.
        BuildError
            When it cannot be built.
        ChildError
            When the child process died, or was too slow.
        StoreError
            When what it stored cannot be read.
        """
        before, stored = order.before, order.before and (order.before.amends or order.before)
        told = self._told(
            content=str(order.content),
            place=str(order.place),
            before=before.fingerprint if before else "",
            stored=stored.fingerprint if stored else "",
            quick=order.quick,
        )
        if "problems" in told:
            rows = told["problems"]
            raise ContentError(Problem(Source(path, line), what, remedy) for path, line, what, remedy in rows)
        if "failure" in told:
            raise BuildError(told["failure"])
        if stored and "amendment" in told:
            return _tried(amended(stored, Amendment.read(told["amendment"])))
        return store.load(order.place / told["index"])

    def warm(self, content: Path, place: Path, stored: str) -> None:
        """Let the child process read a content folder and an index, so that no order waits for that.

        Returns once it has.
        """
        with contextlib.suppress(ChildError):
            self._told(content=str(content), place=str(place), stored=stored, dry=True)

    def close(self) -> None:
        """End the child process."""
        with self._lock:
            self._end()

    def _told(self, *, dry: bool = False, **order: str | bool) -> dict[str, Any]:
        """The child's reply to an order."""
        with self._lock:
            child = self._running()
            limit = Timer(BUILD_SECONDS, child.kill)
            limit.daemon = True
            limit.start()
            try:
                reply = _exchanged(child, json.dumps({**order, "dry": dry}))
            finally:
                limit.cancel()
            if not reply:
                self._end()
                raise ChildError("the building process ended")
            return dict(json.loads(reply))

    def _running(self) -> subprocess.Popen[str]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            command = [sys.executable, "-m", "retrieval.building", *self._arguments]
            pipe = subprocess.PIPE
            self._child = subprocess.Popen(
                command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, encoding="utf-8"
            )
            self._finish = finalize(self, _ended, self._child)
        return self._child

    def _end(self) -> None:
        self._finish()
        self._child = None


def _tried(index: Index) -> Index:
    """An index whose headings find their passages.

    Raises
    ------
    BuildError
        When they do not.
    """
    if not finds_itself(index):
        raise BuildError("the headings of the amended index do not find their passages")
    return index


def _ended(child: subprocess.Popen[str]) -> None:
    """End a child process, whatever it is doing."""
    child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout):
        with contextlib.suppress(OSError):  # what it did not read any more
            if stream is not None:
                stream.close()


def _exchanged(child: subprocess.Popen[str], line: str) -> str:
    """What a child process answers to a line; empty when it died."""
    assert child.stdin is not None  # both are pipes
    assert child.stdout is not None
    try:
        child.stdin.write(f"{line}\n")
        child.stdin.flush()
        return child.stdout.readline()
    except OSError:
        return ""


def built_aside(order: Order) -> Index:
    """An index, built in a child process of its own that leaves the machine to others."""
    builder = Builder("--gently")
    try:
        return builder(order)
    finally:
        builder.close()
