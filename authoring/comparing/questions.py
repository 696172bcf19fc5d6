"""Two versions of the content, and a log, into the questions that both are asked."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

from authoring.records import CommandError
from faq import Content, GoldQuestion

Row: TypeAlias = Literal["", "kept", "edited", "new", "removed", "passage removed"]
"""What became of the row of a gold question: nothing, for a question that is none; its right passages
changed; it is only in the newer or only in the older version, there with or without a right passage
that still exists."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that two versions are asked."""

    text: str
    right: tuple[str, ...] = ()
    """Present ids of all that answer it, as the newest row says; empty when none does, or no row tells."""
    row: Row = ""
    line: int = 0
    """Of that row."""
    wording_of: str = ""
    """Present id of the passage that has it as a phrasing."""
    logged: int = 0
    """How often it stands in the log."""


def present_ids(old: Content, new: Content) -> dict[str, str]:
    """Each id and former id of both versions with the one that the passage has in the newer version.

    A passage that is there no more keeps its old one.
    """
    known = dict(new.formerly) | {passage.id: passage.id for passage in new.passages}
    names = {passage.id: [passage.id] for passage in old.passages}
    for former, name in old.formerly.items():
        names[name].append(former)  # in an older version than `old`, it may be the present one
    found = {own: next((known[name] for name in each if name in known), own) for own, each in names.items()}
    return {former: found[name] for former, name in old.formerly.items()} | known | found


def questions(
    old: Content, new: Content, log: Mapping[str, int] = MappingProxyType({})
) -> tuple[Question, ...]:
    """Every gold question and every phrasing of either version, and those of a log, each once.

    Parameters
    ----------
    old, new : Content
        As loaded from their folders; a stored index keeps no gold questions.
    log : mapping of str to int
        Question to number, as `logged` reads it.
    """
    found = {_key(question.text): question for question in _gold(old, new)}
    for text, owner in _phrasings(old, new):
        question = found.setdefault(_key(text), Question(text))
        if not question.wording_of:
            found[_key(text)] = replace(question, wording_of=owner)
    for text, times in log.items():
        question = found.setdefault(_key(text), Question(text))
        found[_key(text)] = replace(question, logged=question.logged + times)
    return tuple(found.values())


def _key(text: str) -> str:
    return text.strip().casefold()


def _gold(old: Content, new: Content) -> Iterator[Question]:
    present = present_ids(old, new)
    before = {_key(row.question): _right(row, present) for row in old.gold}
    after = {_key(row.question) for row in new.gold}
    for row in new.gold:
        right, was = _right(row, present), before.get(_key(row.question))
        state: Row = "new" if was is None else "kept" if set(was) == set(right) else "edited"
        yield Question(row.question, right, state, row.source.line)
    ids = {passage.id for passage in new.passages}
    for row in old.gold:
        if _key(row.question) not in after:
            right = _right(row, present)
            gone = bool(right) and not ids.intersection(right)
            yield Question(row.question, right, "passage removed" if gone else "removed", row.source.line)


def _right(row: GoldQuestion, present: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(present.get(name, name) for name in row.passages)


def _phrasings(old: Content, new: Content) -> Iterator[tuple[str, str]]:
    """Each phrasing with the present id of its passage, those of the newer version first."""
    present = present_ids(old, new)
    for content in (new, old):
        for passage in content.passages:
            for phrasing in passage.phrasings:
                yield phrasing, present[passage.id]


def logged(file: Path) -> dict[str, int]:
    """The questions of a log with how often each stands there, in their order.

    Parameters
    ----------
    file : Path
        A `.csv` file or a `.jsonl` file with a column or field `question`; any other is a text with one
        question a line.

    Raises
    ------
    CommandError
        When it cannot be read, or has no such column.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file}: cannot be read: {error}; give a file of UTF-8 text") from None
    reader = {".csv": _of_table, ".jsonl": _of_json}.get(file.suffix.lower(), _of_text)
    stripped = (question.strip() for question in reader(file, text))
    return dict(Counter(question for question in stripped if question))


def _of_text(file: Path, text: str) -> Iterator[str]:
    yield from text.split("\n")


def _of_table(file: Path, text: str) -> Iterator[str]:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if "question" not in (rows.fieldnames or ()):
            raise CommandError(f"{file}:1: no column 'question'; name the columns in the first line")
        for row in rows:
            yield row["question"] or ""
    except csv.Error as error:
        raise CommandError(f"{file}:{rows.line_num + 1}: not a table: {error}; save it as CSV") from None


def _of_json(file: Path, text: str) -> Iterator[str]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict) or not isinstance(values.get("question"), str):
            raise CommandError(f'{file}:{number}: no question; write {{"question": "…"}}')
        yield values["question"]
