"""Questions in wholly other words than the content: that they are what they claim to be."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from benchmarks.gold import PARAPHRASES
from faq import CONTENT, Content, GoldQuestion, Problem, load
from faq.gold import gold_questions
from retrieval.text import Analyser, fold

SUBJECTS = {"ai", "prompting", "networking"}
PARAPHRASED = "paraphrased"
NEAR, FAR = "near", "far"
SHARED = 1
"""Most terms that a question in scope should have in common with a phrasing of a right passage."""
APART = 220
"""Least number of questions that keep to it. All 240 did when they were written, and 29 shared no term;
phrasings added later may cost a few."""
ASKED_FOR = 200
"""Least number of passages that are the first right one of some question."""


@cache
def content() -> Content:
    return load(CONTENT)


@cache
def rows() -> tuple[GoldQuestion | Problem, ...]:
    ids = {passage.id for passage in content().passages} | set(content().formerly)
    return tuple(gold_questions(PARAPHRASES, ids))


def questions() -> list[GoldQuestion]:
    return [row for row in rows() if isinstance(row, GoldQuestion)]


def in_scope() -> list[GoldQuestion]:
    return [question for question in questions() if question.passages]


def out_of_scope() -> list[GoldQuestion]:
    return [question for question in questions() if not question.passages]


def places(found: Iterable[GoldQuestion]) -> list[str]:
    return [f"{row.source}: {row.question}" for row in found]


@cache
def phrased(name: str) -> tuple[frozenset[str], ...]:
    """The terms of each phrasing of a passage."""
    passage = next(passage for passage in content().passages if passage.id == name)
    return tuple(frozenset(analyser().analyse(phrasing)) for phrasing in passage.phrasings)


@cache
def analyser() -> Analyser:
    return Analyser("en", content().synonyms)


def shared(question: GoldQuestion) -> int:
    """The most terms that a question has in common with one phrasing of one right passage."""
    asked = set(analyser().analyse(question.question))
    names = (content().formerly.get(name, name) for name in question.passages)
    return max(len(asked & terms) for name in names for terms in phrased(name))


def test_nothing_is_wrong_with_the_file() -> None:
    assert [str(row) for row in rows() if isinstance(row, Problem)] == []


def test_there_are_enough_questions() -> None:
    assert len(in_scope()) >= 100
    assert len(out_of_scope()) >= 50


def test_questions_in_scope_are_paraphrases_of_every_subject() -> None:
    assert {(row.subject, row.kind) for row in in_scope()} == {(name, PARAPHRASED) for name in SUBJECTS}


def test_questions_out_of_scope_say_how_near_they_are_and_to_what() -> None:
    known = {(name, NEAR) for name in SUBJECTS} | {("other", FAR)}
    assert {(row.subject, row.kind) for row in out_of_scope()} == known


def test_at_least_half_of_the_questions_out_of_scope_are_near() -> None:
    asked = out_of_scope()
    assert sum(row.kind == NEAR for row in asked) >= len(asked) / 2


def test_nearly_every_passage_is_asked_for_and_none_often() -> None:
    counts = Counter(row.passages[0] for row in in_scope())
    assert len(counts) >= ASKED_FOR
    assert [name for name, count in counts.items() if count > 2] == []


def test_no_question_is_developed_on_too() -> None:
    known = {fold(row.question) for row in content().gold}
    assert places(row for row in questions() if fold(row.question) in known) == []


def test_questions_in_scope_share_hardly_a_term_with_any_phrasing_of_the_right_passages() -> None:
    close = [row for row in in_scope() if shared(row) > SHARED]
    assert len(in_scope()) - len(close) >= APART, "\n".join(places(close))
