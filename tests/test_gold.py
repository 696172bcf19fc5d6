"""The gold questions: that they are what they claim to be, and how the assistant does on them."""

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz, process

from benchmarks import gold
from benchmarks.gold import GOLD, Asked
from faq import CONTENT, Content, load
from retrieval import Assistant
from retrieval.text import fold

FILES = sorted(GOLD.glob("*.jsonl"))
IN_SCOPE = ("in_scope.jsonl", "in_scope_held_out.jsonl")
OUT_OF_SCOPE = ("out_of_scope.jsonl", "out_of_scope_held_out.jsonl")
SHORT = ("in_scope_short.jsonl", "out_of_scope_short.jsonl")
"""What people type in one to three words; such questions are close to phrasings by nature."""
SUBJECTS = {"ai", "prompting", "networking"}
KINDS = {"plain", "chatty", "keywords", "misspelt", "paraphrased"}
ALIKE = 90
"""A `token_set_ratio` from which on a question nearly repeats a phrasing."""


@cache
def content() -> Content:
    return load(CONTENT)


@cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return tuple(map(json.loads, lines))


def test_every_file_is_known() -> None:
    assert [path.name for path in FILES] == sorted([*IN_SCOPE, *OUT_OF_SCOPE, *SHORT])


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_line_has_the_same_fields(path: Path) -> None:
    wrong = [
        row
        for row in rows(path.name)
        if set(row) != {"id", "question", "passages", "kind", "subject"}
        or not all(
            isinstance(row[name], str) and row[name].strip() for name in ("id", "question", "kind", "subject")
        )
        or not all(isinstance(name, str) for name in row["passages"])
    ]
    assert wrong == []


def test_ids_and_questions_are_unique_over_all_files() -> None:
    every = [row for path in FILES for row in rows(path.name)]
    for field in ("id", "question"):
        counts = Counter(fold(row[field]) for row in every)
        assert [value for value, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", [*IN_SCOPE, SHORT[0]])
def test_passages_of_questions_in_scope_exist(name: str) -> None:
    ids = {passage.id for passage in content().passages} | set(content().formerly)
    wrong = [(row["id"], set(row["passages"]) - ids) for row in rows(name) if not set(row["passages"]) <= ids]
    assert wrong == []
    assert [row["id"] for row in rows(name) if not row["passages"]] == []


@pytest.mark.parametrize("name", [*OUT_OF_SCOPE, SHORT[1]])
def test_questions_out_of_scope_name_no_passage_and_say_how_near_they_are(name: str) -> None:
    assert [row["id"] for row in rows(name) if row["passages"] or row["kind"] not in ("near", "far")] == []
    near = sum(row["kind"] == "near" for row in rows(name))
    assert near >= len(rows(name)) / 2


def test_there_are_enough_questions_of_every_subject_and_kind() -> None:
    asked, strange = rows("in_scope.jsonl"), rows("out_of_scope.jsonl")
    assert (len(asked) >= 150, len(strange) >= 100) == (True, True)
    assert {row["subject"] for row in asked} == SUBJECTS
    assert {row["kind"] for row in asked} == KINDS
    assert {(row["subject"], row["kind"]) for row in asked} == {(s, k) for s in SUBJECTS for k in KINDS}


@pytest.mark.parametrize("name", IN_SCOPE)
def test_at_least_half_of_the_questions_are_far_from_every_phrasing(name: str) -> None:
    phrasings = [fold(phrasing) for passage in content().passages for phrasing in passage.phrasings]
    asked = [fold(row["question"]) for row in rows(name)]
    best = process.cdist(asked, phrasings, scorer=fuzz.token_set_ratio).max(axis=1)
    copies = [row["id"] for row, likeness in zip(rows(name), best, strict=True) if likeness >= ALIKE]
    assert len(copies) <= len(asked) / 2, copies


def misses(judged: Iterable[Asked], *verdicts: str) -> str:
    """The shares and the questions with these verdicts, one a line."""
    judged = list(judged)
    told = [
        f"{item.gold.id} {item.verdict} ({item.reply.confidence:.2f}) {item.gold.question!r}: "
        f"{'/'.join(item.gold.passages) or '-'}, found {next((h.passage.id for h in item.reply.hits), '-')}"
        for item in judged
        if item.verdict in verdicts
    ]
    return "\n".join([gold.table(judged), *told])


@pytest.fixture(scope="module")
def in_scope(shipped: Assistant) -> list[Asked]:
    return list(gold.asked(shipped, gold.questions(GOLD / "in_scope.jsonl")))


@pytest.fixture(scope="module")
def out_of_scope(shipped: Assistant) -> list[Asked]:
    return list(gold.asked(shipped, gold.questions(GOLD / "out_of_scope.jsonl")))


def test_nine_in_ten_questions_in_scope_are_answered_right(in_scope: list[Asked]) -> None:
    assert gold.shares(in_scope)["right"] >= 0.90, misses(in_scope, "offered", "declined", "wrong")


def test_at_most_one_in_twenty_questions_in_scope_is_answered_wrong(in_scope: list[Asked]) -> None:
    assert gold.shares(in_scope)["wrong"] <= 0.05, misses(in_scope, "wrong")


def test_at_most_one_in_twenty_answers_in_scope_is_wrong(in_scope: list[Asked]) -> None:
    told = gold.shares(in_scope)
    assert told["wrong"] <= 0.05 * (told["right"] + told["wrong"]), misses(in_scope, "wrong")


def test_most_questions_out_of_scope_are_declined(out_of_scope: list[Asked]) -> None:
    told = gold.shares(out_of_scope)
    assert 1 - told["wrong"] >= 0.85, misses(out_of_scope, "wrong")


def test_short_questions_are_answered_right(shipped: Assistant) -> None:
    judged = list(gold.asked(shipped, gold.questions(GOLD / SHORT[0])))
    assert gold.shares(judged)["right"] >= 0.90, misses(judged, "offered", "declined", "wrong")
