"""An index whose passages lie in a database, which searches them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import cast

import numpy as np
from sqlalchemy import Engine

from faq import Passage
from retrieval import rows
from retrieval.index import Index
from retrieval.lines import Lines
from retrieval.postgres.passages import Passages
from retrieval.postgres.rows import Rows, Texts
from retrieval.postgres.search import Search
from retrieval.records import Ints


@dataclass(frozen=True, slots=True)
class Distant(Index):
    """What grows with the vocabulary is here; what grows with the passages is asked for."""

    search: Search = field(kw_only=True)

    def asked_alike(self, words: Sequence[str]) -> Ints:
        """As that of an index which is here."""
        return np.array(self.search.asked(" ".join(words)), np.int32)

    def place(self, name: str) -> int | None:
        """As that of an index which is here."""
        return self.search.place(name)

    def some(self, numbers: Sequence[int]) -> list[Passage]:
        """As that of an index which is here, by one statement."""
        passages = self.content.passages
        assert isinstance(passages, Passages)
        return passages.some(numbers)


def distant(lean: Index, engine: Engine) -> Distant:
    """The whole of an index that is lean, as a question needs it.

    Raises
    ------
    GenerationGone
        When the database does not keep it.
    DatabaseError
        When it cannot be asked, or holds nothing to search it by.
    """
    search = Search(engine, lean.fingerprint)
    passages, read = Passages(search), Rows(search)
    told = {part.name: getattr(lean, part.name) for part in fields(Index) if part.init}
    return Distant(
        **told
        | {
            "content": replace(lean.content, passages=passages),
            "postings": search,
            # An index names the embedded classes, whose arrays are read where it is built and stored.
            "rows": cast(rows.Rows, read),
            "wordings": cast(Lines, Texts(read, "wordings")),
            "sorted_terms": cast(Lines, Texts(read, "sorted_terms")),
            "pairs": replace(lean.pairs, passages=len(passages)),
        },
        search=search,
    )
