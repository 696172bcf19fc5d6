"""A content without its passages, as JSON tells it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from faq import Content, Passage, Problem, Source
from retrieval.passages import passage_line, passage_read


def content_told(content: Content) -> dict[str, Any]:
    """All of a content but its passages and its gold questions."""
    return {
        "smalltalk": list(map(passage_line, content.smalltalk)),
        "synonyms": content.synonyms,
        "formerly": dict(content.formerly),
        "problems": list(map(dataclasses.asdict, content.problems)),
    }


def content_read(told: dict[str, Any], passages: Sequence[Passage]) -> Content:
    """The content of some passages, and all else that was told."""
    return Content(
        passages=passages,
        smalltalk=tuple(map(passage_read, told["smalltalk"])),
        synonyms=tuple(map(tuple, told["synonyms"])),
        formerly=MappingProxyType(told["formerly"]),
        problems=tuple(Problem(Source(**problem.pop("source")), **problem) for problem in told["problems"]),
    )
