"""Where indexes are built and amended, order by order: what did not change meanwhile is remembered."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from faq import Content, load
from retrieval import store
from retrieval.build import index_of
from retrieval.built import other, settled
from retrieval.index import Index
from retrieval.ledger import LARGE, Ledger
from retrieval.meaning.building import SOON
from retrieval.order import Order
from retrieval.selftest import finds_itself
from retrieval.store import StoreError
from retrieval.stored import built_here

KEPT: Final = 3
"""Contents that are remembered by the index that answers from them."""


@dataclass(slots=True)
class Workshop:
    """Carries out one order after the other."""

    ledger: Ledger | None = None
    """Of the stored index that was amended last, or will be."""
    contents: dict[str, Content] = field(default_factory=dict)
    """What was read, by the fingerprint of the index."""

    def prepare(self, folder: Path, place: Path, stored: str) -> None:
        """Read a content folder and its stored index, so that no order has to wait for that."""
        content = load(folder)
        if len(content.passages) < LARGE:
            index_of(content, most=SOON)  # the rest is read by whoever builds the index whole
        elif ledger := self._ledger(place, stored):
            self.ledger = ledger.compared(content)

    def made(
        self, folder: Path, place: Path, before: str, stored: str, *, quick: bool, most: int | None = None
    ) -> dict[str, Any]:
        """What comes of an order: an amendment, or the name of a new index, or why there is none.

        Parameters
        ----------
        folder : Path
            The content.
        place : Path
            Where indexes are stored.
        before : str
            The fingerprint of what is answered from now; empty for nothing.
        stored : str
            The stored index that this is, or amends.
        quick : bool
            Whether an index will do that a better one will soon replace.
        most : int, optional
            As that of an `Order`.

        Raises
        ------
        ContentError, UnsettledError
            As `built.settled`.
        """
        if quick and (told := self._amendment(folder, place, before, stored)):
            return {"amendment": told}
        index = built_here(Order(folder, place, self._before(place, before, stored), quick, most))
        self._remember(index.fingerprint, index.content)
        if not finds_itself(index):
            return {"failure": "the headings of the new index do not find their passages"}
        return {"index": index.fingerprint}

    def _amendment(self, folder: Path, place: Path, before: str, stored: str) -> dict[str, Any] | None:
        """What makes the stored index one of the present files; None if that takes a new one."""
        ledger = self._ledger(place, stored)
        if ledger is None or len(ledger.index.passages) < LARGE:
            return None
        content, name = settled(folder, self.contents.get(before, ledger.index.content), before)
        self.ledger = ledger = ledger.compared(content)
        amendment = ledger.amendment(content, other(name, f"amends {stored}"))
        if amendment is None:
            return None
        self._remember(amendment.fingerprint, content)
        return amendment.told()

    def _ledger(self, place: Path, stored: str) -> Ledger | None:
        if self.ledger is None or self.ledger.index.fingerprint != stored:
            index = _loaded(place, stored)
            return Ledger.of(index) if index else None
        return self.ledger

    def _before(self, place: Path, before: str, stored: str) -> Index | None:
        """What is answered from now, or else the stored index that this amends."""
        return _loaded(place, before) or _loaded(place, stored)

    def _remember(self, name: str, content: Content) -> None:
        self.contents[name] = content
        for old in [*self.contents][:-KEPT]:
            del self.contents[old]


def _loaded(place: Path, name: str) -> Index | None:
    try:
        return store.load(place / name) if name else None
    except StoreError:
        return None
