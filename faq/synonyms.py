"""Words that mean the same in this content: a text file with one group a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from faq.files import shown, text_if_any
from faq.records import Problem, Source

FILE = "synonyms.txt"
MOST = 2_000
"""Lines of one file."""
_REMARK = re.compile(r"(?:^|\s)#")


def synonyms(folder: Path) -> Iterator[tuple[str, ...] | Problem]:
    """The groups of `synonyms.txt` in a content folder, and everything wrong with it.

    A line holds words or short terms, separated by commas; `#` after a space begins a remark.
    """
    path = folder / FILE
    text = text_if_any(path)
    if text is None:
        return
    if isinstance(text, Problem):
        yield text
        return
    owners: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        source = Source(shown(path), number)
        terms = _REMARK.split(line)[0].split(",")
        group = tuple(dict.fromkeys(term.strip() for term in terms if term.strip()))
        if group and number > MOST:
            yield Problem(source, f"more than {MOST:,} lines", "keep the groups that visitors need")
            return
        if len(group) == 1:
            yield Problem(
                source, f"{group[0]!r} stands alone", "write at least two, as in 'LLM, language model'"
            )
        elif group:
            yield from _clashes(source, group, owners)
            yield group


def _clashes(source: Source, group: tuple[str, ...], owners: dict[str, int]) -> Iterator[Problem]:
    for term in group:
        line = owners.setdefault(term.lower(), source.line)
        if line != source.line:
            yield Problem(source, f"{term!r} also stands in line {line}", "keep it in one group")
