import random
import secrets
from collections import Counter

import pytest

from authoring.alike.asked import kind
from authoring.alike.duplicates import duplicates
from faq import CONTENT, Content, load
from tests.careless import FERRY
from tests.conftest import PIZZERIA, passage
from tests.repeating import ASKED_OTHERWISE, REPEATED, repeated, repeats

SEED = secrets.randbelow(10**6)
"""Another one in each run."""
RECALL = 0.95
OF_A_KIND = 0.85
"""Of the few of one kind chance may miss more: a slip can hit the one telling word."""
FALSE = 0.05
SHIPPED = load(CONTENT)


def told(one: str, other: str) -> list[str]:
    """The levels of what is said of two questions with answers of their own."""
    asked = (
        passage("one", one, answer="Ask the baker, she is always up.", line=3),
        passage("two", "Is there a moon?", other, answer="Now and then a round one.", line=9),
    )
    return [finding.level for finding in duplicates(Content(asked))]


def test_both_questions_are_told_with_their_places() -> None:
    asked = (
        passage("dog", "May I bring my dog?", answer="Dogs get water.", line=3),
        passage("pets", "What about pets?", "may i bring my dog", answer="They are welcome.", line=9),
    )
    assert list(map(str, duplicates(Content(asked)))) == [
        "entries/pizzeria.md:3: warning: asks 'May I bring my dog?', the same as 'may i bring my dog' in "
        "entries/pizzeria.md:9; merge the two, or reword one so that it tells what is different"
    ]


def test_the_same_answer_below_two_questions_is_advice() -> None:
    answer = "The oven is lit at noon and cools down at midnight."
    asked = (
        passage("open", "When do you open?", answer=answer, line=1),
        passage("oven", "Is the oven warm?", answer=f"**{answer}**", line=2),
        passage("door", "Is the door open?", answer="Yes.", line=3),
        passage("cat", "Is the cat asleep?", answer="Yes.", line=4),
    )
    assert list(map(str, duplicates(Content(asked)))) == [
        "entries/pizzeria.md:1: advice: 'When do you open?' has nearly the same answer as 'Is the oven "
        "warm?' in entries/pizzeria.md:2; merge them, with the second question below 'Also asked:' of the "
        "first"
    ]


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("How do I reset my password?", "how do I reset my PASSWORD", "warning"),
        ("How do I reset my password?", "How can I reset the password?", "warning"),
        ("How do I reset my password?", "How do I reset my pasword?", "warning"),
        ("What is the price of a ticket?", "What is the cost of a ticket?", "warning"),
        ("How do I reset my password?", "reset password", "advice"),
        ("How do I cancel an order?", "Can I cancel an order?", "advice"),
        ("How do I reset a lost password?", "How do I reset a lost password quickly?", "advice"),
    ],
)
def test_questions_that_ask_the_same(one: str, other: str, level: str) -> None:
    assert told(one, other) == [level]
    assert told(other, one) == [level]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How does TCP close a connection?", "How does UDP close a connection?"),
        ("How long is an IPv4 address?", "How long is an IPv6 address?"),
        ("How many hosts fit in a /24 network?", "How many hosts fit in a /25 network?"),
        ("Can I log in with a key?", "Why can't I log in with a key?"),
        ("How far does Cat5e reach?", "How far does Cat6 reach?"),
        ("What happens on layer 2 of the model?", "What happens on layer 3 of the model?"),
        ("How do I turn on the alarm?", "How do I turn off the alarm?"),
        ("How do I enable pop-ups?", "How do I disable pop-ups?"),
        ("Where is my parcel?", "When is my parcel?"),
        ("How do I pay in Norway?", "How do I pay in Sweden?"),
    ],
)
def test_a_telling_word_makes_another_question(one: str, other: str) -> None:
    assert told(one, other) == []


def test_two_phrasings_of_one_entry_are_no_duplicates() -> None:
    asked = passage("dog", "May I bring my dog?", "may I bring the dog", answer="Dogs get water.")
    assert duplicates(Content((asked,))) == ()


def test_planted_duplicates_are_found_and_look_alikes_are_not() -> None:
    chance = random.Random(SEED)
    kinds = [*REPEATED, *ASKED_OTHERWISE]
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    odd = []
    for content, times, each in ((FERRY, 15, 2), (SHIPPED, 2, 6)):
        for _ in range(times):
            planted = repeats(content, chance.sample(kinds * each, len(kinds) * each), chance)
            told = {frozenset(f.passages): f.level for f in duplicates(repeated(content, planted))}
            for item in planted:
                level = told.get(frozenset((item.home, item.id)))
                right = level == "warning" if item.kind == "typed otherwise" else level is not None
                made[item.kind] += 1
                found[item.kind] += right
                odd += [str(item)] if right != (item.kind in REPEATED) else []
    message = "\n".join([f"seed {SEED}", *(f"{kind}: {found[kind]} of {made[kind]}" for kind in kinds), *odd])
    assert sum(made[kind] for kind in REPEATED) >= 100, message
    assert sum(found[kind] for kind in REPEATED) >= RECALL * sum(made[kind] for kind in REPEATED), message
    assert all(found[kind] >= OF_A_KIND * made[kind] for kind in REPEATED), message
    assert sum(found[kind] for kind in ASKED_OTHERWISE) <= FALSE * sum(
        made[kind] for kind in ASKED_OTHERWISE
    ), message


@pytest.mark.parametrize("content", [SHIPPED, FERRY, Content(PIZZERIA)], ids=["shipped", "ferry", "pizzeria"])
def test_good_content_is_left_in_peace(content: Content) -> None:
    found = [str(finding) for finding in duplicates(content) if finding.level == "warning"]
    assert len(found) <= 0.02 * len(content.passages), "\n".join(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Where do I pay?", "where"),
        ("my screen is black, why?", "why"),
        ("What is it and why?", "what"),
        ("define subnet", "what"),
        ("how far is it", "how much"),
        ("isn't it open?", "whether"),
        ("opening hours", ""),
        ("", ""),
    ],
)
def test_a_question_wants_an_answer_of_a_kind(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_nothing_is_found_in_nothing() -> None:
    assert duplicates(Content(())) == ()
