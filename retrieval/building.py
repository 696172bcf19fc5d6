"""`python -m retrieval.building`: builds indexes for another process, order by order, until its input ends.

It stays between orders, so that scikit-learn is loaded and what did not change is remembered: a few changed
lines are an index in about a second. An order is a line of JSON, and so is the reply to it. A dry one stores
nothing: it is there to be remembered.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from faq import ContentError, load
from retrieval import store
from retrieval.build import index_of
from retrieval.index import Index
from retrieval.order import Order
from retrieval.selftest import finds_itself
from retrieval.store import StoreError
from retrieval.stored import built_here

GENTLY = "--gently"
"""The argument of a process that leaves the machine to others: what it builds may take its time."""
NICER = 10


def main() -> None:
    """Carry out the orders of the standard input."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    if GENTLY in sys.argv:
        with contextlib.suppress(AttributeError, OSError):  # not every system knows it
            os.nice(NICER)
    with contextlib.suppress(BrokenPipeError):  # who ordered is gone
        for line in sys.stdin:
            print(json.dumps(_reply(line)), flush=True)


def _reply(line: str) -> dict[str, Any]:
    told = json.loads(line)
    content, place = Path(told["content"]), Path(told["place"])
    try:
        if told["dry"]:
            index_of(load(content))
            return {}
        index = built_here(Order(content, place, _before(place, told["before"]), told["quick"]))
    except ContentError as error:
        return {"problems": [[p.source.path, p.source.line, p.what, p.remedy] for p in error.problems]}
    except Exception as error:  # whatever it is, the other process goes on answering
        logging.exception("the index could not be built")
        return {"failure": f"{type(error).__name__}: {error}"}
    if not finds_itself(index):
        return {"failure": "the headings of the new index do not find their passages"}
    return {"index": index.fingerprint}


@lru_cache(maxsize=2)
def _before(place: Path, name: str) -> Index | None:
    try:
        return store.load(place / name) if name else None
    except StoreError:
        return None


if __name__ == "__main__":
    main()
