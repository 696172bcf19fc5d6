"""`python -m tests.journal.killed URL NAME`: says what is acknowledged, burst by burst, until killed."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import count
from typing import Final

from journal import Journal
from tests.journal.records import ANSWERED, ASKED, VOTE
from tests.journal.watching import WAIT_SECONDS

BURST: Final = 25
"""Writes of a burst: questions of which half are counted and half kept, and a vote."""


def main(url: str, name: str) -> None:
    """Write burst after burst; a line says that one is acknowledged."""
    journal = Journal(url, wait_seconds=WAIT_SECONDS)
    for burst in count():
        key = f"{name}-{burst}"
        for number in range(BURST - 1):
            kind = (ANSWERED, ASKED)[number % 2]
            journal.asked(replace(kind, conversation=key, answer=str(number), passage=key))
        vote = replace(VOTE, conversation=key, answer="vote", passage=key, rating="up")
        if journal.voted(vote) == "kept":
            sys.stdout.write(f"{key}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
