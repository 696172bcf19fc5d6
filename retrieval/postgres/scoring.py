"""Terms into the passages with the highest sums of weight times impact, by SQL; exact.

Reading every posting of every term is right and, where a word stands in most passages, slow.
So the terms with few postings are read first. The passages that are best by these are completed: their own
postings of the other terms are looked up. If no other passage can reach them, whatever it holds of the other
terms, the answer is proven. If not, the score that was reached tells which terms may be left out for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from retrieval.postgres.array import array
from retrieval.postgres.connection import Connection
from retrieval.postgres.terms import Common, Term, few, left_out, needed

MORE: Final = 200
"""Candidates that are completed beyond those that are wanted."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the postings of a generation lie."""

    number: int
    passages: int
    shards: int
    common: dict[int, list[Common]]
    """The bands of each common term, highest impacts first."""
    columns: int
    """How many bands there are."""


class Scored(NamedTuple):
    """A passage with a score."""

    passage: int
    read: int
    """Its score by the terms that were read."""
    score: int
    """Its score by all terms."""


def best(connection: Connection, shelf: Shelf, terms: Sequence[Term], most: int) -> list[Scored]:
    """The best passages, best first; equal ones by their numbers.

    Parameters
    ----------
    terms : sequence of Term
        Not empty, rare ones first.
    most : int
        Positive.
    """
    read = few(terms)
    if read < len(terms):
        found = _completed(connection, shelf, terms, read, 1, most + MORE)
        reached = found[most - 1].score if len(found) >= most else 0
        outside = min(passage.read for passage in found) if len(found) == most + MORE else 0
        if reached > outside + left_out(terms[read:]):
            return found[:most]
        read = needed(terms, reached)
    if read == len(terms):
        return _all(connection, shelf, terms, most)
    floor = reached - left_out(terms[read:])
    return _completed(connection, shelf, terms, read, floor, None)[:most]


def _all(connection: Connection, shelf: Shelf, terms: Sequence[Term], most: int) -> list[Scored]:
    values = {**_read(shelf, terms), "most": most}
    return [Scored(*row) for row in connection.execute(_ALL, values, prepare=True, binary=True)]


def _completed(
    connection: Connection, shelf: Shelf, terms: Sequence[Term], read: int, floor: int, most: int | None
) -> list[Scored]:
    """The best passages by the first terms, if these give them a least score; by their whole score."""
    others = [0] * shelf.columns
    for term in terms[read:]:
        assert term.common
        others[term.common.column] = term.weight
    values = {**_read(shelf, terms[:read]), "floor": floor, "most": most, "others": array(others)}
    found = [Scored(*row) for row in connection.execute(_SOME, values, prepare=True, binary=True)]
    return sorted(found, key=lambda scored: (-scored.score, scored.passage))


def _read(shelf: Shelf, terms: Sequence[Term]) -> dict[str, int | str]:
    return {
        "number": shelf.number,
        "shards": shelf.shards,
        "terms": array(term.key for term in terms),
        "weights": array(term.weight for term in terms),
    }


_ALL: Final = """
select place * %(shards)s::int + shard as passage, score, score
from (select shard, posting >> 8 as place, sum(weight * (posting & 255)) as score
      from (select block.shard, asked.weight, unnest(block.postings) as posting
            from unnest(%(terms)s::int[], %(weights)s::int[]) as asked (term, weight)
            join index_block block on block.number = %(number)s::bigint and block.term = asked.term) held
      group by shard, posting >> 8) scored
order by score desc, passage
limit %(most)s::int
"""
_SOME: Final = """
with found as materialized (
      select shard, posting >> 8 as place, sum(weight * (posting & 255)) as score
      from (select block.shard, asked.weight, unnest(block.postings) as posting
            from unnest(%(terms)s::int[], %(weights)s::int[]) as asked (term, weight)
            join index_block block on block.number = %(number)s::bigint and block.term = asked.term) held
      group by shard, posting >> 8
      having sum(weight * (posting & 255)) >= %(floor)s::bigint
      order by score desc, place, shard
      limit %(most)s::int)
select found.place * %(shards)s::int + found.shard as passage, found.score,
       found.score + coalesce((select sum((%(others)s::int[])[1 + (posting >> 8)] * (posting & 255))
                               from unnest(vector.postings) as posting), 0)
from found
left join index_vector vector
       on vector.number = %(number)s::bigint and vector.place = found.place and vector.shard = found.shard
"""
