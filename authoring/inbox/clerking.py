"""`python -m authoring.inbox.clerking CONTENT PLACE COPY RISK`: works for a `Clerk` in another process.

It stays between orders, so that what one loaded is there for the next and what the assistant told is
remembered, and leaves the machine to others. An order loads only what it needs: a maintainer waits for it.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from authoring.inbox import wire
from authoring.inbox.groups import alike
from authoring.inbox.patch import Patch
from authoring.records import CommandError
from faq import ContentError
from retrieval import store
from retrieval.index import Index
from retrieval.store import StoreError
from retrieval.stored import stored_index
from retrieval.worker import carry_out, told_progress

if TYPE_CHECKING:
    from authoring.inbox.preview import Bench

NICER: Final = 5
"""It goes before the building of indexes, for which nobody waits, and behind the visitors."""


@dataclass(slots=True)
class Desk:
    """Carries out one order after the other.

    Parameters
    ----------
    content : Path
    place : Path
    copy : Path
    risk : float
        As `Bench` takes them.
    """

    content: Path
    place: Path
    copy: Path
    risk: float
    _bench: Bench | None = None
    _indexes: dict[str, Index] = field(default_factory=dict)
    """The index that questions were grouped by last, by its fingerprint."""

    def told(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """The reply to an order."""
        try:
            ((what, told),) = order.items()
            works: Mapping[str, Callable[..., dict[str, Any]]] = {
                "examine": self._examined,
                "group": self._grouped,
                "preview": self._tried,
                "ready": self._ready,
                "warm": self._prepared,
            }
            return works[what](**told)
        except (CommandError, ContentError) as error:
            return {"refused": str(error)}
        except Exception as error:  # whatever it is, the other process goes on answering
            logging.exception("the inbox could not be worked on")
            return {"failure": f"{type(error).__name__}: {error}"}

    def _ready(self, index: str) -> dict[str, Any]:
        alike(["one", "one other"], [1, 1], self._known(index))  # imports all of SciPy that it takes
        return {}

    def _examined(self, today: str) -> dict[str, Any]:
        from authoring.checks.examination import examined

        found = examined(self.content, date.fromisoformat(today), told_progress)
        return {"examination": wire.plain(found)}

    def _grouped(self, texts: list[str], times: list[int], index: str) -> dict[str, Any]:
        told_progress("grouping the questions", 0, 1)
        return {"groups": alike(texts, times, self._known(index))}

    def _known(self, name: str) -> Index:
        if name not in self._indexes:
            self._indexes = {name: self._index(name)}
        return self._indexes[name]

    def _index(self, name: str) -> Index:
        """The stored index of this name; if it is gone or lies elsewhere, that of the present files."""
        try:
            return store.load(self.place / name)
        except StoreError:
            return stored_index(self.content)

    def _tried(self, patch: Any, asked: dict[str, int], today: str) -> dict[str, Any]:
        found = self._at_bench().preview(
            wire.read(Patch, patch), asked, date.fromisoformat(today), progress=told_progress
        )
        return {"preview": wire.plain(found)}

    def _prepared(self, today: str) -> dict[str, Any]:
        self._at_bench().prepare(date.fromisoformat(today), told_progress)
        return {}

    def _at_bench(self) -> Bench:
        from authoring.inbox.preview import Bench

        self._bench = self._bench or Bench(self.content, self.place, self.copy, self.risk)
        return self._bench


def main() -> None:
    """Carry out the orders of the standard input."""
    content, place, copy = map(Path, sys.argv[1:4])
    carry_out(Desk(content, place, copy, float(sys.argv[4])).told, NICER)


if __name__ == "__main__":
    main()
