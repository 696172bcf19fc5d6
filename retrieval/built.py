"""A content folder into an index that knows how sure it may be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from faq import ContentError, Problem, Source, load
from faq.files import shown
from retrieval.build import index_of
from retrieval.fingerprint import index_fingerprint
from retrieval.index import Index
from retrieval.selfcalibration import calibrated
from retrieval.weights import shipped


def built(folder: Path) -> Index:
    """The index of a content folder.

    Raises
    ------
    ContentError
        When there is no passage to answer from; the message holds every problem of the files.
    """
    content = load(folder)
    if not content.passages:
        empty = Problem(Source(shown(folder), 1), "no passage to answer from", "add a file to 'entries'")
        raise ContentError(content.problems or (empty,))
    index = index_of(content, index_fingerprint(folder))
    return replace(index, calibration=calibrated(index, shipped()))
