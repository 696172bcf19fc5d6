"""Signs that Streamlit draws as other signs: arrows, dashes, and names of pictures between colons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from authoring.checks.markup.prose import EDGE, Prose
from authoring.checks.markup.records import Trap

DRAWN: Final = {"<->": "↔", "->": "→", "<-": "←", "--": "—", ">=": "≥", "<=": "≤", "~=": "≈"}
"""What is typed, with white space or the end of a text on both sides, and what is drawn; in no link."""

_SIGN: Final = re.compile(rf"(?<![^\s{EDGE}\ufffc])(<->|->|<-|--|>=|<=|~=)(?![^\s{EDGE}\ufffc])")
_LOADS_PICTURES: Final = re.compile(r":(?!material/|streamlit:)[\w+-]+:", re.ASCII)
_NAME: Final = re.compile(r"(?=:([+-]1|[\w-]+):)", re.ASCII)
_BEGINS_A_NAME: Final = re.compile(r":[^\W_](?:[\w-]*[^\W_])?(?![\w:-])")


def signs(prose: Prose) -> Iterator[Trap]:
    """Arrows, dashes and comparisons that are drawn as one sign; a backslash does not keep them apart."""
    for found in _SIGN.finditer(prose.read):
        sign = found[1]
        if not any(begin <= found.start() < end for begin, end in prose.links):
            remedy = f"put it in `backticks`, or write '{DRAWN[sign]}' yourself"
            line = prose.line_of(found.start(), sign)
            yield Trap(line, f"'{sign}' is drawn as '{DRAWN[sign]}'", remedy)


def pictures_are_drawn(answer: str) -> bool:
    """Whether Streamlit looks for names of pictures in an answer at all: one must stand there unescaped."""
    return _LOADS_PICTURES.search(answer) is not None


def pictures(prose: Prose) -> Iterator[Trap]:
    """Names such as `:x:` that are drawn as a small picture."""
    taken = 0
    for found in _NAME.finditer(prose.read):
        end = found.start() + len(found[1]) + 1
        # The second colon may begin a name of its own, which then takes it away: as in `x:ok:y`.
        drawn = found[1] in names() and not _BEGINS_A_NAME.match(prose.typed, end)
        if drawn and found.start() >= taken:
            taken = end + 1
            what = f"':{found[1]}:' is drawn as a small picture"
            line = prose.line_of(found.start(), f":{found[1]}:")
            yield Trap(line, what, "put it in `backticks`")


@cache
def names() -> frozenset[str]:
    """Every name of a picture that Streamlit knows."""
    return frozenset(Path(__file__).with_name("emoji.txt").read_text(encoding="ascii").split())
