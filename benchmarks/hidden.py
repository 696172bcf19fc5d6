"""How far down a passage stands when one of its phrasings is hidden and asked, and what that depends on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from faq import Content, Passage
from retrieval.build import index_of
from retrieval.candidates import candidates
from retrieval.index import Index
from retrieval.query import query_of
from retrieval.rank import ranking
from retrieval.signals import SIGNALS, signals
from retrieval.weights import shipped

FOLDS: Final = 8
"""In each, every eighth phrasing of each passage is hidden and asked."""
SHARES: Final = (0.25, 0.5, 0.75, 1.0)
"""Of the phrasings that are not hidden: how many of them the content keeps."""
DEPTHS: Final = (1, 3, 5, 10, 20, 30)
NOWHERE: Final = 10_000
"""Rank of a passage that is no candidate at all."""

_SHARED: Final = list(SIGNALS).index("forms_said")


@dataclass(frozen=True, slots=True)
class Hidden:
    """What came of a hidden phrasing."""

    rank: int
    """Of its passage, from 1."""
    shared: float
    """Share of the question's weight that the rest of its passage holds in some form, in [0, 1]."""


def hidden(content: Content) -> str:
    """Markdown tables: how often a hidden phrasing finds its passage, and what that depends on."""
    found = {share: list(_asked(content, share)) for share in SHARES}
    whole = found[1.0]
    deep = [f"| among the first {depth} | {_among(whole, depth):.1%} |" for depth in DEPTHS]
    kept = [
        f"| {share:.0%} | {_among(asked, 1):.1%} | {_among(asked, 5):.1%} |" for share, asked in found.items()
    ]
    return "\n\n".join(
        [
            f"{len(whole)} phrasings of {len(content.passages)} passages, hidden and asked:",
            "\n".join(["| its passage is | share |", "|---|---|", *deep]),
            "\n".join(["| other phrasings kept | first | among five |", "|---|---|---|", *kept]),
            "\n".join(
                ["| words shared with the rest | questions | first | among five |", "|---|---|---|---|"]
            )
            + "\n"
            + "\n".join(_by_shared(whole)),
        ]
    )


def _by_shared(asked: Sequence[Hidden]) -> Iterator[str]:
    """Rows for questions that share a quarter of their weight at most, half of it, and so on."""
    for low in (0.0, 0.25, 0.5, 0.75):
        some = [one for one in asked if low <= one.shared < low + 0.25 or (low == 0.75 and one.shared >= 1)]
        if some:
            shares = f"{_among(some, 1):.1%} | {_among(some, 5):.1%}"
            yield f"| {low:.0%} to {low + 0.25:.0%} | {len(some)} | {shares} |"


def _among(asked: Sequence[Hidden], depth: int) -> float:
    return sum(one.rank <= depth for one in asked) / (len(asked) or 1)


def _asked(content: Content, share: float) -> Iterator[Hidden]:
    for fold in range(FOLDS):
        parted = [_parted(passage, fold, share) for passage in content.passages]
        index = index_of(replace(content, passages=tuple(passage for passage, _ in parted)))
        for place, (_, questions) in enumerate(parted):
            yield from (_answer(question, place, index) for question in questions)


def _parted(passage: Passage, fold: int, share: float) -> tuple[Passage, list[str]]:
    """A passage with some of its phrasings, and those that are hidden; one always stays."""
    gone = [text for place, text in enumerate(passage.phrasings) if place % FOLDS == fold]
    rest = [text for text in passage.phrasings if text not in gone]
    if not rest:
        return passage, []
    kept = rest[: max(1, round(share * len(rest)))]
    return replace(passage, phrasings=tuple(kept)), gone


def _answer(question: str, place: int, index: Index) -> Hidden:
    found = candidates(query_of(question, index), index)
    if found is None:
        return Hidden(NOWHERE, 0.0)
    told = signals(found, index)
    order = told.passages[ranking(told, shipped().score).order]
    ranks = np.flatnonzero(order == place)
    if not len(ranks):
        return Hidden(NOWHERE, 0.0)
    here = int(np.flatnonzero(told.passages == place)[0])
    return Hidden(int(ranks[0]) + 1, float(told.table[here, _SHARED]))
