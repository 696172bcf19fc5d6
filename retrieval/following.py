"""From what is published in a database to the assistant that answers next."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

from sqlalchemy import Engine

from faq import ContentError, Problem, Source
from retrieval import store
from retrieval.assistant import Assistant
from retrieval.index import Index
from retrieval.postgres import COPY, DATABASE, SEARCH, VARIABLE
from retrieval.selftest import finds_itself
from retrieval.store import StoreError
from retrieval.stored import index_place
from retrieval.supply import Published, State

if TYPE_CHECKING:  # it needs the driver, which may be missing
    from retrieval.postgres.follower import Follower

LOOK_SECONDS: Final = 3.0
"""Between two looks at the database, on average."""
JITTER: Final = 1 / 3
"""Share by which a pause is shorter or longer: processes that were started together drift apart."""
_NOTHING: Final = Problem(
    Source(VARIABLE, 1), "there is no published index to answer from", "publish one, or see the log above"
)
_REMEDY: Final = "publish it anew, or update the program on this machine"


@dataclass(frozen=True, slots=True)
class Following:
    """Makes one assistant after the other from the indexes that are published.

    It reads no content files and starts no process.
    """

    follower: Follower[Index]
    engine: Engine
    """The follower's."""
    risk: float
    """Share of the shown answers that may be wrong."""
    _closed: Event = field(default_factory=Event, init=False)
    _looking: Lock = field(default_factory=Lock, init=False)

    def pause(self) -> float:
        """Seconds until the next look."""
        return LOOK_SECONDS * random.uniform(1 - JITTER, 1 + JITTER)

    def state(self) -> State:
        """Before the first look."""
        return None

    def still(self, now: float) -> State:
        """The moment of a look: whether anything changed is known only when the database is asked."""
        return now

    def first(self, state: State) -> Published:
        """From the current index, or while the database is away from the one that was followed last.

        Raises
        ------
        ContentError
            When there is neither; the follower logs why.
        """
        index = self._newest()
        if index is None:
            raise ContentError([_NOTHING])
        return self._published(index, state)

    def next(self, state: State, present: Published) -> Published | None:
        """From another index than the present one; None while there is none."""
        index = self._newest()
        return None if index is None or index is present.assistant.index else self._published(index, state)

    def calibrated(self, present: Published) -> None:
        """Nothing to do: an index was calibrated before it was published."""

    def warm(self) -> None:
        """Nothing to do: others build."""

    def close(self) -> None:
        """End the connections, after a look that is under way; there is none afterwards."""
        self._closed.set()
        with self._looking:
            self.engine.dispose()  # it would leave open what is in use

    def assistant(self, index: Index) -> Assistant:
        """What answers from an index."""
        return Assistant(index, risk=self.risk)

    def _newest(self) -> Index | None:
        """What was opened last, after another look; None while nothing was."""
        with self._looking:
            if not self._closed.is_set():
                self.follower.look()
            return self.follower.present

    def _published(self, index: Index, state: State) -> Published:
        return Published(self.assistant(index), state, is_quick=False)


def following(url: str, risk: float, search: str = "") -> Following:
    """What follows the database at a URL; it is asked when the first assistant is wanted.

    Parameters
    ----------
    url : str
    risk : float
        Share of the shown answers that may be wrong, in (0, 0.5].
    search : str
        Who searches: `copy` or nothing for this process, `database`.

    Raises
    ------
    ContentError
        When the URL is none of PostgreSQL, the search another one, or the driver is not installed.
    """
    if search not in ("", COPY, DATABASE):
        raise _refused(f"{search!r} is no way to search", f"write {COPY} or {DATABASE}", SEARCH)
    try:
        from retrieval.postgres.connection import engine_of
        from retrieval.postgres.failure import DatabaseError
        from retrieval.postgres.follower import Follower
        from retrieval.postgres.searching import searching
    except ImportError as error:
        what = f"PostgreSQL needs the library {error.name or 'psycopg[binary]'}"
        raise _refused(what, "pip install -r requirements-postgres.txt") from None
    try:
        engine = engine_of(url)
    except DatabaseError as error:
        what, _, remedy = str(error).removeprefix(f"{VARIABLE}: ").partition("; ")
        raise _refused(what, remedy) from None
    if search == DATABASE:
        return searching(engine, risk)
    return Following(Follower(engine, index_place(), tried), engine, risk)


def tried(folder: Path) -> Index:
    """The index in a folder, once its headings found their passages.

    Raises
    ------
    StoreError
        When it is not sound, or this version of the program cannot answer from it.
    """
    try:
        index = store.load(folder)
        finds = finds_itself(index)
    except Exception as error:  # whatever another version of the program may have written
        what = str(error.__cause__ or error)
        raise StoreError(f"index {folder.name}: not a sound one: {what}; {_REMEDY}") from error
    if not finds:
        raise unfound(folder.name)
    return index


def unfound(name: str) -> StoreError:
    """That the headings of an index do not find their passages."""
    return StoreError(f"index {name}: its headings do not find their passages; {_REMEDY}")


def _refused(what: str, remedy: str, variable: str = VARIABLE) -> ContentError:
    return ContentError([Problem(Source(variable, 1), what, remedy)])
