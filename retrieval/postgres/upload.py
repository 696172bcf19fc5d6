"""Postings, rows, texts and ids into the tables that a search reads, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from retrieval.postgres.array import array
from retrieval.postgres.connection import Connection, write
from retrieval.postgres.generation import made, named
from retrieval.postgres.schema import create, lock

Numbers: TypeAlias = NDArray[np.integer[Any]]

SHARE: Final = 64
"""A term is common when one passage in so many holds it."""
LEAST: Final = 256
"""And when at least so many hold it."""
MOST_PLACES: Final = 2**23
"""Passages that a shard can number, since a posting is an `int` with the impact in its last byte."""


def publish_search(
    engine: Engine,
    generation: str,
    ptr: Numbers,
    ids: Numbers,
    impacts: Numbers,
    rows: Iterable[bytes],
    texts: Iterable[bytes],
    names: Iterable[tuple[str, int]],
    *,
    shards: int = 1,
) -> None:
    """Upload what a generation is searched by, and do nothing if that is there already.

    It becomes the current one when its files are published, which is to be done afterwards.

    Parameters
    ----------
    generation : str
        The fingerprint: equal names mean equal content.
    ptr : ndarray of shape (n_terms + 1,)
        Where each term's postings begin.
    ids : ndarray of shape (n_postings,)
        Numbers of passages, ascending within a term.
    impacts : ndarray of shape (n_postings,)
        In 1 to 255.
    rows, texts : iterable of bytes
        One for each passage.
    names : iterable of (str, int)
        Each id, present or former, once, with the number of its passage.
    shards : int
        Into how many parts the passages are cut: 1 for one server, 32 or so for Citus.

    Raises
    ------
    ValueError
        When these do not fit together.
    DatabaseError
        When the database refuses, or is lost; nothing is uploaded then.
    """
    if not len(ids) == len(impacts) == ptr[-1] or int(impacts.min(initial=1)) < 1:
        raise ValueError(
            f"{len(ids)} ids, {len(impacts)} impacts, {ptr[-1]} postings; give a positive one each"
        )
    name = named(generation)
    create(engine)

    def upload(connection: Connection) -> None:
        lock(connection)
        number = made(connection, name)
        if connection.execute("select 1 from index_search where number = %s", (number,)).fetchone():
            return
        passages = _passages(connection, number, shards, rows, texts)
        if int(ids.max(initial=-1)) >= passages or passages > MOST_PLACES * shards:
            raise ValueError(f"{passages} passages do not fit the postings, or {shards} shards; check both")
        common = np.flatnonzero(np.diff(ptr) > max(passages // SHARE, LEAST))
        _search(connection, number, (passages, shards), ptr, impacts, common)
        _blocks(connection, number, shards, ptr, ids, impacts)
        _vectors(connection, number, shards, ptr, ids, impacts, common)
        _names(connection, number, names)

    write(engine, upload)


def _passages(
    connection: Connection, number: int, shards: int, rows: Iterable[bytes], texts: Iterable[bytes]
) -> int:
    """How many there are."""
    passages = 0
    into = "copy index_passage (number, shard, place, row_data, text_data) from stdin (format binary)"
    with connection.cursor().copy(into) as copy:
        copy.set_types(["int8", "int4", "int4", "bytea", "bytea"])
        for row, text in zip(rows, texts, strict=True):
            place, shard = divmod(passages, shards)
            copy.write_row((number, shard, place, row, text))
            passages += 1
    return passages


def _search(
    connection: Connection,
    number: int,
    size: tuple[int, int],
    ptr: Numbers,
    impacts: Numbers,
    common: Numbers,
) -> None:
    sizes = np.diff(ptr)[common].tolist()
    tops = [int(impacts[ptr[term] : ptr[term + 1]].max()) for term in common]
    connection.execute(
        "insert into index_search (number, passages, shards, common_terms, common_sizes, common_tops)"
        " values (%s, %s, %s, %s::int[], %s::int[], %s::int[])",
        (number, *size, array(common.tolist()), array(sizes), array(tops)),
    )


def _blocks(
    connection: Connection, number: int, shards: int, ptr: Numbers, ids: Numbers, impacts: Numbers
) -> None:
    """For each term and shard the postings, by ascending places."""
    with connection.cursor().copy("copy index_block (number, shard, term, postings) from stdin") as copy:
        for term in range(len(ptr) - 1):
            stretch = slice(ptr[term], ptr[term + 1])
            places, of = np.divmod(ids[stretch], shards)
            postings = _packed(places, impacts[stretch])
            for shard in sorted(set(of.tolist())):
                copy.write_row((number, shard, term, array(postings[of == shard].tolist())))


def _vectors(
    connection: Connection,
    number: int,
    shards: int,
    ptr: Numbers,
    ids: Numbers,
    impacts: Numbers,
    common: Numbers,
) -> None:
    """For each passage its postings of the common terms, by ascending columns."""
    sizes = np.diff(ptr)[common]
    held = [np.arange(ptr[term], ptr[term + 1]) for term in common]
    postings = np.concatenate([np.empty(0, np.int64), *held])
    columns = np.repeat(np.arange(len(common)), sizes)
    order = np.argsort(ids[postings], kind="stable")
    passages, begins = np.unique(ids[postings][order], return_index=True)
    ends = np.append(begins, len(order))[1:]
    packed = _packed(columns[order], impacts[postings][order])
    into = "copy index_vector (number, shard, place, postings) from stdin"
    with connection.cursor().copy(into) as copy:
        for passage, begin, end in zip(passages.tolist(), begins, ends, strict=True):
            place, shard = divmod(passage, shards)
            copy.write_row((number, shard, place, array(packed[begin:end].tolist())))


def _names(connection: Connection, number: int, names: Iterable[tuple[str, int]]) -> None:
    with connection.cursor().copy("copy index_name (number, name, passage) from stdin") as copy:
        for name, passage in names:
            copy.write_row((number, name, passage))


def _packed(places: Numbers, impacts: Numbers) -> Numbers:
    """Postings as the tables hold them: place times 256, and the impact."""
    return (places.astype(np.int64) << 8) | impacts
