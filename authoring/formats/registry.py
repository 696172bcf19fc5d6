"""Every format, and which of them a file is in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from authoring.formats import (
    botpress,
    chatterbot,
    datatalks,
    jsonld,
    kendra,
    kendra_json,
    markdown,
    page,
    pairs,
    phpmyfaq,
    qnabot,
    qnamaker,
    qnamaker_json,
    rasa,
    table,
)
from authoring.formats.records import Format, FormatError, Raw

FORMATS: Final[tuple[Format, ...]] = (
    *chain.from_iterable(
        module.FORMATS
        for module in (qnamaker_json, kendra_json, botpress, qnabot, rasa, chatterbot, jsonld, datatalks)
    ),
    *(*markdown.FORMATS, *qnamaker.FORMATS, *kendra.FORMATS),
    *(pairs.DEEPPAVLOV, *table.FORMATS, *page.FORMATS, *phpmyfaq.FORMATS, pairs.DIALOGFLOW),
)
"""In the order in which they are tried: files that name nothing in them come last."""


def named(name: str) -> Format:
    """The format of a name.

    Raises
    ------
    FormatError
        When there is none.
    """
    found = next((form for form in FORMATS if form.name == name), None)
    if found is None:
        raise FormatError(f"there is no format {name!r}; {_remedy()}")
    return found


def recognised(files: Sequence[Raw]) -> Format:
    """The format that some files are in.

    Raises
    ------
    FormatError
        When it is none of ours.
    """
    found = next((form for form in FORMATS if form.recognises(files)), None)
    if found is None:
        raise FormatError(f"no known format; say which it is with --format, {_remedy()}")
    return found


def _remedy() -> str:
    return f"one of {', '.join(form.name for form in FORMATS)}"
