"""`python -m retrieval.building`: builds indexes for another process, order by order, until its input ends.

It stays between orders, so that scikit-learn is loaded and what did not change is remembered: a few changed
lines of a small content are an index in about a second, and of a large one an amendment of its index in less.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any, Final

from faq import ContentError
from retrieval.worker import UNHURRIED, carry_out
from retrieval.workshop import Workshop

GENTLY: Final = "--gently"
"""The argument of a process that leaves the machine to others: what it builds may take its time."""


def main() -> None:
    """Carry out the orders of the standard input."""
    workshop = Workshop()
    carry_out(lambda order: _reply(workshop, order), UNHURRIED if GENTLY in sys.argv else 0)


def _reply(workshop: Workshop, told: dict[str, Any]) -> dict[str, Any]:
    content, place = Path(told["content"]), Path(told["place"])
    try:
        if told["dry"]:
            workshop.prepare(content, place, told["stored"])
            return {}
        return workshop.made(
            content, place, told["before"], told["stored"], quick=told["quick"], most=told["most"]
        )
    except ContentError as error:
        return {"problems": [[p.source.path, p.source.line, p.what, p.remedy] for p in error.problems]}
    except Exception as error:  # whatever it is, the other process goes on answering
        logging.exception("the index could not be built")
        return {"failure": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    main()
