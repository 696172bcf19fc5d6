"""What a candidate is judged by, as the bytes that a table holds of its passage, and back.

A row begins with five numbers, of four bytes each, least byte first as all that follow: how many pieces and
how many terms there are, the number of the first phrasing, the size of the text, and the length of all that
the passage says. Then come, for each piece, its size and its length; all terms, piece after piece; for each
phrasing how many characters its wording has, and how many its sorted terms; at last these texts, in UTF-8.

Whoever changes this raises `FORMAT` in `retrieval.index`: then no program reads what another one wrote.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from retrieval.rows import Said

_HEAD: Final = struct.Struct("<4if")
_WORD: Final = 4
"""Bytes of a number."""
_NUMBER: Final = np.dtype("<i4")
_LENGTH: Final = np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class Judged:
    """What some passages are judged by."""

    said: Said
    wordings: Sequence[str]
    """Of each phrasing in `said`, as `Index.wordings` has them."""
    sorted_terms: Sequence[str]
    """The same as `Index.sorted_terms` has them."""


def packed(judged: Judged) -> Iterator[bytes]:
    """The row of each passage."""
    said = judged.said
    pieces = np.append(said.first, len(said.begins))
    terms = np.append(said.begins, len(said.terms))
    phrasings = pieces - np.arange(len(pieces))
    for place, (begin, end) in enumerate(pairwise(pieces.tolist())):
        own = said.terms[terms[begin] : terms[end]]
        chosen = slice(*phrasings[place : place + 2])
        texts = [*judged.wordings[chosen], *judged.sorted_terms[chosen]]
        head = (end - begin, len(own), int(said.phrasings[chosen][0]), int(said.text_sizes[place]))
        yield b"".join(
            (
                _HEAD.pack(*head, float(said.text_lengths[place])),
                said.sizes[begin:end].astype(_NUMBER).tobytes(),
                said.lengths[begin:end].astype(_LENGTH).tobytes(),
                own.astype(_NUMBER).tobytes(),
                np.array(list(map(len, texts)), _NUMBER).tobytes(),
                "".join(texts).encode("utf-8", "surrogatepass"),
            )
        )


def unpacked(rows: Sequence[bytes]) -> Judged:
    """What the passages of some rows, one at least, are judged by."""
    heads = [_HEAD.unpack_from(row) for row in rows]
    parts = [_parts(row, pieces, terms) for row, (pieces, terms, *_) in zip(rows, heads, strict=True)]
    sizes, lengths, terms, marks = (b"".join(part) for part in list(zip(*parts, strict=True))[:4])
    counts, _, firsts, text_sizes, text_lengths = map(np.array, zip(*heads, strict=True))
    ends = counts.cumsum()
    owners = np.repeat(np.arange(len(rows)), counts)
    is_phrasing = np.ones(len(owners), bool)
    is_phrasing[ends - 1] = False
    size = np.frombuffer(sizes, _NUMBER).astype(np.int64)
    said = Said(
        terms=np.frombuffer(terms, _NUMBER),
        begins=size.cumsum() - size,
        sizes=size,
        first=ends - counts,
        texts=ends - 1,
        owners=owners,
        is_phrasing=is_phrasing,
        text_sizes=text_sizes.astype(np.int32),
        lengths=np.frombuffer(lengths, _LENGTH),
        text_lengths=text_lengths.astype(np.float32),
        phrasings=(np.arange(len(owners)) + (firsts - ends + counts).take(owners))[is_phrasing],
    )
    wordings, sorted_terms = _texts([part[4] for part in parts], np.frombuffer(marks, _NUMBER), counts - 1)
    return Judged(said, wordings, sorted_terms)


def _parts(row: bytes, pieces: int, terms: int) -> tuple[bytes, ...]:
    """Sizes, lengths, terms, characters of the texts, and the texts."""
    counts = (pieces, pieces, terms, 2 * (pieces - 1))
    ends = list(accumulate((_WORD * count for count in counts), initial=_HEAD.size))
    return *(row[begin:end] for begin, end in pairwise(ends)), row[ends[-1] :]


def _texts(
    joined: Sequence[bytes], marks: NDArray[Any], phrasings: NDArray[Any]
) -> tuple[list[str], list[str]]:
    """The wordings and the sorted terms of all rows, cut out of their texts."""
    kinds: tuple[list[str], list[str]] = ([], [])
    sizes = iter(marks.tolist())
    for told, count in zip(joined, phrasings.tolist(), strict=True):
        text, begin = told.decode("utf-8", "surrogatepass"), 0
        for kind in kinds:
            for _ in range(count):
                end = begin + next(sizes)
                kind.append(text[begin:end])
                begin = end
    return kinds
