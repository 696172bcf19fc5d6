"""Where answers stand in their files: an entry knows the line of its heading only."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from faq import Source
from faq.entry import body_of
from faq.files import shown, text_of
from faq.load import stamped
from faq.markdown import Section


def answer_lines(folder: Path, places: Iterable[Source]) -> dict[Source, int]:
    """The line on which each answer begins.

    Parameters
    ----------
    folder : Path
        Of the content.
    places : iterable of Source
        Of the headings. A row of a spreadsheet stands for its answer too.
    """
    wanted: dict[str, list[Source]] = {}
    for place in places:
        wanted.setdefault(place.path, []).append(place)
    files = {shown(path): path for path in stamped(folder) if path.suffix.lower() == ".md"}
    texts = {name: text_of(files[name]) for name in wanted if name in files}
    return {
        place: _line(text.split("\n"), place.line) if isinstance(text, str) else place.line
        for name, each in wanted.items()
        for text in [texts.get(name)]
        for place in each
    }


def _line(lines: list[str], heading: int) -> int:
    body = "\n".join(lines[heading:])
    return body_of(Section(heading, 2, "", None, body, heading + 1)).answer_line
