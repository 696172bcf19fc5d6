"""The text of one content file into its entries, as the content folder would read it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from faq import Entry, Problem, document, table
from faq.files import shown


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def read(path: Path, text: str) -> Reading:
    """What a file would say if this was its text.

    Parameters
    ----------
    path : Path
        Its ending and its folder decide how it is read.
    text : str
        With line ends of any kind, and perhaps a byte order mark.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if path.suffix.lower() == ".csv":
        found = list(table.entries(shown(path), plain))
    elif path.parent.name == "articles":
        found = list(document.article(path, plain))
    else:
        found = list(document.questions(path, plain))
    return Reading(
        tuple(item for item in found if isinstance(item, Entry)),
        tuple(item for item in found if isinstance(item, Problem)),
    )
