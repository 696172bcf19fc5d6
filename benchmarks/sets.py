"""Public evaluation sets on disk into content and questions.

A set is a folder with `corpus.jsonl`, `queries.jsonl` and `qrels.tsv` in the form of the BEIR
collection, and maybe `queries_typo.jsonl`; see `docs/evaluation.md` for which sets were used and where
they come from.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from benchmarks.corpus import Row, corpus, entries
from benchmarks.jsonl import SetError, lines
from faq import Content
from faq.load import passage_of
from retrieval.language import guessed


@dataclass(frozen=True, slots=True)
class Question:
    """A question of an evaluation set."""

    text: str
    passages: frozenset[str]
    """Ids of the right passages; empty when none is. Any section of a right article is right."""
    id: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """A corpus with questions and their right passages."""

    name: str
    content: Content
    questions: tuple[Question, ...]
    misspelt: tuple[Question, ...] = ()
    """Questions of the same ids with slips of the keyboard in them; fewer, or none."""
    rows: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Id of each section of an article to the id of the article's row."""

    @property
    def language(self) -> str:
        """The language of the content."""
        return self.content.passages[0].language

    def row(self, passage: str) -> str:
        """The row of the corpus that a passage comes from: what is judged right or wrong."""
        return self.rows.get(passage, passage)


def read_set(folder: Path, language: str | None = None) -> EvaluationSet:
    """The evaluation set in a folder.

    Left out are questions in scope that nobody judged, and those marked `placeholder`, which nobody can
    answer.

    Parameters
    ----------
    folder : Path
    language : str, optional
        Code of the language of the corpus; guessed from its texts by default.

    Raises
    ------
    SetError
        When a file is missing or cannot be read, an id stands twice, or nothing is left to ask.
    """
    rows = corpus(folder / "corpus.jsonl")
    code = language or guessed(f"{row.title}\n{row.text}" for row in rows)
    cut = {row.id: entries(row, code) for row in rows}
    _unlike(folder, rows, [entry.id for found in cut.values() for entry in found])
    sections = {name: tuple(entry.id for entry in found) for name, found in cut.items()}
    questions = tuple(_questions(folder, sections))
    if not questions:
        raise SetError(f"{folder}: no question to ask; judge those of queries.jsonl in qrels.tsv")
    return EvaluationSet(
        name=folder.resolve().name,
        content=Content(tuple(passage_of(entry) for found in cut.values() for entry in found)),
        questions=questions,
        misspelt=tuple(_misspelt(folder / "queries_typo.jsonl", questions)),
        rows={part: name for name, parts in sections.items() for part in parts if part != name},
    )


def _unlike(folder: Path, rows: Sequence[Row], ids: Sequence[str]) -> None:
    """Refuse a corpus without passages, or with two of one id."""
    if not ids:
        raise SetError(f"{folder}: no entry in corpus.jsonl; write one a line")
    twice = [name for name, count in Counter(row.id for row in rows).items() if count > 1]
    twice += [name for name, count in Counter(ids).items() if count > 1]
    if twice:
        raise SetError(f"{folder}: id {twice[0]!r} stands twice in corpus.jsonl; give each row its own")


def _questions(folder: Path, sections: Mapping[str, tuple[str, ...]]) -> Iterator[Question]:
    right = _right(folder / "qrels.tsv")
    for line in lines(folder / "queries.jsonl", "_id", "text"):
        row = line.values
        name = str(row["_id"])
        is_judged = row.get("in_scope", True) is False or name in right
        if is_judged and not row.get("placeholder"):
            passages = (part for found in right.get(name, ()) for part in sections.get(found, (found,)))
            yield Question(str(row["text"]), frozenset(passages), name)


def _misspelt(file: Path, questions: Sequence[Question]) -> Iterator[Question]:
    if not file.exists():
        return
    passages = {question.id: question.passages for question in questions}
    for line in lines(file, "_id", "text"):
        name = str(line.values["_id"])
        if name in passages:
            yield Question(str(line.values["text"]), passages[name], name)


def _right(file: Path) -> dict[str, set[str]]:
    """The ids of the right rows of each question that has any."""
    right: dict[str, set[str]] = {}
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                if float(row["score"]) > 0:
                    right.setdefault(row["query-id"], set()).add(row["corpus-id"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
        remedy = "write columns query-id, corpus-id and score, parted by tabs"
        raise SetError(f"{file}: cannot be read: {what}; {remedy}") from None
    return right
