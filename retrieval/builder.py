"""Indexes built in a child process, so that the one which answers stays small and is never held up."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, Final

from faq import ContentError, Problem, Source
from retrieval import store
from retrieval.amending import amended
from retrieval.amendment import Amendment
from retrieval.child import Child, ChildError
from retrieval.index import Index
from retrieval.order import Order
from retrieval.selftest import finds_itself

BUILD_SECONDS: Final = 600.0
"""A build that takes longer is given up; the answers before it stay."""


class BuildError(RuntimeError):
    """An index that could not be built, for another reason than the content."""


class Builder(Child):
    """A child process that builds indexes, started at the first order and again if it dies.

    Parameters
    ----------
    arguments : str
        Of the child process; see `retrieval.building`.
    """

    def __init__(self, *arguments: str) -> None:
        super().__init__("retrieval.building", *arguments)

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
            most=order.most,
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

    def _told(self, *, dry: bool = False, **order: str | bool | int | None) -> dict[str, Any]:
        """The child's reply to an order."""
        return self.told({**order, "dry": dry}, BUILD_SECONDS)


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


def built_aside(order: Order) -> Index:
    """An index, built in a child process of its own that leaves the machine to others."""
    builder = Builder("--gently")
    try:
        return builder(order)
    finally:
        builder.close()
