"""A content folder into an index that knows how sure it may be."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Final

from faq import Content, ContentError, Problem, Source, load
from faq.files import shown
from retrieval.build import index_of
from retrieval.calibrations import calibrated_as, calibrations, learnt
from retrieval.fingerprint import index_fingerprint
from retrieval.index import Index
from retrieval.keeping import kept
from retrieval.meaning.building import is_wanted

READINGS: Final = 5
"""How often files that change while they are read are read again."""


class UnsettledError(RuntimeError):
    """Content files that change faster than they can be read."""


def built(
    folder: Path, before: Index | None = None, *, quick: bool = False, most: int | None = None
) -> Index:
    """The index of a content folder.

    Parameters
    ----------
    folder : Path
    before : Index, optional
        What is answered from now: files that can no longer be read stay as they are in it.
    quick : bool
        Takes the calibration from `before`, for an index that a calibrated one will soon replace.
    most : int, optional
        Texts that a model may have to read: of more of them the meaning is left out.

    Raises
    ------
    ContentError, UnsettledError
        As `settled`.
    """
    content, name = settled(folder, before.content if before else None, before.fingerprint if before else "")
    if before and quick:
        index = index_of(content, other(name, f"calibrated as {before.fingerprint}"), most)
        return calibrated_as(index, calibrations(before))
    index = index_of(content, name, most)
    taught = learnt(index)
    if taught.with_meaning is None and is_wanted(index.language):  # the next start shall try again
        difference = "calibrated as shipped" if index.meaning else "by words alone"
        index = replace(index, fingerprint=other(name, difference))
    return calibrated_as(index, taught)


def settled(folder: Path, before: Content | None = None, known_as: str = "") -> tuple[Content, str]:
    """What a content folder says, and the fingerprint of an index of it.

    Parameters
    ----------
    folder : Path
    before : Content, optional
        What is answered from now: files that can no longer be read stay as they are in it.
    known_as : str
        The fingerprint of the index that answers from it.

    Raises
    ------
    ContentError
        When there is no passage to answer from; the message holds every problem of the files.
    UnsettledError
        When the files do not lie still.
    """
    content, name = _read(folder)
    whole = kept(content, before) if before else content
    if not whole.passages:
        empty = Problem(Source(shown(folder), 1), "no passage to answer from", "add a file to 'entries'")
        raise ContentError(content.problems or (empty,))
    return whole, name if whole is content else other(name, f"kept from {known_as}")


def _read(folder: Path) -> tuple[Content, str]:
    """The content and the fingerprint of one and the same state of the files."""
    name = index_fingerprint(folder)
    for _ in range(READINGS):
        content, before, name = load(folder), name, index_fingerprint(folder)
        if name == before:
            return content, name
    raise UnsettledError(f"{shown(folder)}: the files change while they are read")


def other(name: str, difference: str) -> str:
    """The fingerprint of an index that is not what its files alone would give."""
    return hashlib.sha256(f"{name}\0{difference}".encode()).hexdigest()[: len(name)]
