"""From what is published in a database to the assistant that answers next, when the database searches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from retrieval.assistant import Assistant
from retrieval.following import Following, tried, unfound
from retrieval.index import Index
from retrieval.postgres.answering import Answering
from retrieval.postgres.distant import Distant, distant
from retrieval.postgres.files import LEAN
from retrieval.postgres.follower import Follower
from retrieval.selftest import finds_itself
from retrieval.stored import index_place

FOLDER: Final = ".lean"
"""Where lean indexes are fetched to, beside whole ones; nobody takes it for one of these."""


@dataclass(frozen=True, slots=True)
class Searching(Following):
    """Makes one assistant after the other from the indexes that are published, and leaves them there."""

    def assistant(self, index: Index) -> Assistant:
        """What answers from an index, or from the current one when that is gone."""
        return Answering(index, risk=self.risk, renewed=self.instead)

    def instead(self, gone: Index) -> Assistant:
        """What answers from the current index once another one is gone; from that one if there is none."""
        if self.follower.present is gone:
            self.follower.forget()  # it may have been published again under its name
        return Assistant(self._newest() or gone, risk=self.risk)


def searching(engine: Engine, risk: float) -> Searching:
    """What follows a database that searches."""
    follower = Follower[Index](engine, index_place() / FOLDER, partial(tried_there, engine), LEAN)
    return Searching(follower, engine, risk)


def tried_there(engine: Engine, folder: Path) -> Distant:
    """The index whose lean self lies in a folder, once its headings found their passages in the database.

    Raises
    ------
    StoreError
        When it is not sound, or this version of the program cannot answer from it.
    DatabaseError
        When the database cannot be asked, or no longer keeps it.
    """
    index = distant(tried(folder), engine)
    if not finds_itself(index):
        raise unfound(folder.name)
    return index
