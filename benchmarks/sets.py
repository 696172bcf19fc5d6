"""Public evaluation sets on disk into content and questions.

A set is a folder with `corpus.jsonl`, `queries.jsonl` and `qrels.tsv` in the form of the BEIR
collection; see `docs/evaluation.md` for which sets were used and where they come from.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faq import Content, Entry, Fields, Source
from faq.load import passage_of


@dataclass(frozen=True, slots=True)
class Question:
    """A question of an evaluation set."""

    text: str
    passages: frozenset[str]
    """Ids of the right passages; empty when none is."""


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """A corpus with questions and their right passages."""

    name: str
    content: Content
    questions: tuple[Question, ...]


def read_set(folder: Path, language: str = "en") -> EvaluationSet:
    """The evaluation set in a folder."""
    entries = [
        _entry(folder, line, row, language) for line, row in enumerate(_lines(folder / "corpus.jsonl"), 1)
    ]
    right = _right(folder / "qrels.tsv")
    questions = tuple(
        Question(row["text"], frozenset(right.get(row["_id"], ())))
        for row in _lines(folder / "queries.jsonl")
        if row.get("in_scope", True) is False or row["_id"] in right
    )
    return EvaluationSet(folder.name, Content(tuple(map(passage_of, entries))), questions)


def _entry(folder: Path, line: int, row: Mapping[str, Any], language: str) -> Entry:
    title = row.get("title") or row["text"][:80]
    fields = Fields(language=language, alternates=tuple(row.get("alternates", ())))
    source = Source(f"{folder.name}/corpus.jsonl", line)
    return Entry(str(row["_id"]), str(title), str(row["text"] or title), fields, source)


def _lines(file: Path) -> Iterator[Any]:
    with file.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _right(file: Path) -> dict[str, set[str]]:
    right: dict[str, set[str]] = {}
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            if float(row["score"]) > 0:
                right.setdefault(row["query-id"], set()).add(row["corpus-id"])
    return right
