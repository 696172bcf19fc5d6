"""The parts of an index into the tables that a search reads, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

import numpy as np
from sqlalchemy import Engine

from retrieval.postgres.array import array
from retrieval.postgres.bands import Band, bands, key_of
from retrieval.postgres.connection import Connection, write
from retrieval.postgres.files import LEAN, laid
from retrieval.postgres.generation import made, named
from retrieval.postgres.parts import Numbers, Parts
from retrieval.postgres.schema import create, lock

SHARE: Final = 64
"""A term is common when one passage in so many holds it."""
LEAST: Final = 256
"""And when at least so many hold it."""
MOST_PLACES: Final = 2**23
"""Passages that a shard can number, since a posting is an `int` with the impact in its last byte."""


def publish_search(engine: Engine, generation: str, parts: Parts, *, shards: int = 1) -> None:
    """Upload what a generation is searched by, and do nothing if that is there already.

    It becomes the current one when its files are published, which is to be done afterwards.

    Parameters
    ----------
    generation : str
        The fingerprint: equal names mean equal content.
    shards : int
        Into how many parts the passages are cut: 1 for one server, 32 or so for Citus.

    Raises
    ------
    ValueError
        When the parts do not fit together.
    DatabaseError
        When the database refuses, or is lost; nothing is uploaded then.
    """
    ptr, ids, impacts = parts.ptr, parts.ids, parts.impacts
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
        passages = _passages(connection, number, shards, parts)
        if int(ids.max(initial=-1)) >= passages or passages > MOST_PLACES * shards:
            raise ValueError(f"{passages} passages do not fit the postings, or {shards} shards; check both")
        common = np.flatnonzero(np.diff(ptr) > max(passages // SHARE, LEAST))
        parted = [band for term in common.tolist() for band in _parted(parts, term)]
        _search(connection, number, (passages, shards), parted)
        _blocks(connection, number, shards, parts, parted)
        _vectors(connection, number, shards, parts, parted)
        _names(connection, number, parts.names)
        _wordings(connection, number, parts.wordings)
        if parts.lean:
            laid(connection, LEAN, number, parts.lean)

    write(engine, upload)


def _passages(connection: Connection, number: int, shards: int, parts: Parts) -> int:
    """How many there are."""
    passages = 0
    into = "copy index_passage (number, shard, place, row_data, text_data) from stdin (format binary)"
    with connection.cursor().copy(into) as copy:
        copy.set_types(["int8", "int4", "int4", "bytea", "bytea"])
        for row, text in zip(parts.rows, parts.texts, strict=True):
            place, shard = divmod(passages, shards)
            copy.write_row((number, shard, place, row, text))
            passages += 1
    return passages


def _parted(parts: Parts, term: int) -> list[Band]:
    """The bands of a common term."""
    begin, end = parts.ptr[term : term + 2].tolist()
    return bands(term, begin, parts.impacts[begin:end])


def _search(connection: Connection, number: int, size: tuple[int, int], parted: Sequence[Band]) -> None:
    connection.execute(
        "insert into index_search (number, passages, shards, common_terms, common_sizes, common_tops)"
        " values (%s, %s, %s, %s::int[], %s::int[], %s::int[])",
        (
            number,
            *size,
            array(band.term for band in parted),
            array(len(band.held) for band in parted),
            array(band.top for band in parted),
        ),
    )


def _blocks(connection: Connection, number: int, shards: int, parts: Parts, parted: Sequence[Band]) -> None:
    """For each rare term or band, and each shard, the postings by ascending places."""
    common = {band.term for band in parted}
    rare = (
        (key_of(term), np.arange(*parts.ptr[term : term + 2]))
        for term in range(len(parts.ptr) - 1)
        if term not in common
    )
    with connection.cursor().copy("copy index_block (number, shard, term, postings) from stdin") as copy:
        for key, held in chain(rare, ((band.key, band.held) for band in parted)):
            places, of = np.divmod(parts.ids[held], shards)
            postings = _packed(places, parts.impacts[held])
            for shard in sorted(set(of.tolist())):
                copy.write_row((number, shard, key, array(postings[of == shard].tolist())))


def _vectors(connection: Connection, number: int, shards: int, parts: Parts, parted: Sequence[Band]) -> None:
    """For each passage its postings of the common terms, by ascending columns."""
    postings = np.concatenate([np.empty(0, np.int64), *(band.held for band in parted)])
    columns = np.repeat(np.arange(len(parted)), [len(band.held) for band in parted])
    owners = parts.ids[postings]
    order = np.argsort(owners, kind="stable")
    passages, begins = np.unique(owners[order], return_index=True)
    ends = np.append(begins, len(order))[1:]
    packed = _packed(columns[order], parts.impacts[postings][order])
    into = "copy index_vector (number, shard, place, postings) from stdin"
    with connection.cursor().copy(into) as copy:
        for passage, begin, end in zip(passages.tolist(), begins, ends, strict=True):
            place, shard = divmod(passage, shards)
            copy.write_row((number, shard, place, array(packed[begin:end].tolist())))


def _names(connection: Connection, number: int, names: Mapping[str, int]) -> None:
    with connection.cursor().copy("copy index_name (number, name, passage) from stdin") as copy:
        for name, passage in names.items():
            copy.write_row((number, name, passage))


def _wordings(connection: Connection, number: int, wordings: Iterable[tuple[bytes, int]]) -> None:
    """Each once: a passage may be asked for twice in the same words, one after the other."""
    into = "copy index_wording (number, wording, passage) from stdin (format binary)"
    with connection.cursor().copy(into) as copy:
        copy.set_types(["int8", "bytea", "int4"])
        for wording, passage in sorted(set(wordings)):
            copy.write_row((number, wording, passage))


def _packed(places: Numbers, impacts: Numbers) -> Numbers:
    """Postings as the tables hold them: place times 256, and the impact."""
    return (places.astype(np.int64) << 8) | impacts
