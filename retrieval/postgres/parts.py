"""An index into what a database holds of it to search it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from retrieval.index import Index
from retrieval.passages import passage_line
from retrieval.postgres.row import Judged, packed
from retrieval.postings import Postings
from retrieval.stretches import bounds

Numbers: TypeAlias = NDArray[np.integer[Any]]

AT_ONCE: Final = 1_000
"""Passages whose rows are made together."""
_DIGEST: Final = 16
"""Bytes by which a wording is known: no two will ever share them."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What an index is searched by."""

    ptr: Numbers
    """Of shape (n_terms + 1,): where each term's postings begin."""
    ids: Numbers
    """Of shape (n_postings,): numbers of passages, ascending within a term."""
    impacts: Numbers
    """Of shape (n_postings,), in 1 to 255."""
    rows: Iterable[bytes]
    """What each passage is judged by."""
    texts: Iterable[bytes]
    """What is shown of each."""
    names: Mapping[str, int] = field(default_factory=dict)
    """Each id, present or former, with the number of its passage."""
    wordings: Iterable[tuple[bytes, int]] = ()
    """Each phrasing's `digest` with the number of its passage; equal pairs may come again."""
    lean: Path | None = None
    """The folder of the stored index that is `lean`."""


def parts_of(index: Index, lean: Path) -> Parts:
    """The parts of an index, whose lean self is stored in a folder; rows and texts are made one by one."""
    postings = index.postings
    assert isinstance(postings, Postings)  # an index that is searched elsewhere is not uploaded
    whole = list(postings.whole())
    sizes = [len(ids) for ids, _ in whole]
    return Parts(
        ptr=bounds(sizes),
        ids=np.concatenate([np.zeros(0, np.int32), *(ids for ids, _ in whole)]),
        impacts=np.concatenate([np.zeros(0, np.uint8), *(impacts for _, impacts in whole)]),
        rows=_rows(index),
        texts=(passage_line(passage).encode() for passage in index.passages),
        names=_names(index),
        wordings=_wordings(index),
        lean=lean,
    )


def digest(wording: str) -> bytes:
    """What a wording is looked up by, since one may be longer than what PostgreSQL looks up."""
    return blake2b(wording.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()


def _judged(index: Index) -> Iterator[Judged]:
    for begin in range(0, len(index.passages), AT_ONCE):
        numbers = np.arange(begin, min(begin + AT_ONCE, len(index.passages)), dtype=np.int32)
        said = index.rows.said(numbers)
        phrasings = said.phrasings.tolist()
        yield Judged(said, index.wordings.some(phrasings), index.sorted_terms.some(phrasings))


def _rows(index: Index) -> Iterator[bytes]:
    for judged in _judged(index):
        yield from packed(judged)


def _names(index: Index) -> dict[str, int]:
    """Where two passages share an id, and where a former id is a present one, as `Index.place` has it."""
    found: dict[str, int] = {}
    for number, passage in enumerate(index.passages):
        found.setdefault(passage.id, number)
    former = {name: found[present] for name, present in index.content.formerly.items() if present in found}
    return former | found


def _wordings(index: Index) -> Iterator[tuple[bytes, int]]:
    for turn, judged in enumerate(_judged(index)):
        owners = judged.said.owners[judged.said.is_phrasing] + turn * AT_ONCE
        yield from zip(map(digest, judged.wordings), owners.tolist(), strict=True)
