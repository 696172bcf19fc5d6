"""What the tests upload to be searched, a corpus of numbers or a whole index, and who answers from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Engine

from retrieval import Assistant, store
from retrieval.index import Index
from retrieval.postgres.distant import distant
from retrieval.postgres.lean import lean
from retrieval.postgres.parts import Parts, parts_of
from retrieval.postgres.upload import publish_search
from tests.conformance import Corpus


def parts(
    corpus: Corpus, rows: list[bytes] | None = None, texts: list[bytes] | None = None, **names: int
) -> Parts:
    """The parts of a corpus; unless said otherwise its rows and texts say nothing."""
    blobs = [b"x"] * corpus.passages
    told: Mapping[str, int] = names
    return Parts(corpus.ptr, corpus.ids, corpus.impacts, rows or blobs, texts or blobs, told)


def uploaded(engine: Engine, index: Index, place: Path, shards: int = 1) -> Path:
    """Upload what an index is searched by; returns the folder of its lean self."""
    folder = store.save(lean(index), place)
    publish_search(engine, index.fingerprint, parts_of(index, folder), shards=shards)
    return folder


def answering(engine: Engine, index: Index, place: Path, shards: int = 1) -> Assistant:
    """Who answers from an index by searching in the database, as a process that has fetched its lean self."""
    return Assistant(distant(store.load(uploaded(engine, index, place, shards)), engine))
