"""`python -m tests.postgres.measured`: PostgreSQL beside brute force and the embedded index, with times."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
from sqlalchemy import Engine

from benchmarks.footprint import calibration
from benchmarks.speed import corpus as entries
from benchmarks.speed.ours import NAME, stored
from retrieval import Assistant
from retrieval.asked import asked_of
from retrieval.candidates import MOST
from retrieval.index import Index
from retrieval.postgres.connection import Connection, engine_of, read
from retrieval.postgres.search import Search
from retrieval.postgres.upload import publish_search
from retrieval.query import query_of
from tests.conformance import Asked, Corpus, Dense, answer, spoken
from tests.postgres import running
from tests.postgres.uploads import answering, parts

SETTINGS: Final = ("shared_buffers=512MB", "max_wal_size=4GB")
BLOB: Final = 500
"""Bytes of a row and of a text."""

Given = TypeVar("Given")
Result = TypeVar("Result")


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 1 when an answer differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.postgres.measured", description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000, metavar="N")
    parser.add_argument("--questions", type=int, default=1_000, metavar="N")
    parser.add_argument("--shards", type=int, default=1, metavar="N")
    parser.add_argument("--only", choices=MEASURES, help="else all, one after the other")
    parser.add_argument("--index", type=Path, metavar="DIR", help="where the embedded index is, or is to be")
    options = parser.parse_args(arguments)
    different = 0
    for name in [options.only] if options.only else MEASURES:
        with running.cluster(SETTINGS) as server:
            engine = engine_of(server.url())
            different += MEASURES[name](engine, options)
            engine.dispose()
    return 1 if different else 0


def brute(engine: Engine, options: argparse.Namespace) -> int:
    """Beside brute force, on numbers alone; prints the figures, returns how many answers were different."""
    passages, questions, shards = options.passages, options.questions, options.shards
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
            print(f"{name}, best {most}: ", end="")
            asked = [each._replace(most=most) for each in language.asked]
            wrong += _compared(engine, partial(answer, Dense(corpus)), partial(answer, search), asked)
    return wrong


def embedded(engine: Engine, options: argparse.Namespace) -> int:
    """Beside the embedded index of generated entries: the search alone, and whole questions."""
    with tempfile.TemporaryDirectory() as aside:
        folder, corpus = options.index or Path(aside) / "index", entries.passages(options.passages)
        here = Assistant(stored(corpus, folder))
        begin = time.monotonic()
        there = answering(engine, here.index, Path(aside) / "lean", options.shards)
        print(
            f"{len(corpus)} entries, {options.shards} shards; uploaded in {time.monotonic() - begin:.0f} s;"
        )
        print(f"the stored index {_room(folder / NAME)}, without passages {_room(Path(aside) / 'lean')};")
    read(engine, lambda connection: connection.execute("analyze"))
    print(read(engine, _sizes))
    questions = [asked.question for asked in entries.questions(corpus, options.questions)]
    wrong = 0
    for most in (10, MOST):
        print(f"best {most}: ", end="")
        asked = [_asked(question, here.index, most) for question in questions]
        simple, search = partial(answer, here.index.postings), partial(answer, there.index.postings)
        wrong += _compared(engine, simple, search, asked)
    print("whole questions: ", end="")
    return wrong + _compared(engine, here.ask, there.ask, questions)


MEASURES: Final[Mapping[str, Callable[[Engine, argparse.Namespace], int]]] = {
    measure.__name__: measure for measure in (brute, embedded)
}


def _searched(engine: Engine, corpus: Corpus, shards: int) -> Search:
    blobs = [b"x" * BLOB] * corpus.passages
    names = {f"id-{number}": number for number in range(corpus.passages)}
    publish_search(engine, "0", parts(corpus, blobs, blobs, **names), shards=shards)
    read(engine, lambda connection: connection.execute("analyze"))
    return Search(engine, "0")


def _asked(question: str, index: Index, most: int) -> Asked:
    """A question as the search of an index is given it."""
    known = asked_of(query_of(question, index), index).known.numbers
    return Asked(known.tolist(), index.vocabulary.units(known).tolist(), most)


@dataclass(frozen=True)
class Timed:
    """A work with the wall-clock times that it took."""

    work: Callable[[object], object]
    seconds: list[float] = field(default_factory=list)

    def __call__(self, given: object) -> object:
        begin = time.perf_counter()
        result = self.work(given)
        self.seconds.append(time.perf_counter() - begin)
        return result

    def __str__(self) -> str:
        half, tail = np.quantile(self.seconds, [0.5, 0.99]) * 1_000
        return f"p50 {half:.1f} ms, p99 {tail:.1f} ms"


def _compared(
    engine: Engine,
    simple: Callable[[Given], Result],
    search: Callable[[Given], Result],
    asked: Sequence[Given],
) -> int:
    """Prints how many answers are alike, and the times; returns how many are not."""
    here, there, cpu = Timed(simple), Timed(search), read(engine, _cpu_seconds)  # type: ignore[arg-type]
    different = sum(repr(here(each)) != repr(there(each)) for each in asked)
    mean = (read(engine, _cpu_seconds) - cpu) / len(asked) * 1_000
    print(
        f"{len(asked) - different} of {len(asked)} alike; here {here}; there {there},"
        f" CPU of the server {mean:.1f} ms on average; fixed loop {calibration():.0f} ms",
        flush=True,
    )
    return different


def _cpu_seconds(connection: Connection) -> float:
    """What the one connection of the pool has cost the server, as Linux tells."""
    told = Path(f"/proc/{connection.info.backend_pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _room(folder: Path) -> str:
    return f"{sum(path.stat().st_size for path in folder.rglob('*') if path.is_file()) / 1e6:.0f} MB"


def _sizes(connection: Connection) -> str:
    found = connection.execute(
        "select relname, pg_size_pretty(pg_total_relation_size(oid)) from pg_class"
        " where relkind = 'r' and relname like 'index\\_%' and relname <> 'index_generation'"
        " order by relname"
    )
    return ", ".join(f"{name} {size}" for name, size in found)


if __name__ == "__main__":
    sys.exit(main())
