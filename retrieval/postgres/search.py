"""The search of one generation where it lies: passages by terms, and what is kept of each passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from retrieval.postgres.array import array
from retrieval.postgres.connection import Connection, read, where
from retrieval.postgres.failure import GenerationGone, unsearched
from retrieval.postgres.generation import named, number_of
from retrieval.postgres.parts import digest
from retrieval.postgres.scoring import Scored, Shelf, best
from retrieval.postgres.terms import Common, terms_of

Numbers: TypeAlias = NDArray[np.int32]
Scores: TypeAlias = NDArray[np.int64]
Result = TypeVar("Result")


class Search:
    """Searches one generation, and never another one.

    Parameters
    ----------
    engine : Engine
        Its database may be a replica.
    generation : str
        The name under which it was uploaded.

    Raises
    ------
    GenerationGone
        By each method too: when the generation is no longer kept. Load the current one and search that.
    DatabaseError
        By each method too: when the database cannot be asked.
    """

    def __init__(self, engine: Engine, generation: str) -> None:
        self._engine, self.generation = engine, named(generation)
        self._shelf = read(engine, self._opened)

    def best(self, terms: Iterable[int], weights: Iterable[int], most: int) -> tuple[Numbers, Scores]:
        """The passages with the highest sum of weight times impact, best first; equal ones by their numbers.

        Exact: whole numbers are added, so that every back end gives the same scores.

        Parameters
        ----------
        terms : iterable of int
            Each once; one without postings adds nothing.
        weights : iterable of int
            Not negative.
        most : int

        Returns
        -------
        ndarray of shape (n,)
            Numbers of passages, n at most `most`; only those with a score.
        ndarray of shape (n,)
            Their scores, positive.

        Raises
        ------
        ValueError
            When a weight is negative, or too large for exact sums.
        """
        asked = terms_of(terms, weights, self._shelf.common)
        wanted = min(most, self._shelf.passages)
        found: list[Scored] = []
        if asked and wanted > 0:
            found = self._kept(lambda connection: best(connection, self._shelf, asked, wanted))
        passages, scores = [scored.passage for scored in found], [scored.score for scored in found]
        return np.array(passages, np.int32), np.array(scores, np.int64)

    def rows(self, numbers: Iterable[int]) -> list[bytes]:
        """What passages are judged by, in the order of their numbers as given.

        Raises
        ------
        IndexError
            When there is no passage of a number.
        """
        return self._blobs(_ROWS, numbers)

    def texts(self, numbers: Iterable[int]) -> list[bytes]:
        """What is shown of passages; in order, and failing, as `rows`."""
        return self._blobs(_TEXTS, numbers)

    def place(self, name: str) -> int | None:
        """The number of the passage with an id, present or former; None when there is none."""
        told = (
            name.replace("\0", "?").encode("utf-8", "replace").decode()
        )  # no id holds what has no place there
        values = (self._shelf.number, told)
        found = self._kept(lambda connection: connection.execute(_PLACE, values, prepare=True).fetchone())
        return found[0] if found else None

    def asked(self, wording: str) -> list[int]:
        """The numbers of the passages with a phrasing of exactly these words, ascending."""
        values = (self._shelf.number, digest(wording))
        found = self._kept(lambda connection: connection.execute(_ASKED, values, prepare=True).fetchall())
        return [number for (number,) in found]

    @property
    def passages(self) -> int:
        """How many there are."""
        return self._shelf.passages

    def _blobs(self, statement: Any, numbers: Iterable[int]) -> list[bytes]:
        asked_for = [int(number) for number in numbers]
        places = [divmod(number, self._shelf.shards) for number in asked_for]
        asked = (array(place for place, _ in places), array(shard for _, shard in places))
        values = (*asked, self._shelf.number)
        found = self._kept(
            lambda connection: connection.execute(statement, values, prepare=True, binary=True).fetchall()
        )
        if len(found) != len(places):
            raise IndexError(f"{asked_for}: not all are passages of generation {self.generation}")
        return [blob for (blob,) in found]

    def _kept(self, work: Callable[[Connection], Result]) -> Result:
        """What a work finds, if the generation is still kept afterwards: then all of it was there."""

        def checked(connection: Connection) -> Result:
            result = work(connection)
            if connection.execute(_KEPT, (self._shelf.number,), prepare=True).fetchone() is None:
                raise self._gone()
            return result

        return read(self._engine, checked)

    def _opened(self, connection: Connection) -> Shelf:
        number = number_of(connection, self.generation)
        if number is None:
            raise self._gone()
        found = connection.execute(_SHELF, (number,)).fetchone()
        if found is None:
            raise unsearched(where(self._engine), self.generation)
        passages, shards, *columns = found
        common: dict[int, list[Common]] = defaultdict(list)
        for column, (term, size, top) in enumerate(zip(*columns, strict=True)):
            common[term].append(Common(column, size, top))
        return Shelf(number, passages, shards, dict(common), len(columns[0]))

    def _gone(self) -> GenerationGone:
        place = where(self._engine)
        return GenerationGone(f"{place}: generation {self.generation} is not kept; load the current one")


_KEPT: Final = "select 1 from index_generation where number = %s::bigint and not gone"
_SHELF: Final = (
    "select passages, shards, common_terms, common_sizes, common_tops from index_search where number = %s"
)
_PLACE: Final = "select passage from index_name where number = %s::bigint and name = %s"
_ASKED: Final = """
select passage from index_wording where number = %s::bigint and wording = %s order by passage
"""
_ROWS: Final = """
select passage.row_data
from unnest(%s::int[], %s::int[]) with ordinality as asked (place, shard, turn)
join index_passage passage
  on passage.number = %s::bigint and passage.place = asked.place and passage.shard = asked.shard
order by asked.turn
"""
_TEXTS: Final = """
select passage.text_data
from unnest(%s::int[], %s::int[]) with ordinality as asked (place, shard, turn)
join index_passage passage
  on passage.number = %s::bigint and passage.place = asked.place and passage.shard = asked.shard
order by asked.turn
"""
