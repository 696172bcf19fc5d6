"""Words that the content does not know, repaired against the words that it does.

The vocabulary is searched, never the corpus: every word is filed under the hashes of what remains when
letters of its beginning are deleted (the idea of SymSpell), so that a misspelt word meets its
neighbours by a few look-ups whatever the size of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from zlib import crc32

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from retrieval.records import Correction, Floats, Hashes, Ints
from retrieval.stretches import bounds

SHORTEST = 4
"""Letters of the shortest word that is repaired; shorter ones have too many neighbours."""
TWO_ERRORS = 7
"""Letters from which on two errors are forgiven."""
REMEMBERED = 50_000
"""Words whose deletions are kept from one build to the next."""
_IN_A_BIN = 4
"""Deletions that are filed together, on average: to keep each one's hash would take as much room again."""
_PREFIX = 7
"""Letters from which deletions are taken; errors beyond them show in the verification."""


@dataclass(frozen=True)
class Spelling:
    """The words of the content, filed by their deletions."""

    words: Sequence[str]
    """Folded, not stemmed; the grammar words of the language included."""
    counts: Ints
    """Of shape (n_words,): in how many passages each stands; 0 for grammar words not in the content."""
    sizes: npt.NDArray[np.uint8]
    """Of shape (n_words,): how many letters each has, up to 255."""
    bins: Ints
    """Of shape (n_bins + 1,): where the words of deletions whose hashes begin alike begin; a power of 2."""
    owners: Ints
    """Of shape (n_deletions,): the word that each deletion was taken from, bin after bin."""
    language: Hashes
    """Of shape (n_language_words,), ascending: hashes of the words of the language at large."""
    rarities: Floats
    """Of shape (n_language_words,): how rare each is there, in (0, 1]."""

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each word; made when it is first asked for, since opening an index needs none."""
        return dict(zip(self.words, range(len(self.words)), strict=True))

    @property
    def shift(self) -> int:
        """By how many bits a hash is shifted for the number of its bin."""
        return 33 - (len(self.bins) - 1).bit_length()

    def knows(self, word: str) -> bool:
        """Whether a word stands in the content or in the language's word list."""
        return word in self.numbers or self._place(word) is not None

    def rarity(self, word: str) -> float:
        """How rare a word is in the language at large, in (0, 1]; 1 for one that its list lacks."""
        place = self._place(word)
        return 1.0 if place is None else float(self.rarities[place])

    def _place(self, word: str) -> int | None:
        wanted = np.uint32(hashed(word))
        place = int(self.language.searchsorted(wanted))
        return place if place < len(self.language) and self.language[place] == wanted else None

    def repaired(self, typed: Sequence[str]) -> tuple[list[str], tuple[Correction, ...]]:
        """The words with those that nobody knows read as words of the content, and what was changed.

        Words with digits and words of the language are left as they are: what the content does not
        speak of is not to be bent into something that it does.
        """
        words: list[str] = []
        corrections: list[Correction] = []
        skip = False
        for place, word in enumerate(typed):
            if skip:
                skip = False
                continue
            following = typed[place + 1] if place + 1 < len(typed) else ""
            if joined := self._joined(word, following):
                skip = True
                read, seen = [joined], f"{word} {following}"
            else:
                read, seen = self._read(word), word
            if read != [word]:
                corrections.append(Correction(seen, " ".join(read)))
            words += read
        return words, tuple(corrections)

    def _read(self, word: str) -> list[str]:
        if self.knows(word):
            return [word]
        if len(word) >= SHORTEST and word.isalpha() and (nearest := self.nearest(word)):
            return [nearest]
        return self._split(word) or [word]

    def _joined(self, word: str, following: str) -> str:
        """Two words written apart that the content writes as one: `sub netting`, `cat 6`."""
        joined = word + following
        if not following or joined not in self.numbers or len(joined) < SHORTEST:
            return ""
        apart = self.knows(word) and self.knows(following) and not following.isdigit()
        return "" if apart else joined

    def _split(self, word: str) -> list[str]:
        """One word that the content writes as two: `fewshot`, `100m`; the commonest pair."""
        pairs: list[tuple[str, str]] = [
            (word[:place], word[place:])
            for place in range(1, len(word))
            if word[:place] in self.numbers and word[place:] in self.numbers
            if _fit(word[:place], word[place:])
        ]
        best = max(pairs, key=self._rarer, default=("", ""))
        return [part for part in best if part]

    def _rarer(self, pair: tuple[str, str]) -> int:
        return min(map(self._count, pair))

    def _count(self, word: str) -> int:
        return int(self.counts[self.numbers[word]])

    def nearest(self, word: str) -> str | None:
        """The word of the content that a misspelt one most probably stands for.

        Fewest errors first (a swap of neighbours is one), then the same first letter, then the
        commoner word, then alphabetical order.
        """
        for errors in range(1, 3 if len(word) >= TWO_ERRORS else 2):  # one error has far fewer deletions
            if near := self._within(word, errors):
                return min(near, key=partial(self._rating, word))
        return None

    def _rating(self, word: str, other: str) -> tuple[bool, bool, int, str]:
        return other != word, other[0] != word[0], -self._count(other), other

    def _within(self, word: str, errors: int) -> list[str]:
        """All words at most so many errors away."""
        near = map(self.words.__getitem__, self._neighbours(word, errors))
        return [other for other in near if OSA.distance(word, other, score_cutoff=errors) <= errors]

    def _neighbours(self, word: str, allowed: int) -> set[int]:
        """Words of nearly its length that share a deletion's bin: all that may be near, and some more."""
        shift = self.shift
        asked = {hashed(rest) >> shift for rest in deletions(word, allowed)}
        met = np.concatenate([self.owners[self.bins[bin] : self.bins[bin + 1]] for bin in asked])
        sizes = self.sizes.take(met)
        near = met[(sizes >= len(word) - allowed) & (sizes <= len(word) + allowed)]
        return set(near.tolist())


def spelling(
    counts: Mapping[str, int], stop_words: Iterable[str], language: tuple[Hashes, Floats]
) -> Spelling:
    """A `Spelling` of the content's words.

    Parameters
    ----------
    counts : mapping of str to int
        Each folded word of the content with the number of passages it stands in.
    stop_words : iterable of str
        Grammar words; they are known, and misspelt ones are recognised.
    language : tuple of ndarray and ndarray
        The words of the language at large, as `filed` gives them.
    """
    words = tuple(sorted({*counts, *stop_words}))
    rests = [_deletion_hashes(word) for word in words]
    hashes = np.concatenate([np.zeros(0, np.uint32), *rests])
    owners = np.repeat(np.arange(len(words), dtype=np.int32), list(map(len, rests)))
    bits = max(1, (len(hashes) // _IN_A_BIN).bit_length())
    bins = hashes >> np.uint32(32 - bits)
    order = np.lexsort((owners, bins))
    return Spelling(
        words=words,
        counts=np.array([counts.get(word, 0) for word in words], np.int32),
        sizes=_sizes(words),
        bins=np.searchsorted(bins[order], np.arange(2**bits + 1)).astype(np.int32),
        owners=owners[order],
        language=language[0],
        rarities=language[1],
    )


def with_counts(present: Spelling, counts: Mapping[str, int]) -> Spelling:
    """A `Spelling` with further words; how often those before stand in the content stays as it was."""
    words = sorted(word for word in counts if word not in present.numbers)
    rests = [_deletion_hashes(word) for word in words]
    owners = np.repeat(np.arange(len(words), dtype=np.int32), list(map(len, rests))) + len(present.words)
    bins = np.concatenate([np.zeros(0, np.uint32), *rests]) >> np.uint32(present.shift)
    order = np.argsort(bins, kind="stable")
    grown = bounds(np.bincount(bins, minlength=len(present.bins) - 1))
    return replace(
        present,
        words=(*present.words, *words),
        counts=np.concatenate([present.counts, np.array([counts[word] for word in words], np.int32)]),
        sizes=np.concatenate([present.sizes, _sizes(words)]),
        bins=(present.bins + grown).astype(np.int32),
        owners=np.insert(present.owners, present.bins[bins[order] + 1], owners[order]),
    )


def _sizes(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.minimum(255, np.fromiter(map(len, words), np.int32, len(words))).astype(np.uint8)


def filed(rarities: Mapping[str, float]) -> tuple[Hashes, Floats]:
    """The folded words of a language with their rarity, as ascending hashes and as many rarities."""
    by_hash = {hashed(word): rarity for word, rarity in rarities.items()}
    ascending = sorted(by_hash)
    return np.array(ascending, np.uint32), np.array([by_hash[value] for value in ascending], np.float32)


@lru_cache(maxsize=REMEMBERED)
def _deletion_hashes(word: str) -> Hashes:
    """The hashes that a word is filed under; content that changes keeps most of its words."""
    if len(word) < SHORTEST - 1 or not word.isalpha():
        return np.zeros(0, np.uint32)
    rests = deletions(word, 2 if len(word) >= TWO_ERRORS - 1 else 1)
    return np.fromiter(map(hashed, rests), np.uint32, len(rests))


def hashed(word: str) -> int:
    """The hash that words are filed under."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def deletions(word: str, most: int) -> set[str]:
    """The beginning of a word with up to `most` letters deleted.

    Examples
    --------
    >>> sorted(deletions("cat", 1))
    ['at', 'ca', 'cat', 'ct']
    """
    found = last = {word[:_PREFIX]}
    for _ in range(most):
        last = {rest[:place] + rest[place + 1 :] for rest in last for place in range(len(rest))}
        found = found | last
    return found


def _fit(left: str, right: str) -> bool:
    """Whether a cut is worth trusting: between digits and letters, or between two longer words."""
    if left.isdigit() != right.isdigit():
        return True
    return len(left) >= 3 and len(right) >= 3
