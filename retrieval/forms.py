"""Words of the content that look alike: other forms, compounds and spellings that the stemmer keeps apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from retrieval.letters import trigrams
from retrieval.records import Floats, Ints
from retrieval.stretches import bounds
from retrieval.text import STOP

LEAST: Final = 0.5
"""Likeness from which on two words may be forms of one."""
MOST: Final = 16
"""Forms of a word that are kept, the likest ones."""
SHORTEST: Final = 4
"""Letters of the shortest word that has forms; shorter ones look like too many others."""
REMEMBERED: Final = 10_000
_AT_ONCE: Final = 2_000
"""Words compared with all others at once, to bound the memory."""
STEPS: Final = 200
"""Likeness is told in steps of one two-hundredth: a word is so many like itself."""


Near: TypeAlias = tuple[list[int], list[int]]
"""Numbers of words, the likest first, and how much each looks like the word asked for, in `STEPS`."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The words of a vocabulary with those that look like each, and all filed by their letter trigrams."""

    trigrams: Sequence[str]
    ptr: Ints
    """Of shape (n_trigrams + 1,): where the words of each trigram begin."""
    ids: Ints
    """Of shape (n_filed,): numbers of words."""
    sizes: Ints
    """Of shape (n_words,): how many different trigrams each word has; 0 for one without forms."""
    near_ptr: Ints
    """Of shape (n_words + 1,): where the forms of each word begin."""
    near_ids: Ints
    """Of shape (n_forms,): numbers of words."""
    near_likeness: npt.NDArray[np.uint8]
    """Of shape (n_forms,)."""
    numbers: dict[str, int] = field(init=False, repr=False, compare=False)
    near: Callable[[str], Near] = field(init=False, repr=False, compare=False)
    """`_near`, remembering the words asked for: visitors use the same ones again and again."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", {letters: place for place, letters in enumerate(self.trigrams)})
        object.__setattr__(self, "near", lru_cache(REMEMBERED)(self._near))

    def of(self, number: int) -> Near:
        """The forms of a word of the vocabulary, itself aside."""
        stretch = slice(self.near_ptr[number], self.near_ptr[number + 1])
        return self.near_ids[stretch].tolist(), self.near_likeness[stretch].tolist()

    def _near(self, word: str) -> Near:
        """The words that look most like one that the vocabulary need not know, at most `MOST`.

        By the Dice coefficient of their trigrams: Dice (1945), Measures of the Amount of Ecologic Association
        Between Species: twice what two sets share by the sum of their sizes.
        """
        word = word.removeprefix(STOP)
        letters = set(trigrams([word])) if filed(word) else set()
        known = [self.numbers[three] for three in sorted(letters) if three in self.numbers]
        if not known:
            return [], []
        met = np.concatenate([self.ids[self.ptr[number] : self.ptr[number + 1]] for number in known])
        words, shared = np.unique(met, return_counts=True)
        likeness = 2 * shared / (len(letters) + self.sizes[words])
        order = np.argsort(-likeness, kind="stable")[:MOST]
        order = order[likeness[order] >= LEAST]
        return words[order].tolist(), _stepped(likeness[order]).tolist()


def filed(word: str) -> bool:
    """Whether a word has forms: numbers, names of groups and short words have none."""
    return len(word) >= SHORTEST and word.isalpha()


def forms(words: Sequence[str]) -> Forms:
    """The forms among some terms, numbered by their places; a stop word has forms like any other."""
    return _forms(tuple(word.removeprefix(STOP) for word in words))


@lru_cache(maxsize=1)
def _forms(words: tuple[str, ...]) -> Forms:
    """Kept for the next build: an edit of the content seldom changes its vocabulary."""
    from scipy.sparse import csr_array

    letters = list(map(_letters, words))
    found = sorted({three for each in letters for three in each})
    numbers = {three: number for number, three in enumerate(found)}
    sizes = np.fromiter(map(len, letters), np.int32, len(words))
    columns = np.fromiter((numbers[three] for each in letters for three in each), np.int32, int(sizes.sum()))
    ptr = bounds(sizes)
    table = csr_array((np.ones(len(columns), np.float32), columns, ptr), shape=(len(words), len(found)))
    filing = table.tocsc()
    near = list(_pairs(table, filing, sizes))
    owners, others, likeness = (np.concatenate([part[place] for part in near]) for place in range(3))
    near_ptr = np.searchsorted(owners, np.arange(len(words) + 1))
    return Forms(
        trigrams=tuple(found),
        ptr=filing.indptr.astype(np.int32),
        ids=filing.indices.astype(np.int32),
        sizes=sizes,
        near_ptr=near_ptr.astype(np.int32),
        near_ids=others.astype(np.int32),
        near_likeness=_stepped(likeness),
    )


def with_words(present: Forms, words: Sequence[str]) -> Forms:
    """The forms with further terms, numbered on; the forms of those before stay as they are."""
    letters = list(map(_letters, words))
    new = sorted({three for each in letters for three in each if three not in present.numbers})
    found = (*present.trigrams, *new)
    numbers = {three: number for number, three in enumerate(found)}
    sizes = np.fromiter(map(len, letters), np.int32, len(words))
    owners = np.repeat(np.arange(len(words), dtype=np.int32), sizes) + np.int32(len(present.sizes))
    columns = np.fromiter((numbers[three] for each in letters for three in each), np.int64, len(owners))
    order = np.argsort(columns, kind="stable")
    ptr = np.concatenate([present.ptr, np.full(len(new), present.ptr[-1], np.int32)])
    filed_more = bounds(np.bincount(columns, minlength=len(found)))
    near = list(map(present.near, words))
    ends = present.near_ptr[-1] + np.cumsum([len(ids) for ids, _ in near], dtype=np.int64)
    return Forms(
        trigrams=found,
        ptr=ptr + filed_more.astype(np.int32),
        ids=np.insert(present.ids, ptr[columns[order] + 1], owners[order]),
        sizes=np.concatenate([present.sizes, sizes]),
        near_ptr=np.concatenate([present.near_ptr, ends]).astype(np.int32),
        near_ids=np.concatenate([present.near_ids, *(ids for ids, _ in near)]).astype(np.int32),
        near_likeness=np.concatenate([present.near_likeness, *(alike for _, alike in near)]).astype(np.uint8),
    )


def _letters(word: str) -> list[str]:
    """The different trigrams of a word that has forms, in the order of the alphabet."""
    return sorted(set(trigrams([word]))) if filed(word) else []


def _pairs(table: Any, filing: Any, sizes: Ints) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Each word with the words most like it and their likeness, the likest first, ordered by word."""
    by_trigram = filing.T.tocsr()
    for begin in range(0, max(1, len(sizes)), _AT_ONCE):
        shared = (table[begin : begin + _AT_ONCE] @ by_trigram).tocoo()
        owners, others = shared.row.astype(np.int32) + begin, shared.col.astype(np.int32)
        likeness = 2 * shared.data / (sizes[owners] + sizes[others])
        kept = np.flatnonzero((likeness >= LEAST) & (owners != others))
        kept = kept[np.lexsort((others[kept], -likeness[kept], owners[kept]))]
        rank = np.arange(len(kept)) - np.searchsorted(owners[kept], owners[kept])
        kept = kept[rank < MOST]
        yield owners[kept], others[kept], likeness[kept].astype(np.float32)


def _stepped(likeness: npt.NDArray[np.floating]) -> npt.NDArray[np.uint8]:
    return np.rint(likeness * STEPS).astype(np.uint8)
