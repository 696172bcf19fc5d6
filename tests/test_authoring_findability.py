"""Findability, on corpora with known defects: drawn anew at each run, from a seed that a failure names."""

import random
import secrets
from collections import Counter
from dataclasses import replace

import pytest

from authoring.hidden.asking import LOST
from authoring.hidden.findability import DOING, Findability, findability, findings, portable
from authoring.hidden.hiding import folds
from authoring.records import Finding
from faq import Content, Source, load
from retrieval import Assistant
from retrieval.build import index_of
from tests.conftest import passage, pizzeria
from tests.planted import Planted, planted, town

SEED = secrets.randbelow(10**9)
RECALL = 0.95
FALSE = 0.02
"""Share of the entries without a defect that may be warned of."""


def warnings(told: Findability) -> list[frozenset[str]]:
    """The entries of each warning."""
    return [frozenset(each.passages) for each in findings(told) if each.level == "warning"]


def unseen(known: Planted, told: Findability) -> list[list[str]]:
    """Defects that no warning names."""
    named = warnings(told)
    return [sorted(pair) for pair in known.defects if pair not in named]


def suspected(known: Planted, told: Findability) -> list[list[str]]:
    """Warnings of entries without a defect."""
    guilty = frozenset().union(*known.defects)
    return [sorted(pair) for pair in warnings(told) if not pair & guilty]


@pytest.fixture(scope="module")
def village() -> Planted:
    chance = random.Random(SEED)
    return planted(town(chance, 60), chance, each=8, innocent=12)


@pytest.fixture(scope="module")
def told(village: Planted) -> Findability:
    return findability(village.content)


def test_planted_defects_are_warned_of(village: Planted, told: Findability) -> None:
    missed = unseen(village, told)
    assert len(village.defects) >= 20
    assert len(missed) <= (1 - RECALL) * len(village.defects), f"seed {SEED}: {missed}"


def test_entries_that_only_look_alike_are_not_warned_of(village: Planted, told: Findability) -> None:
    named = [sorted(pair) for pair in warnings(told) if pair & village.innocent]
    assert (len(village.innocent), named) == (24, []), f"seed {SEED}"


def test_entries_without_a_defect_are_hardly_warned_of(village: Planted, told: Findability) -> None:
    wrong = suspected(village, told)
    assert len(wrong) <= FALSE * len(village.content.passages), f"seed {SEED}: {wrong}"


def test_defects_planted_among_the_shipped_entries_are_warned_of() -> None:
    chance = random.Random(SEED)
    known = planted(load(), chance, each=7, innocent=8)
    told = findability(known.content, most=300)
    missed, wrong = unseen(known, told), suspected(known, told)
    assert len(missed) <= (1 - RECALL) * len(known.defects), f"seed {SEED}: {missed}"
    assert len(wrong) <= FALSE * len(known.content.passages), f"seed {SEED}: {wrong}"
    assert not {name for pair in wrong for name in pair} & known.innocent, f"seed {SEED}"


def test_every_phrasing_is_asked_while_it_is_hidden(village: Planted, told: Findability) -> None:
    hidden = Counter(each.question for fold in folds(village.content) for each in fold.questions)
    asked = Counter(each.question.question for entry in told.entries for each in entry.found)
    assert asked == hidden
    assert told.asked == told.phrasings == hidden.total()


def test_what_is_found_is_what_the_assistant_finds_without_the_phrasing(
    village: Planted, told: Findability
) -> None:
    fold = told.folds[0]
    assistant = Assistant(index_of(fold.rest(village.content)))
    chance = random.Random(SEED)
    for each in chance.sample(told.found[0], 12):
        hits = [hit.passage.id for hit in assistant.ask(each.question.question).hits]
        assert list(each.hits) in (hits, hits[:1]), f"seed {SEED}: {each}"


def test_the_counts_of_an_entry_are_those_of_its_phrasings(told: Findability) -> None:
    for entry in told.entries:
        ranks = [each.rank for each in entry.found]
        assert (entry.first, entry.among) == (ranks.count(1), len(ranks) - ranks.count(LOST))
        assert [each.rank for each in entry.misses] == sorted(
            (rank for rank in ranks if rank > 1), reverse=True
        )
        assert entry.shadow[1] == max(Counter(each.first for each in entry.misses).values(), default=0)
    assert told.first == sum(entry.first for entry in told.entries) / told.asked
    assert told.among == sum(entry.among for entry in told.entries) / told.asked


def test_of_a_large_content_as_many_phrasings_are_asked_as_are_wanted(village: Planted) -> None:
    content = portable(replace(village.content, passages=village.content.passages[:30]))
    told = findability(content, most=20)
    assert (told.asked, told.phrasings) == (20, len([q for f in folds(content) for q in f.questions]))
    assert findability(content, most=None).asked == told.phrasings


def test_the_same_content_is_found_in_the_same_way_again() -> None:
    content = Content(pizzeria("eo"))
    assert findability(content) == findability(content)


def test_progress_is_told_from_nothing_to_all_of_it() -> None:
    heard: list[tuple[str, int, int]] = []
    told = findability(Content(pizzeria("eo")), lambda *said: heard.append(said))
    jobs = len(told.folds) + 1
    assert heard == [(DOING, done, jobs) for done in range(jobs + 1)]


def test_a_content_without_entries_is_found_by_nobody() -> None:
    told = findability(Content(()))
    assert (told.entries, told.asked, told.first, told.among, list(findings(told))) == ((), 0, 0.0, 0.0, [])


# What is said


MENU = (
    passage("hours", "When do you open?", "opening hours", answer="At noon.", language="eo", line=3),
    passage("late", "How late may I come?", "Opening hours!", answer="Until ten.", language="eo", line=9),
    passage("dog", "May I bring a dog?", answer="On a lead.", language="eo", line=14),
)


def of(content: Content, name: str) -> list[Finding]:
    """The findings whose entry it is."""
    return [found for found in findings(findability(content)) if found.passages[0] == name]


def test_an_entry_that_loses_its_own_question_is_told_to_which() -> None:
    assert of(Content(MENU), "late") == [
        Finding(
            "warning",
            "findability",
            Source("entries/pizzeria.md", 9),
            "shadowed by #hours: its own 'Opening hours!' finds that first",
            "leave that wording to one of the two, or merge them",
            ("late", "hours"),
        )
    ]


def test_an_entry_that_is_asked_in_one_way_is_advised_to_have_more() -> None:
    assert of(Content(MENU), "dog") == [
        Finding(
            "advice",
            "findability",
            Source("entries/pizzeria.md", 14),
            "is asked in one way only",
            "add two or three other ways to ask, in visitors' words",
            ("dog",),
        )
    ]


def test_a_phrasing_that_is_small_talk_is_said_to_find_nothing() -> None:
    hello = passage("hello", "hello there", answer="Hello!", language="eo")
    greeter = passage("greeter", "Who is at the door?", "hello there", answer="Mario.", language="eo")
    (found,) = of(Content((*MENU, greeter), smalltalk=(hello,)), "greeter")
    assert (found.level, found.passages) == ("warning", ("greeter",))
    assert found.what == "'hello there' finds no entry, or is taken for small talk"


def test_an_answer_given_twice_is_a_shadow_where_the_questions_are_the_same_too() -> None:
    said = "The kitchen takes orders until half an hour before the doors are closed for the night."
    one = passage("last", "When is the last order?", "order until when", answer=said, language="eo")
    again = passage("order", "the last order", "order until", answer=said, language="eo", line=20)
    (found,) = of(Content((*MENU, one, again)), "order")
    assert (found.level, found.passages) == ("warning", ("order", "last"))
    assert found.what == "shadowed by #last: it says nearly the same as that entry"


def test_an_answer_given_twice_to_different_questions_is_worth_advice_only() -> None:
    said = "The kitchen takes orders until half an hour before the doors are closed for the night."
    one = passage("last", "When is the last order?", "final call", answer=said, language="eo")
    again = passage("cook", "Who cooks here?", "chef at work", answer=said, language="eo", line=20)
    (found,) = of(Content((*MENU, one, again)), "cook")
    assert (found.level, found.what) == ("advice", "says nearly the same as #last")


def test_an_entry_whose_every_phrasing_is_far_from_the_others_is_said_to_be_seldom_found() -> None:
    ways = ("lions roar", "bassoon reeds", "seven purple hats", "mend kettles", "train from Ulm")
    lost = passage("lost", *ways, answer="Nobody knows.", language="eo", line=30)
    (found,) = of(Content((*MENU, lost)), "lost")
    assert (found.level, found.source.line) == ("warning", 30)
    assert found.what.startswith("only 0 of 5 phrasings, hidden in turn, find it among the first five: ")


def test_what_was_tried_takes_the_place_of_general_advice() -> None:
    told = findability(Content(MENU))
    before, after = list(findings(told)), list(findings(told, {"dog": "ask the cook"}))
    assert [each.remedy for each in after if each.passages == ("dog",)] == ["ask the cook"]
    assert [each for each in after if each not in before] == [
        each for each in after if each.passages == ("dog",)
    ]
