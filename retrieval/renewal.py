"""From changed content files to the assistant that answers next."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self, TypeAlias

from retrieval.assistant import Assistant
from retrieval.builder import Builder, built_aside
from retrieval.child import ChildError
from retrieval.fingerprint import index_fingerprint
from retrieval.index import Index
from retrieval.ledger import LARGE
from retrieval.meaning.building import SOON
from retrieval.order import Order
from retrieval.store import StoreError
from retrieval.stored import built_here, index_place, last_good, remember, stored
from retrieval.supply import Published, State
from retrieval.watch import Watch, stamp_of

LOOK_SECONDS: Final = 0.1
"""Between two looks at the files; so that, with the build, an edit shows within two seconds."""
SHRUNK: Final = 0.7
"""Share of the passages that must stay; fewer may be a copy that is under way."""
SHRUNK_SECONDS: Final = 5.0
"""How long files must lie still that would take away more."""
WHOLE: Final = 15_000
"""Texts that a model may have to read when an index is built whole, in at most ten minutes;
`python -m retrieval build` knows no limit."""
LOOKS: Final = 20
"""At the files in that time."""

Build: TypeAlias = Callable[[Order], Index]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Renewal:
    """Makes one assistant after the other from a content folder."""

    content: Path
    risk: float
    build: Build
    """A new index, quickly."""
    calibrate: Build
    """A new index whose confidence is calibrated on its content."""
    watch: Watch
    builder: Builder | None
    """The child process that builds; None where it is done otherwise."""

    @classmethod
    def of(cls, content: Path, risk: float, build: Build | None = None) -> Self:
        """What makes assistants from a content folder: in child processes unless it is told how to build."""
        builder = None if build else Builder()
        quick = build or builder or built_aside
        return cls(content, risk, quick, build or built_aside, Watch(content), builder)

    def pause(self) -> float:
        """Seconds until the next look."""
        return LOOK_SECONDS

    def state(self) -> State:
        """The state of the files."""
        return stamp_of(self.content)

    def still(self, now: float) -> State | None:
        """The state of the files if they lie still, else None."""
        return self.watch.still(now)

    def first(self, state: State) -> Published:
        """From the stored index of the files; else from a new one, in which the last good one fills in.

        Raises
        ------
        ContentError
            When there is nothing to answer from.
        """
        place, files = index_place(), index_fingerprint(self.content)
        index = stored(self.content, place)
        if index is None:
            before = last_good(self.content, place)
            if before is not None and before.files == files:
                return self._published(before.index, state, before.is_quick)
            index = self._made(
                self.build, Order(self.content, place, before.index if before else None, most=SOON)
            )
        remember(self.content, place, files, index)
        return self._published(index, state, is_quick=index.fingerprint != files)

    def next(self, state: State, present: Published) -> Published | None:
        """From an index made quickly; None when the files changed meanwhile, and may have been read by half.

        Raises
        ------
        ContentError
            When there is nothing to answer from.
        """
        place, files = index_place(), index_fingerprint(self.content)
        before, known = present.assistant.index, stored(self.content, place)
        index = known or self._made(self.build, Order(self.content, place, before, quick=True, most=SOON))
        shrunk = len(index.passages) < SHRUNK * len(before.passages)
        if self.state() != state or (shrunk and not _still(self.content, state)):
            return None
        if shrunk:
            _log.warning("of %d passages %d are left", len(before.passages), len(index.passages))
        if index.amends is None:  # an amended one is not stored
            remember(self.content, place, files, index)
        return self._published(index, state, is_quick=known is None)

    def calibrated(self, present: Published) -> Published | None:
        """From an index of the same content, built whole and calibrated on it.

        None when the files changed meanwhile; and while some are broken that were edited well since an index
        was stored, which another process could only show as they were then.
        """
        place, files, before = index_place(), index_fingerprint(self.content), present.assistant.index
        if before.amends and any(problem.loses for problem in before.content.problems):
            return None
        index = self._made(self.calibrate, Order(self.content, place, before, most=WHOLE))
        if self.state() != present.state:
            return None
        remember(self.content, place, files, index)
        if (
            self.builder and len(index.passages) >= LARGE
        ):  # what it knows of the index before is of no use now
            self.builder.warm(self.content, place, index.fingerprint)
        return self._published(index, present.state, is_quick=False)

    def warm(self) -> None:
        """Let the child process read the content once, so that the first edit shows as soon as others."""
        if self.builder:
            self.builder.warm(self.content, index_place(), index_fingerprint(self.content))

    def close(self) -> None:
        """End the child process."""
        if self.builder:
            self.builder.close()

    def _made(self, build: Build, order: Order) -> Index:
        """What is ordered; built in this process where no child process can do it."""
        try:
            return build(order)
        except (ChildError, StoreError, OSError) as error:
            _log.warning("building the index in a child process failed: %s; building it here", error)
            return built_here(replace(order, most=SOON))  # reading much would hold up visitors

    def _published(self, index: Index, state: State, is_quick: bool) -> Published:
        return Published(Assistant(index, risk=self.risk), state, is_quick)


def _still(content: Path, state: State) -> bool:
    """Whether files stay as they are for `SHRUNK_SECONDS`."""
    for _ in range(LOOKS):
        time.sleep(SHRUNK_SECONDS / LOOKS)
        if stamp_of(content) != state:
            return False
    return True
