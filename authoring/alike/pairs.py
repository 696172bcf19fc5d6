"""Which texts of many share most of their terms, without comparing each with each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from math import ceil
from typing import Any, Final

import numpy as np

CHUNK: Final = 1_000
"""Texts that are multiplied with all others at a time."""


def near_pairs(bags: Sequence[Collection[str]], share: float) -> Iterator[tuple[int, int]]:
    """The places of two texts each that share at least this part of the terms of the longer one, in order.

    Two such texts share one of their rarest terms at least, however few of those are looked at beyond the
    part that may differ (the prefix filter of Chaudhuri, Ganti and Kaushik, 2006): the pairs come from the
    product of those terms alone, and only they are counted in full.

    Parameters
    ----------
    bags : sequence of collection of str
        Each term once. An empty bag has no pair.
    share : float
        In (0, 1].

    Examples
    --------
    >>> list(near_pairs(["abcd", "xyz", "abce", "abcd"], 0.75))
    [(0, 2), (0, 3), (2, 3)]
    """
    holders = Counter(term for bag in bags for term in bag)
    places = {term: place for place, term in enumerate(sorted(holders, key=lambda t: (holders[t], t)))}
    rows = [sorted(places[term] for term in bag) for bag in bags]
    rarest = [row[: len(row) - ceil(share * len(row) - 1e-9) + 1] for row in rows]
    whole, few = _matrix(rows, len(places)), _matrix(rarest, len(places))
    sizes = np.array([len(row) for row in rows])
    for start in range(0, len(rows), CHUNK):
        product = (few[start : start + CHUNK] @ few.T).tocoo()
        one, other = product.coords[0] + start, product.coords[1]
        later = one < other
        one, other = one[later], other[later]
        shared = np.asarray((whole[one] * whole[other]).sum(axis=1)).ravel()
        enough = shared >= share * np.maximum(sizes[one], sizes[other]) - 1e-9
        yield from sorted(zip(one[enough].tolist(), other[enough].tolist(), strict=True))


def _matrix(rows: Sequence[Sequence[int]], terms: int) -> Any:
    from scipy.sparse import csr_array

    ends = np.cumsum([0] + [len(row) for row in rows])
    ids = np.array([place for row in rows for place in row], np.int64)
    return csr_array((np.ones(len(ids), np.int32), ids, ends), shape=(len(rows), terms))
