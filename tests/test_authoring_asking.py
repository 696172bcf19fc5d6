import random

import pytest

from authoring.hidden.asking import LOST, Found, asked, asker
from authoring.hidden.hiding import nothing_hidden
from faq import Content, GoldQuestion, Source
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.records import Outcome
from tests.conftest import passage, pizzeria
from tests.planted import town


def found(outcome: Outcome, *hits: str, right: tuple[str, ...] = ("dog",)) -> Found:
    return Found(GoldQuestion("pets?", right, "", "", Source("gold.csv", 2)), hits, outcome)


def test_the_rank_is_that_of_the_best_right_passage() -> None:
    assert found("answer", "cat", "dog", "cow").rank == 2
    assert found("answer", "cat", "dog", "cow", right=("cow", "dog")).rank == 2
    assert found("suggest", "cat", "cow").rank == LOST
    assert (found("abstain").rank, found("abstain").first) == (LOST, "")


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        (found("answer", "dog"), found("answer", "dog", "cat"), False),
        (found("answer", "dog"), found("suggest", "dog"), True),
        (found("suggest", "dog"), found("answer", "dog"), False),
        (found("suggest", "cat", "dog"), found("suggest", "cow", "cat", "dog"), True),
        (found("suggest", "cat", "dog"), found("answer", "cat", "dog"), True),
        (found("answer", "cat", "dog"), found("suggest", "cat", "dog"), False),
        (found("abstain", "cat"), found("abstain"), False),
        (found("abstain", "cat", right=()), found("answer", "cat", right=()), True),
        (found("answer", "cat", right=()), found("abstain", "cat", right=()), False),
    ],
)
def test_worse_is_a_lower_rank_or_a_poorer_outcome(before: Found, after: Found, worse: bool) -> None:
    assert after.is_worse_than(before) == worse


def test_an_authors_own_words_find_what_the_assistant_finds() -> None:
    content = town(random.Random(2), 25)
    assistant = Assistant(index_of(content))
    for each in asked(content, nothing_hidden(content).questions):
        reply = assistant.ask(each.question.question)
        assert (each.first, each.outcome) == (reply.hits[0].passage.id, reply.outcome)


def test_other_words_find_what_the_assistant_finds() -> None:
    content = Content(pizzeria("en"))
    assistant = Assistant(index_of(content))
    for question in ("is my dog welcome", "a pizza without cheese", "wifi", "zeppelin"):
        reply = assistant.ask(question)
        each = asker(content).found(GoldQuestion(question, ("dog",), "", "", Source("gold.csv", 2)))
        assert each.hits == tuple(hit.passage.id for hit in reply.hits)
        assert each.outcome == reply.outcome


def test_small_talk_finds_nothing_even_where_an_entry_has_the_words() -> None:
    hello = passage("hello", "hello there", answer="Hello!", language="eo")
    content = Content((passage("greeter", "hello there", answer="Mario.", language="eo"),), (hello,))
    (each,) = asked(content, nothing_hidden(content).questions)
    assert (each.hits, each.outcome) == ((), "abstain")


def test_an_empty_content_is_asked_nothing() -> None:
    assert list(asked(Content(()), [found("abstain").question])) == []
