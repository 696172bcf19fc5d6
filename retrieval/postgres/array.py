"""Whole numbers as PostgreSQL writes an array of them."""

from __future__ import annotations

from collections.abc import Iterable


def array(numbers: Iterable[int]) -> str:
    """An array as text; a statement that is given one is prepared once, whatever the numbers.

    Examples
    --------
    >>> array([3, 1])
    '{3,1}'
    """
    return f"{{{','.join(map(str, numbers))}}}"
