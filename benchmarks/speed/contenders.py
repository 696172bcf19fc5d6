"""The contenders by name, and which of them are asked at a size."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Final

from benchmarks.speed import ours, peers
from benchmarks.speed.contender import Contender

BUDGET_MS: Final = 500
"""CPU milliseconds a question above which a peer is left out; a hundred times what is hoped of ours."""
OURS: Final[Mapping[str, Contender]] = {
    "assistant": Contender(ours.assistant, ours.FOLDER),
    "candidate search": Contender(ours.candidates, ours.FOLDER),
}
PEERS: Final[Mapping[str, Contender]] = {
    "bm25s-numba": Contender(partial(peers.bm25s, "numba", "en"), "bm25s"),
    "bm25s-numpy": Contender(partial(peers.bm25s, "numpy", "en"), "bm25s"),
    "bm25s-numba-all-words": Contender(partial(peers.bm25s, "numba", None), "bm25s-all-words"),
    "tantivy": Contender(peers.tantivy, "tantivy"),
    "scikit-learn": Contender(peers.scikit_learn, "scikit-learn"),
    "minsearch": Contender(peers.minsearch, "minsearch", most=100_000),
    "rank-bm25": Contender(peers.rank_bm25, "rank-bm25", most=100_000),
    "sqlite-fts5": Contender(peers.sqlite, "sqlite-fts5", most=100_000),
    "rapidfuzz": Contender(peers.rapidfuzz, "rapidfuzz", most=100_000),
}
"""In the order of the reports."""


def asked(entries: int, named: Collection[str] | None = None) -> dict[str, Contender]:
    """Ours, and the peers that are named; if none is, those within the budget at that size."""
    chosen = PEERS if named is None else {name: peer for name, peer in PEERS.items() if name in named}
    within = {name: peer for name, peer in chosen.items() if named is not None or _within(peer, entries)}
    return {**OURS, **within}


def left_out(entries: int, named: Collection[str] | None = None) -> dict[str, str]:
    """The peers that are not asked, each with the reason."""
    slow = f"more than {BUDGET_MS} CPU ms a question at this size"
    present = asked(entries, named)
    return {name: slow if named is None else "not named" for name in PEERS if name not in present}


def _within(peer: Contender, entries: int) -> bool:
    return peer.most is None or entries <= peer.most
