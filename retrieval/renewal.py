"""From changed content files to the assistant that answers next."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeAlias

from retrieval.assistant import Assistant
from retrieval.builder import ChildError
from retrieval.fingerprint import index_fingerprint
from retrieval.index import Index
from retrieval.order import Order
from retrieval.store import StoreError
from retrieval.stored import built_here, index_place, last_good, remember, stored
from retrieval.watch import Stamp, stamp_of

SHRUNK: Final = 0.7
"""Share of the passages that must stay; fewer may be a copy that is under way."""
SHRUNK_SECONDS: Final = 5.0
"""How long files must lie still that would take away more."""
LOOKS: Final = 20
"""At the files in that time."""

Build: TypeAlias = Callable[[Order], Index]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Published:
    """An assistant, and the state of the files that it answers from."""

    assistant: Assistant
    stamp: Stamp
    is_quick: bool
    """Whether its confidence is still read as it was before the last change."""
    moment: datetime = field(default_factory=lambda: datetime.now(UTC))
    """When it began to answer."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """Makes one assistant after the other from a content folder."""

    content: Path
    risk: float
    build: Build
    """A new index, quickly."""
    calibrate: Build
    """A new index whose confidence is calibrated on its content."""

    def first(self, stamp: Stamp) -> Published:
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
                return self._published(before.index, stamp, before.is_quick)
            index = self._made(self.build, Order(self.content, place, before.index if before else None))
        remember(self.content, place, files, index)
        return self._published(index, stamp, is_quick=False)

    def next(self, stamp: Stamp, present: Published) -> Published | None:
        """From an index made quickly; None when the files changed meanwhile, and may have been read by half.

        Raises
        ------
        ContentError
            When there is nothing to answer from.
        """
        place, files = index_place(), index_fingerprint(self.content)
        before, known = present.assistant.index, stored(self.content, place)
        index = known or self._made(self.build, Order(self.content, place, before, quick=True))
        shrunk = len(index.passages) < SHRUNK * len(before.passages)
        if stamp_of(self.content) != stamp or (shrunk and not _still(self.content, stamp)):
            return None
        if shrunk:
            _log.warning("of %d passages %d are left", len(before.passages), len(index.passages))
        remember(self.content, place, files, index)
        return self._published(index, stamp, is_quick=known is None)

    def calibrated(self, present: Published) -> Published | None:
        """From an index of the same content, calibrated on it; None when the files changed meanwhile."""
        place, files = index_place(), index_fingerprint(self.content)
        index = self._made(self.calibrate, Order(self.content, place, present.assistant.index))
        if stamp_of(self.content) != present.stamp:
            return None
        remember(self.content, place, files, index)
        return self._published(index, present.stamp, is_quick=False)

    def _made(self, build: Build, order: Order) -> Index:
        """What is ordered; built in this process where no child process can do it."""
        try:
            return build(order)
        except (ChildError, StoreError, OSError) as error:
            _log.warning("building the index in a child process failed: %s; building it here", error)
            return built_here(order)

    def _published(self, index: Index, stamp: Stamp, is_quick: bool) -> Published:
        return Published(Assistant(index, risk=self.risk), stamp, is_quick)


def _still(content: Path, stamp: Stamp) -> bool:
    """Whether files stay as they are for `SHRUNK_SECONDS`."""
    for _ in range(LOOKS):
        time.sleep(SHRUNK_SECONDS / LOOKS)
        if stamp_of(content) != stamp:
            return False
    return True
