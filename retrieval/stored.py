"""The stored index of a content folder, or a new one."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from retrieval import store
from retrieval.fingerprint import index_fingerprint
from retrieval.index import Index
from retrieval.order import Order
from retrieval.store import StoreError

ROOT: Final = Path(__file__).parent.parent

_log = logging.getLogger(__name__)


def index_place() -> Path:
    """Where indexes are stored: `FAQ_INDEX`, or `.index` beside the code, or else a temporary folder."""
    if own := os.environ.get("FAQ_INDEX"):
        return Path(own)
    place = ROOT / ".index"
    writable = os.access(place if place.exists() else ROOT, os.W_OK)
    return place if writable else Path(tempfile.gettempdir()) / f"faq-index-{os.getuid()}"


def stored_index(content: Path) -> Index:
    """The index of a content folder: the stored one if it is sound and current, else a new one.

    Raises
    ------
    ContentError
        When there is no passage to answer from.
    """
    return stored(content, index_place()) or built_here(Order(content, index_place()))


def stored(content: Path, place: Path) -> Index | None:
    """The stored index of the present files; None when there is none, or none that is sound."""
    return _sound(place / index_fingerprint(content))


def built_here(order: Order) -> Index:
    """A new index, built in this process and stored if the place can be written."""
    from retrieval.built import built  # scikit-learn is imported only where an index is built

    index = built(order.content, order.before, quick=order.quick, most=order.most)
    try:
        store.save(index, order.place)
    except OSError as error:
        _log.warning(
            "%s: the index cannot be stored: %s; it will be built at every start", order.place, error
        )
    return index


@dataclass(frozen=True, slots=True)
class LastGood:
    """What a content folder was last answered from, remembered across restarts."""

    files: str
    """Fingerprint of the files then."""
    index: Index

    @property
    def is_quick(self) -> bool:
        """Whether the index is not what its files alone would give."""
        return self.files != self.index.fingerprint


def last_good(content: Path, place: Path) -> LastGood | None:
    """What the content folder was last answered from; None when that is not known."""
    try:
        told = json.loads(_note(content, place).read_text(encoding="ascii"))
        index = _sound(place / Path(told["index"]).name)
        return LastGood(str(told["files"]), index) if index else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def remember(content: Path, place: Path, files: str, index: Index) -> None:
    """Note what the content folder is answered from, in case its files are broken at the next start."""
    note = _note(content, place)
    aside = note.with_name(f"{note.name}.{os.getpid()}")
    with contextlib.suppress(OSError):  # a place that cannot be written holds no index either
        aside.write_text(json.dumps({"files": files, "index": index.fingerprint}), encoding="ascii")
        aside.replace(note)


def _note(content: Path, place: Path) -> Path:
    name = hashlib.sha256(str(content.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return place / f"last-{name[:16]}.json"


def _sound(folder: Path) -> Index | None:
    try:
        return store.load(folder)
    except StoreError as error:
        if folder.exists():
            _log.warning("%s", error)
        return None
