"""What a question's candidates are judged by, read from a database by one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import local
from typing import Any, Final

from retrieval.postgres.row import unpacked
from retrieval.postgres.search import Search
from retrieval.records import Ints
from retrieval.rows import Said

_EMPTY: Final[Mapping[int, Any]] = {}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of all passages; what was read last in a thread stays at hand there.

    A question is answered in one thread, and asks for the texts of no phrasings but its candidates'.
    """

    search: Search
    _read: local = field(default_factory=local, init=False, repr=False, compare=False)

    def said(self, passages: Ints) -> Said:
        """What some passages say, as the embedded `Rows.said` tells it."""
        judged = unpacked(self.search.rows(passages.tolist()))
        phrasings = judged.said.phrasings.tolist()
        self._read.wordings = dict(zip(phrasings, judged.wordings, strict=True))
        self._read.sorted_terms = dict(zip(phrasings, judged.sorted_terms, strict=True))
        return judged.said

    def texts(self, kind: str) -> Mapping[int, str]:
        """The `wordings` or the `sorted_terms` that were read last, by the numbers of their phrasings."""
        found: Mapping[int, str] = getattr(self._read, kind, _EMPTY)
        return found


@dataclass(frozen=True, slots=True)
class Texts:
    """Wordings or sorted terms, of the phrasings that were read last."""

    rows: Rows
    kind: str
    """`wordings` or `sorted_terms`."""

    def some(self, places: Sequence[int]) -> list[str]:
        """Some texts by the numbers of their phrasings, as `Lines.some` gives them."""
        texts = self.rows.texts(self.kind)
        return [texts[place] for place in places]
