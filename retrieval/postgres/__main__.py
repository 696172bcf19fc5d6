"""`python -m retrieval.postgres`: an index into PostgreSQL, and out of it."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
from pathlib import Path

from sqlalchemy import Engine

from faq import ContentError, load_site
from retrieval import store
from retrieval.index import Index
from retrieval.postgres import VARIABLE
from retrieval.store import StoreError
from retrieval.stored import index_place, stored_index


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 1 when something is wrong, or nothing is published."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    options = _parser().parse_args(arguments)
    try:
        from retrieval.postgres.failure import DatabaseError  # it needs the driver, which may be missing
    except ImportError as error:
        print(
            f"PostgreSQL needs the library {error.name}; pip install -r requirements-postgres.txt",
            file=sys.stderr,
        )
        return 1
    try:
        print(_told(options))
    except (ContentError, DatabaseError, StoreError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m retrieval.postgres", description="Indexes in PostgreSQL."
    )
    parser.add_argument(
        "--url",
        default=os.environ.get(VARIABLE, ""),
        help="of the database; better in the variable FAQ_INDEX_URL, as others can read arguments",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    publish = commands.add_parser("publish", help="build the index of the content if need be, and publish it")
    publish.add_argument("--content", type=Path, metavar="DIR", help="content folder; else the site's own")
    publish.add_argument("--search", action="store_true", help="also upload what the database searches by")
    publish.add_argument(
        "--shards", type=_shards, default=1, metavar="N", help="cut the passages into N parts, for Citus"
    )
    commands.add_parser("generation", help="print the name of the current index")
    fetch = commands.add_parser("fetch", help="fetch the current index, and print its folder")
    fetch.add_argument("--place", type=Path, metavar="DIR", help="where to; else where indexes are stored")
    return parser


def _shards(told: str) -> int:
    """A number of shards; refused below 1."""
    if not told.isdecimal() or int(told) < 1:
        raise argparse.ArgumentTypeError(f"invalid number of shards: {told!r}")
    return int(told)


def _told(options: argparse.Namespace) -> str:
    """What a command prints when it has done its work."""
    from retrieval.postgres.connection import engine_of

    engine = engine_of(options.url)
    try:
        return _done(engine, options)
    finally:
        engine.dispose()


def _done(engine: Engine, options: argparse.Namespace) -> str:
    from retrieval.postgres.connection import where
    from retrieval.postgres.failure import DatabaseError
    from retrieval.postgres.generation import generation
    from retrieval.postgres.publication import followed, publish

    if options.command == "publish":
        index = stored_index(options.content or load_site(environment=os.environ).content)
        folder = index_place() / index.fingerprint
        if options.search:
            _upload(engine, index, options.shards)
        return f"published as {publish(engine, folder)}"
    if options.command == "fetch":
        return str(followed(engine, options.place or index_place()))
    current = generation(engine)
    if current is None:
        raise DatabaseError(f"{where(engine)}: no index; publish one")
    return current


def _upload(engine: Engine, index: Index, shards: int) -> None:
    """What the database searches an index by."""
    from retrieval.postgres.lean import lean
    from retrieval.postgres.parts import parts_of
    from retrieval.postgres.upload import publish_search

    with tempfile.TemporaryDirectory() as aside:
        parts = parts_of(index, store.save(lean(index), Path(aside)))
        publish_search(engine, index.fingerprint, parts, shards=shards)


if __name__ == "__main__":
    sys.exit(main())
