"""A page as its parts: values between what a page is written in and what is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from authoring.formats.row import Pairs

TEXT: Final = 0
"""Level of text that stands below nothing, or behind a question that was folded away."""
PAIR: Final = 7
"""Level of a question with its answer that are written as such: `<details>`, `<dl>`."""
_FEWEST: Final = 2
"""Questions that make a page one of questions."""
_MARKS: Final = ("?", "？", "؟")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading or a question with the text below it, up to the next one."""

    level: int
    """1 to 6 of a heading, else `TEXT` or `PAIR`."""
    line: int
    title: str
    body: str
    """Markdown or HTML."""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page taken apart."""

    title: str
    """As the page gives it besides its headings; may be empty."""
    parts: tuple[Part, ...]
    language: str = ""
    reference: str = ""
    tags: tuple[str, ...] = ()
    metadata: Pairs = ()
    changes: tuple[str, ...] = ()


def is_question(text: str) -> bool:
    """Whether a heading asks something.

    Examples
    --------
    >>> [is_question(text) for text in ("Who bakes?", "¿Quién?", "Our ovens")]
    [True, True, False]
    """
    return text.rstrip(" *_\"')»”").endswith(_MARKS)


def are_questions(titles: Sequence[str]) -> bool:
    """Whether most of some headings, and more than one, ask something."""
    asked = sum(map(is_question, titles))
    return asked >= _FEWEST and 2 * asked > len(titles)


def question_level(heads: Iterable[tuple[int, str]]) -> int:
    """The level whose headings are questions; 0 when the page is none of questions.

    Parameters
    ----------
    heads : iterable of tuple of int and str
        Level and title of each heading.

    Examples
    --------
    >>> question_level([(1, "Dough"), (2, "How long?"), (3, "In winter"), (2, "How thin?")])
    2
    """
    titles: dict[int, list[str]] = {}
    for level, title in heads:
        titles.setdefault(level, []).append(title)
    if PAIR in titles:
        return PAIR
    asked = [level for level in sorted(titles) if level > 1 and are_questions(titles[level])]
    return max(asked, key=lambda level: len(titles[level]), default=0)


def cut_level(heads: Sequence[tuple[int, str]]) -> int:
    """The level down to which a page is cut at its headings; what is deeper stays in the text."""
    levels = {level for level, _ in heads if level > 1}
    return question_level(heads) or (2 if 2 in levels else min(levels, default=2))


def are_pairs(titles: Sequence[str], folded: int, whole: int) -> bool:
    """Whether what a page folds away is its questions and answers, and not some detail of a longer text.

    Parameters
    ----------
    titles : sequence of str
        What is shown of each.
    folded, whole : int
        Length of what is folded away, and of the whole page.
    """
    return len(titles) >= _FEWEST and (are_questions(titles) or 2 * folded > whole)
