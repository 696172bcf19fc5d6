"""Words into letter trigrams: what two spellings of a word still share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def trigrams(words: Iterable[str]) -> Iterator[str]:
    """Every three letters in a row of each word, its borders included as spaces.

    Examples
    --------
    >>> list(trigrams(["mask", "ip"]))
    [' ma', 'mas', 'ask', 'sk ', ' ip', 'ip ']
    """
    for word in words:
        padded = f" {word} "
        for start in range(len(padded) - 2):
            yield padded[start : start + 3]
