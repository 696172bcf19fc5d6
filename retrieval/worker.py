"""The other end of a `Child`: a process that carries out the orders of the one which started it.

An order is a line of JSON on the standard input, and so is the reply on the standard output. Lines that tell
how far it is may come before a reply.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

HEARD: Final = "progress"
"""The key of a line that is no reply yet: what is being done, how much of it is done, how much there is."""
UNHURRIED: Final = 10
"""How much a process leaves to others that nobody waits for, from 0 to 19."""


def carry_out(reply: Callable[[dict[str, Any]], Mapping[str, Any]], nicer: int = 0) -> None:
    """Carry out each order, until nobody gives or hears any more.

    Parameters
    ----------
    reply : callable
        From an order to the reply; it must not raise.
    nicer : int
        How much this process leaves to others, from 0 to 19.
    """
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    with contextlib.suppress(AttributeError, OSError):  # not every system knows it
        os.nice(nicer)
    with contextlib.suppress(BrokenPipeError):  # who ordered is gone
        for line in sys.stdin:
            print(json.dumps(reply(json.loads(line))), flush=True)


def told_progress(what: str, done: int, total: int) -> None:
    """Tell how far the present order is."""
    print(json.dumps({HEARD: [what, done, total]}), flush=True)
