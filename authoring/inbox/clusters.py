"""Rows of weighted terms into clusters of those that are alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.integer]

LIKENESS: Final = 0.45
"""Least mean cosine between the questions of two clusters that become one.

Of the questions of banking77, datatalks_de, hint3_curekart and our gold questions, 93, 72, 64 and 33 % come
into a group of two or more, and 68, 77, 93 and 80 % of these have the label that is commonest in their group.
With 0.35 the latter are 58, 69, 91 and 75 %; with 0.55 they are 77, 83, 95 and 82 %, but fewer come into one.
"""
CLUSTERED: Final = 3_000
"""Questions that are clustered with each other; those behind them join what is there, or stay alone."""
BATCH: Final = 500
"""Questions that are clustered at once, unless more of them hang together."""
STRIP: Final = 500
"""Rows of a product that are held at once."""
COMMON: Final = 0.05
"""Share of the clusters that may hold a term which leads to the nearest one."""
FEW: Final = 100
"""Clusters that may always hold it."""
SLACK: Final = 1e-5
"""What rounding may take from a cosine."""


def clusters(rows: Any, likeness: float = LIKENESS, most: int = CLUSTERED) -> Numbers:
    """The number of each row's cluster, from 0, in the order of their first rows.

    The first `most` rows are clustered by average linkage. Each row behind them joins the cluster whose mean
    is nearest to it, if it is as near as `likeness`; else it is a cluster of its own, for it is asked too
    rarely to begin one.

    Parameters
    ----------
    rows : scipy.sparse.csr_array of shape (n, n_terms)
        Each of length 1 or 0, the most important first.
    likeness : float
        In (0, 1].
    most : int
    """
    first = _linked(rows[:most], likeness)
    return _numbered(np.concatenate([first, _joined(rows[most:], rows[:most], first, likeness)]))


def means(rows: Any, numbers: Numbers) -> Any:
    """The mean row of each cluster: a row times it is the mean cosine between the row and the members.

    Parameters
    ----------
    rows : scipy.sparse.csr_array of shape (n, n_terms)
    numbers : ndarray of shape (n,)
        Of each row's cluster, from 0 without a gap.
    """
    from scipy.sparse import csr_array

    share = (1 / np.bincount(numbers)[numbers]).astype(np.float32)
    return csr_array((share, (numbers, np.arange(len(numbers))))) @ rows


def _linked(rows: Any, likeness: float) -> Numbers:
    """Average linkage, until no two clusters are as alike as `likeness` on average.

    Two clusters can only become one if some pair across them is at least as alike as they are on average.
    So whatever hangs together by such pairs is clustered for itself, and nothing is lost by that.
    """
    from scipy.sparse.csgraph import connected_components

    _, parts = connected_components(_links(rows, likeness), directed=False)
    found, count = np.zeros(rows.shape[0], np.int32), 0
    for batch in _batches(parts):
        found[batch] = count + (_agglomerated(rows[batch], likeness) if len(batch) > 1 else 0)
        count = int(found[batch].max()) + 1
    return found


def _links(rows: Any, likeness: float) -> Any:
    """The pairs of rows that are at least so alike, as a sparse matrix."""
    from scipy.sparse import vstack

    columns = rows.T.tocsr()
    strips = []
    for begin in range(0, max(rows.shape[0], 1), STRIP):
        strip = rows[begin : begin + STRIP] @ columns
        strip.data[strip.data < likeness - SLACK] = 0
        strip.eliminate_zeros()
        strips.append(strip)
    return vstack(strips, format="csr")


def _batches(parts: Numbers) -> Iterator[Numbers]:
    """The rows, those of one part in one batch; small parts share one, since each batch takes its time."""
    order = np.argsort(parts, kind="stable")
    begins = np.flatnonzero(np.diff(parts[order], prepend=-1))
    ends = [*begins[1:].tolist(), len(order)]
    begin = 0
    for end, after in zip(ends, [*ends[1:], len(order) + BATCH], strict=True):
        if after - begin > BATCH:
            yield order[begin:end]
            begin = end


def _agglomerated(rows: Any, likeness: float) -> Numbers:
    """The clusters of scikit-learn's `AgglomerativeClustering` with this `distance_threshold`.

    It has SciPy link the rows and cuts the tree itself. To ask SciPy for both spares the import of
    scikit-learn, for which a maintainer would have to wait.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    apart = np.clip(1 - (rows @ rows.T).toarray(), 0, None)
    tree = linkage(squareform(apart, checks=False), "average")
    below = np.nextafter(1 - likeness, 0)  # two that are just as far apart as the threshold stay two
    return fcluster(tree, below, "distance").astype(np.int32) - 1


def _joined(rows: Any, before: Any, numbers: Numbers, likeness: float) -> Numbers:
    """The cluster of before that each row joins; a number of its own for a row that joins none."""
    own = np.arange(len(numbers), len(numbers) + rows.shape[0], dtype=np.int32)
    if not rows.shape[0] or not before.shape[0]:
        return own
    there = means(before, numbers)
    nearest = _nearest(rows, there)
    cosines = np.asarray(rows.multiply(there[nearest]).sum(axis=1)).ravel()
    return np.where(cosines >= likeness, nearest, own).astype(np.int32)


def _nearest(rows: Any, there: Any) -> Numbers:
    """The mean that is nearest to each row in its rarer terms: almost all means share the common ones."""
    rare = np.bincount(there.indices, minlength=there.shape[1]) <= max(FEW, COMMON * there.shape[0])
    columns = there[:, rare].T.tocsr()
    strips = (rows[begin : begin + STRIP][:, rare] @ columns for begin in range(0, rows.shape[0], STRIP))
    return np.concatenate([strip.toarray().argmax(axis=1) for strip in strips])


def _numbered(numbers: Numbers) -> Numbers:
    """The clusters counted anew, in the order in which they come up."""
    _, first, places = np.unique(numbers, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int32)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[places]
