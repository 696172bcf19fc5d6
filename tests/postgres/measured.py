"""`python -m tests.postgres.measured`: PostgreSQL beside brute force on a large corpus, with its times."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Final

import numpy as np
from sqlalchemy import Engine

from retrieval.postgres.connection import Connection, engine_of, read
from retrieval.postgres.search import Search
from retrieval.postgres.upload import publish_search
from tests.conformance import Asked, Corpus, Dense, Language, answer, spoken
from tests.postgres import running

SETTINGS: Final = ("shared_buffers=512MB", "max_wal_size=4GB")
BLOB: Final = 500
"""Bytes of a row and of a text."""


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 1 when an answer differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.postgres.measured", description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000, metavar="N")
    parser.add_argument("--questions", type=int, default=1_000, metavar="N")
    parser.add_argument("--shards", type=int, default=1, metavar="N")
    options = parser.parse_args(arguments)
    with running.cluster(SETTINGS) as server:
        engine = engine_of(server.url())
        different = _measure(engine, options.passages, options.questions, options.shards)
        engine.dispose()
    return 1 if different else 0


def _measure(engine: Engine, passages: int, questions: int, shards: int) -> int:
    """Prints the figures; returns how many answers were different."""
    languages = {
        "weights as in TF-IDF": spoken(passages, questions),
        "weights as in BM25": spoken(passages, questions, powers=(1.0,)),
    }
    corpus = languages["weights as in TF-IDF"].corpus
    begin = time.monotonic()
    search = _searched(engine, corpus, shards)
    print(f"{passages} passages, {len(corpus.ids)} postings, {shards} shards")
    print(f"uploaded in {time.monotonic() - begin:.0f} s; {read(engine, _sizes)}")
    wrong = 0
    for name, language in languages.items():
        for most in (10, 50):
            different, times = _compared(engine, search, language, most)
            print(f"{name}, best {most}: {questions - different} of {questions} alike; {times}", flush=True)
            wrong += different
    return wrong


def _searched(engine: Engine, corpus: Corpus, shards: int) -> Search:
    blobs = [b"x" * BLOB] * corpus.passages
    names = ((f"id-{number}", number) for number in range(corpus.passages))
    publish_search(engine, "0", corpus.ptr, corpus.ids, corpus.impacts, blobs, blobs, names, shards=shards)
    read(engine, lambda connection: connection.execute("analyze"))
    return Search(engine, "0")


def _compared(engine: Engine, search: Search, language: Language, most: int) -> tuple[int, str]:
    """How many answers are different, and the times in words."""
    simple, different, seconds, cpu = Dense(language.corpus), 0, [], read(engine, _cpu_seconds)
    for asked in language.asked:
        whole = Asked(asked.terms, asked.weights, most)
        begin = time.perf_counter()
        told = answer(search, whole)
        seconds.append(time.perf_counter() - begin)
        different += told != answer(simple, whole)
    half, tail = np.quantile(seconds, [0.5, 0.99]) * 1_000
    mean = (read(engine, _cpu_seconds) - cpu) / len(seconds) * 1_000
    return different, f"wall p50 {half:.1f} ms, p99 {tail:.1f} ms; CPU of the server, mean {mean:.1f} ms"


def _cpu_seconds(connection: Connection) -> float:
    """What the one connection of the pool has cost the server, as Linux tells."""
    told = Path(f"/proc/{connection.info.backend_pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _sizes(connection: Connection) -> str:
    found = connection.execute(
        "select relname, pg_size_pretty(pg_total_relation_size(oid)) from pg_class"
        " where relkind = 'r' and relname in ('index_block', 'index_vector', 'index_passage', 'index_name')"
        " order by relname"
    )
    return ", ".join(f"{name} {size}" for name, size in found)


if __name__ == "__main__":
    sys.exit(main())
