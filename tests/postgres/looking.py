"""What it takes to watch a process follow what is published."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from retrieval import Holder
from tests.postgres.running import free_port
from tests.versions import versions

WAIT_SECONDS: Final = 30
LOOKS: Final = 10
"""So many a test waits for where nothing is to happen."""
NOTHING: Final = (
    "FAQ_INDEX_URL:1: there is no published index to answer from; publish one, or see the log above"
)


def look(holder: Holder) -> None:
    """One look, and all that follows from it."""
    holder.look()
    for thread in threading.enumerate():
        if thread.name == "faq-index":
            thread.join(WAIT_SECONDS)


def wait_for(condition: Callable[[], bool]) -> None:
    """Until something is so that takes a moment."""
    end = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def answers(holder: Holder, version: int) -> bool:
    """Whether every answer is of a version."""
    return versions(holder.assistant()) == {str(version)}


def nowhere() -> str:
    """The URL of a database that is away."""
    return f"postgresql+psycopg://ann@127.0.0.1:{free_port()}/faq"
