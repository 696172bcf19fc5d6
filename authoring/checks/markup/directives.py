"""Colons that Streamlit takes for its directives, such as `:red[…]`: of an unknown one, the rest vanishes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from authoring.checks.markup.prose import Prose
from authoring.checks.markup.records import Trap

_COLOURS: Final = [
    "red",
    "orange",
    "yellow",
    "green",
    "blue",
    "violet",
    "purple",
    "gray",
    "grey",
    "primary",
    "rainbow",
]
KNOWN: Final = frozenset(
    [f"{colour}{ending}" for colour in _COLOURS for ending in ("", "-background", "-badge")]
    + ["small", "shimmer", "help", "color"]
) - {"rainbow-badge"}
"""What an author can mean."""

_NAMED: Final = r"[^\W_](?:[\w-]*[^\W_])?"
_ATTRIBUTE: Final = r"""[#.][\w-]+|[\w-][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`{}]+))?"""
_ATTRIBUTES: Final = re.compile(rf"\{{\s*(?:(?:{_ATTRIBUTE})\s*)*\}}")
_WITHIN: Final = re.compile(rf"(?<!:):({_NAMED})(?=[\[{{])")
_LINE: Final = re.compile(rf"^(?:::|:{{3,}})({_NAMED})(?:\[[^\n]*\])?(?:\{{[^\n]*\}})?[ \t]*$", re.MULTILINE)
_LABEL_CHARACTERS: Final = 999
_REMEDY: Final = "put it in `backticks`, or a backslash before the colon"


def within_lines(prose: Prose) -> Iterator[Trap]:
    """Names after a colon whose brackets or braces are not shown."""
    for found in _WITHIN.finditer(prose.typed):
        end = _end(prose.typed, found.end())
        glued = found.start() > 0 and prose.typed[found.start() - 1].isalnum()
        if end and (glued or found[1] not in KNOWN):
            bracket = prose.typed[found.end()]
            piece = f":{found[1]}{bracket}…{']' if bracket == '[' else '}'}"
            what = f"of '{piece}' only a part is shown"
            yield Trap(prose.line_of(found.start(), f":{found[1]}"), what, _REMEDY)


def whole_lines(prose: Prose) -> Iterator[Trap]:
    """Lines such as `::1` that are not shown."""
    for found in _LINE.finditer(prose.typed) if prose.is_paragraph else ():
        colons = found[0][: len(found[0]) - len(found[0].lstrip(":"))]
        line = prose.line_of(found.start(), f"{colons}{found[1]}")
        yield Trap(line, f"'{colons}{found[1]}' at the beginning of a line is not shown", _REMEDY)


def _end(text: str, begin: int) -> int:
    """Where the bracket or brace that opens here is closed; 0 when it opens nothing."""
    if text[begin] == "{":
        braces = _ATTRIBUTES.match(text, begin)
        return braces.end() if braces else 0
    depth = 0
    for place in range(begin, min(len(text), begin + _LABEL_CHARACTERS)):
        depth += {"[": 1, "]": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    return 0
