"""A new index is tried before anybody is answered from it."""

from __future__ import annotations

from typing import Final

from retrieval.assistant import Assistant
from retrieval.index import Index

ASKED: Final = 10
"""Headings asked, spread over the corpus."""
LEAST: Final = 0.5
"""Share of them that must find their passage; headings such as `Overview`, which many share, may not."""


def finds_itself(index: Index) -> bool:
    """Whether the headings of an index find their passages.

    Content alone does not fail this, however it is written; an index that was built wrongly does.
    """
    assistant = Assistant(index)
    asked = assistant.passages[:: max(1, len(assistant.passages) // ASKED)]
    found = [
        passage.id in [hit.passage.id for hit in assistant.ask(passage.heading).hits] for passage in asked
    ]
    return sum(found) >= LEAST * len(found)
