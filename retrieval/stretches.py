"""Where the stretches of an array lie that holds those of many things, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt


def bounds(sizes: npt.NDArray[Any] | Sequence[int]) -> npt.NDArray[np.int64]:
    """Where each stretch begins, and where the last one ends.

    Parameters
    ----------
    sizes : array-like of shape (n,)

    Returns
    -------
    ndarray of shape (n + 1,)

    Examples
    --------
    >>> bounds([2, 0, 3]).tolist()
    [0, 2, 2, 5]
    """
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
