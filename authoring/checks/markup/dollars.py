"""Dollar signs that Streamlit takes for the beginning and the end of a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from authoring.checks.markup.prose import Prose
from authoring.checks.markup.records import Trap

_CODE: Final = re.compile(
    r"(?m:^) {0,3}(`{3,}|~{3,})[\s\S]*?(?:\n[ \t]*\1|\Z)|(?<!`)(`+)[^`\n]+\2(?!`)|\\[\\$`]"
)
_DISPLAYED: Final = re.compile(r"(?<!\$)\$\$+(?!\$)[\s\S]*?\$\$")
_INLINE: Final = re.compile(r"(?<!\$)\$(?![\s$])[^$\n]*?[^\s$]\$(?!\d)")
_SIGNS: Final = re.compile(r"\$+")
_OF_FORMULAS: Final = re.compile(r"[\\^_{}]")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def formulas_are_drawn(answer: str) -> bool:
    """Whether Streamlit draws formulas in an answer at all.

    It looks for one `$…$` that cannot be two prices, and then takes all dollar signs of the answer for
    formulas, those of prices as well.

    Examples
    --------
    >>> formulas_are_drawn("From $5 to $50."), formulas_are_drawn("From $5 to $50, by $x^2$.")
    (False, True)
    """
    bare = _CODE.sub("_", answer) if "$" in answer else ""
    return bool(_DISPLAYED.search(bare) or _INLINE.search(bare))


def formulas(prose: Prose) -> Iterator[tuple[int, int]]:
    """From where to where each formula reaches, its dollar signs included."""
    signs = list(_SIGNS.finditer(prose.typed))
    while signs:
        opened = signs.pop(0)
        at = next((n for n, sign in enumerate(signs) if len(sign[0]) == len(opened[0])), None)
        if at is not None:
            yield opened.start(), signs[at].end()
            signs = signs[at + 1 :]


def accidental(prose: Prose, begin: int, end: int) -> Iterator[Trap]:
    """The trap of a formula that was not meant as one."""
    piece = prose.read[begin:end]
    if _was_meant(piece.strip("$"), prose.typed[:begin]):
        return
    shown = " ".join(piece.split())
    shown = shown if len(shown) <= 40 else f"{shown[:20]}…{shown[-19:]}"
    what = f"'{shown}' is drawn as a formula"
    yield Trap(prose.line_of(begin, piece.split("\n")[0][:20]), what, "write '\\$' for each dollar sign")


def _was_meant(inner: str, before: str) -> bool:
    """Whether it looks like a formula: it has signs of one, or no words and no hanging end."""
    if before[-1:].isdigit():  # 5$ and 6$
        return False
    if _OF_FORMULAS.search(inner):
        return True
    return not _WORD.search(inner) and bool(inner.strip()) and inner.strip()[-1] not in "=/(,:;-+"
