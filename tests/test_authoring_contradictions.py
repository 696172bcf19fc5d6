import random
import secrets
import time
from collections import Counter

import pytest

from authoring.alike.contradictions import contradictions
from authoring.records import Finding
from faq import CONTENT, Content, load
from tests.altering import CONTRADICTIONS, LOOK_ALIKES
from tests.careless import FERRY, Plant, grown, plants
from tests.conftest import PIZZERIA, passage

SEED = secrets.randbelow(10**6)
"""Another one in each run."""
RECALL = 0.95
FALSE = 0.05
SHIPPED = load(CONTENT)
CABLES = "What can the cables do?"


def told(one: str, other: str, first: str = CABLES, second: str = "What lies in the cellar?") -> list[str]:
    """What is said of two sentences in two entries."""
    said = passage("one", first, answer=one, line=3), passage("two", second, answer=other, line=9)
    return [f"{finding}" for finding in contradictions(Content(said))]


def test_both_sentences_are_quoted_with_their_places_and_what_differs() -> None:
    assert told("A copper cable reaches 100 metres at most.", "A copper cable reaches up to 90 metres.") == [
        "entries/pizzeria.md:3: warning: 'A copper cable reaches 100 metres at most.' says '100 metres' "
        "where entries/pizzeria.md:9 says '90 metres': 'A copper cable reaches up to 90 metres.'; "
        "keep what is true in both"
    ]
    assert told(
        "The loaded trolley fits through the cellar door.",
        "The loaded trolley does not fit through the cellar door.",
    ) == [
        "entries/pizzeria.md:3: warning: 'The loaded trolley fits through the cellar door.' does not say "
        "'not' where entries/pizzeria.md:9 does: 'The loaded trolley does not fit through the cellar door.'; "
        "keep what is true in both"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Old copper cables reach 100 metres.", "Old copper cables reach one hundred and ten metres."),
        ("The cable drum weighs 12 kg when full.", "When full, the cable drum weighs 12 tonnes."),
        (
            "The tester needs version 1.2 of the firmware.",
            "For the firmware, the tester requires version 1.3.",
        ),
        (
            "The old cellar lights were rewired on 3 May 2019.",
            "As far as we know, the old cellar lights were rewired on 5 May 2019.",
        ),
        ("The patch panel opens at 8:30.", "Remember: the patch panel opens at 9 am."),
        ("Guests can use the patch panel.", "Guests cannot use the patch panel."),
        ("Guests are always welcome in the server room.", "Guests are never welcome in the server room."),
        ("The patch panel is locked at night.", "The patch panel isn't locked at night."),
        ("There is no light in the cellar corridor.", "There is light in the cellar corridor."),
        ("Only electricians may open the cabinet.", "Electricians may open the cabinet."),
        ("The printer has the address 10.0.0.7.", "The printer has the address 10.0.0.9."),
        ("The tunnel needs a prefix of /56.", "The tunnel needs a prefix of /64."),
        ("Your drum holds three spare cables.", "Your drum holds 4 spare cables."),
    ],
)
def test_one_fact_that_differs_is_a_contradiction(one: str, other: str) -> None:
    assert len(told(one, other)) == 1
    assert len(told(other, one)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cat5e carries 1 Gbit/s up to 100 metres.", "Cat6a carries 10 Gbit/s up to 100 metres."),
        ("Cat5e cables reach 100 metres.", "Cat8 cables reach 30 metres."),
        ("The upload limit for free accounts is 5 MB.", "The download limit for free accounts is 10 MB."),
        ("A parcel for Norway weighs 2 kg at most.", "A parcel for Sweden weighs 5 kg at most."),
        ("Guests can use the patch panel.", "Guests cannot use the server room."),
        ("The archive of old files holds 1 GB.", "The archive of old files holds 1,000 MB."),
        ("The garden path is 1 km long.", "The garden path is 1000 m long."),
        ("The drum holds three spare cables.", "The drum holds 3 spare cables."),
        ("Layer 2 moves frames between neighbours.", "Layer 3 moves frames between neighbours."),
        ("Port 80 belongs to the web server.", "Port 443 belongs to the web server."),
        ("Suppose the cable drum weighs 12 kg.", "Suppose the cable drum weighs 20 kg."),
        ("For example, our cable drum weighs 12 kg.", "Our cable drum weighs 20 kg."),
        ("Does the cable drum weigh 12 kg?", "The cable drum weighs 20 kg."),
        ("| Thing |\n| --- |\n| The cable drum weighs 12 kg. |", "The cable drum weighs 20 kg."),
        ("```\nThe cable drum weighs 12 kg.\n```", "The cable drum weighs 20 kg."),
        ("It has 32 bits.", "It has 128 bits."),
        ("The cable drum does not weigh more than 12 kg.", "The cable drum weighs 12 kg at most."),
    ],
)  # fmt: skip
def test_what_speaks_of_two_things_or_says_the_same_is_none(one: str, other: str) -> None:
    assert told(one, other) == []


def test_an_entry_may_weigh_two_things_against_each_other() -> None:
    answer = "The cable drum weighs 12 kg. In winter the cable drum weighs 14 kg."
    assert contradictions(Content((passage("drum", "How heavy is it?", answer=answer),))) == ()


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (
            "100 metres.",
            "At most 90 metres.",
            "says '100 metres' where entries/pizzeria.md:9 says '90 metres'",
        ),
        ("Yes, and cheaply.", "No. Not at all.", "says 'Yes' where entries/pizzeria.md:9 says 'No'"),
    ],
)
def test_answers_to_the_same_question_are_compared_however_short(one: str, other: str, differs: str) -> None:
    found = told(one, other, "How far may a cable reach?", "how far may the cable reach")
    assert [differs in finding for finding in found] == [True]


def test_other_words_for_the_same_thing_are_those_of_the_content() -> None:
    said = (
        passage("one", CABLES, answer="A large language model reads 4,000 tokens at once."),
        passage("two", "Who reads?", answer="An LLM reads 8,000 tokens at once.", line=2),
    )
    assert contradictions(Content(said)) == ()
    assert len(contradictions(Content(said, synonyms=(("LLM", "large language model"),)))) == 1


def test_planted_contradictions_are_found_and_look_alikes_are_not() -> None:
    chance = random.Random(SEED)
    kinds = [*CONTRADICTIONS, *LOOK_ALIKES]
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    odd = []
    for content, times, each in ((FERRY, 18, 2), (SHIPPED, 1, 12)):
        for _ in range(times):
            planted = plants(content, chance.sample(kinds * each, len(kinds) * each), chance)
            findings = contradictions(grown(content, planted))
            for plant in planted:
                flagged = any(concerns(finding, plant) for finding in findings)
                made[plant.kind] += 1
                found[plant.kind] += flagged
                odd += [str(plant)] if flagged != (plant.kind in CONTRADICTIONS) else []
    message = "\n".join([f"seed {SEED}", *(f"{kind}: {found[kind]} of {made[kind]}" for kind in kinds), *odd])
    assert all(made[kind] >= 25 for kind in kinds), message
    assert all(found[kind] >= RECALL * made[kind] for kind in CONTRADICTIONS), message
    assert sum(found[kind] for kind in LOOK_ALIKES) <= FALSE * sum(made[kind] for kind in LOOK_ALIKES), (
        message
    )


def concerns(finding: Finding, plant: Plant) -> bool:
    """Whether a finding is about a plant, not about another one between the same two passages."""
    return {*finding.passages} == {plant.home, plant.host} and plant.text[-25:].rstrip(" |") in finding.what


@pytest.mark.parametrize("content", [SHIPPED, FERRY, Content(PIZZERIA)], ids=["shipped", "ferry", "pizzeria"])
def test_good_content_is_left_in_peace(content: Content) -> None:
    found = contradictions(content)
    assert len(found) <= 0.02 * len(content.passages), "\n".join(map(str, found))


def test_nothing_is_found_in_nothing() -> None:
    assert contradictions(Content(())) == ()


def nonsense(chance: random.Random, entries: int) -> Content:
    """Entries of random words: four sentences each, every one with a number."""
    names = ["".join(chance.choices("bdfgklmnprst", k=3)) + chance.choice("aeiou") for _ in range(900)]
    said = [
        " ".join(
            f"The {' '.join(chance.choices(names, k=5))} has {chance.randrange(99)} legs." for _ in range(4)
        )
        for _ in range(entries)
    ]
    return Content(
        tuple(
            passage(f"e{n}", f"What is a {chance.choice(names)} {chance.choice(names)}?", answer=text, line=n)
            for n, text in enumerate(said, start=1)
        )
    )


def test_a_thousand_entries_take_seconds() -> None:
    content = nonsense(random.Random(SEED), 1_000)
    start = time.process_time()
    contradictions(content)
    assert time.process_time() - start < 10
