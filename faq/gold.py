"""Questions whose right answer is known, in `gold.csv`: they calibrate the assistant and measure it."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from faq.files import shown, text_if_any
from faq.formulas import unguarded
from faq.limits import QUESTION_CHARACTERS
from faq.records import GoldQuestion, Problem, Source

FILE: Final = "gold.csv"
NOTHING: Final = "-"
"""Written for the passage where none answers the question."""
MOST: Final = 20_000
"""Rows of one file."""


def gold_questions(path: Path, ids: Collection[str]) -> Iterator[GoldQuestion | Problem]:
    """The questions in a file, and everything wrong with it; nothing when there is no such file.

    The columns `question` and `passage` are needed; `passage` holds the id of the passage that answers it,
    several ids separated by spaces, or `-`. `kind` and `subject` may be given, for tables; other columns are
    the author's own.

    Parameters
    ----------
    path : Path
    ids : collection of str
        Of all passages, former ones included.
    """
    text = text_if_any(path)
    if text is None:
        return
    if isinstance(text, Problem):
        yield text
        return
    yield from _rows(shown(path), text, ids)


def _rows(path: str, text: str, ids: Collection[str]) -> Iterator[GoldQuestion | Problem]:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    seen: dict[str, int] = {}
    try:
        missing = [name for name in ("question", "passage") if name not in (rows.fieldnames or ())]
        if missing:
            yield Problem(Source(path, 1), f"no column {missing[0]!r}", "name the columns in the first line")
            return
        for row in rows:
            source = Source(path, rows.line_num)
            if len(seen) >= MOST:
                yield Problem(source, f"more than {MOST:,} questions", "keep those that tell most")
                return
            yield from _row(source, row, ids, seen)
    except csv.Error as error:
        line = rows.line_num + 1  # where the row begins that cannot be read
        yield Problem(Source(path, line), f"not a table: {error}", "save it as CSV with commas")


def _row(
    source: Source, row: dict[str | None, str | None], ids: Collection[str], seen: dict[str, int]
) -> Iterator[GoldQuestion | Problem]:
    told = {name: (row.get(name) or "").strip() for name in ("question", "passage", "kind", "subject")}
    question, named = unguarded(told["question"]), told["passage"].split()
    unknown = [name for name in named if name != NOTHING and name not in ids]
    if not question:
        yield Problem(source, "no question", "write one or remove the row")
    elif len(question) > QUESTION_CHARACTERS:
        remedy = "shorten it; visitors' questions are cut there"
        yield Problem(source, f"the question has more than {QUESTION_CHARACTERS} characters", remedy)
    elif not named or (NOTHING in named and len(named) > 1):
        yield Problem(source, f"{question!r} has no passage", "write its id, or - where none answers it")
    elif unknown:
        yield Problem(source, f"no passage {unknown[0]!r}", "write the id of an entry or section, or -")
    elif question.casefold() in seen:
        line = seen[question.casefold()]
        yield Problem(source, f"{question!r} also stands in line {line}", "keep one of them")
    else:
        seen[question.casefold()] = source.line
        passages = tuple(name for name in named if name != NOTHING)
        yield GoldQuestion(question, passages, told["kind"], told["subject"], source)
