from collections.abc import Sequence
from dataclasses import replace

import pytest

from faq import Content, GoldQuestion, Passage, Source
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.calibration import AS_SHIPPED, Calibration
from retrieval.confidence import AGAINST, RIVALRY, judgement
from retrieval.index import Index
from retrieval.logit import Logit
from retrieval.risk import RISKS
from retrieval.selfcalibration import LEAST_GOLD, LEAST_QUESTIONS, calibrated
from retrieval.signals import SIGNALS
from retrieval.weights import Weights
from tests.conftest import PIZZERIA, WEIGHTS, passage, pizzeria, ranked

SHY = replace(WEIGHTS, in_scope=Logit(-3.0, {}), first=Logit(0.0, {}))
"""Weights that hardly believe any answer."""
BOLD = replace(WEIGHTS, in_scope=Logit(6.0, {}), first=Logit(6.0, {}))
"""Weights that believe every answer."""
STRANGE = ("history", "owner", "colour", "weight", "inventor", "temperature", "maker", "age")
THINGS = ("oven", "dough", "cook", "table", "pigeon")
WAYS = ("please tell me: {}", "{} thanks", "hey, {}", "{} (urgent)", "a question: {}")


def gold(question: str, *passages: str) -> GoldQuestion:
    return GoldQuestion(question, passages, "", "", Source("gold.csv", 2))


IN_SCOPE = [gold(way.format(said), p.id) for way in WAYS for p in PIZZERIA for said in p.phrasings]
OUT_OF_SCOPE = [gold(f"the {word} of your {thing}") for word in STRANGE for thing in THINGS]


def asked(questions: Sequence[GoldQuestion]) -> Index:
    """The pizzeria, with questions whose answer is known."""
    return index_of(Content(pizzeria("eo"), gold=tuple(questions)))


def menu(dishes: int, phrasing: str = "way {way} to serve {dish}", ways: int = 9) -> Index:
    """Dishes of names of their own, each asked for in several ways."""
    passages: list[Passage] = []
    for number in range(dishes):
        dish = f"{'bcdfgklmnp'[number % 10]}a{'rstvz'[number // 10 % 5]}oni{number}"
        phrasings = (phrasing.format(way=way, dish=dish, both=f"{dish}x{way}") for way in range(ways))
        passages.append(passage(dish, *phrasings, answer="Served hot.", language="eo"))
    return index_of(Content(tuple(passages)))


@pytest.fixture(scope="module")
def index() -> Index:
    return asked([*IN_SCOPE, *OUT_OF_SCOPE])


@pytest.fixture(scope="module")
def taught(index: Index) -> Calibration:
    """What the pizzeria teaches weights that hardly believe any answer."""
    return calibrated(index, SHY)


def sure(question: str, index: Index, weights: Weights, calibration: Calibration) -> float:
    return judgement(ranked(question, index, weights), weights, calibration).confidence


# Gold questions


def test_gold_questions_may_name_passages_by_former_ids(taught: Calibration) -> None:
    old = [
        replace(question, passages=tuple(f"old-{name}" for name in question.passages))
        for question in IN_SCOPE
    ]
    formerly = {f"old-{p.id}": p.id for p in PIZZERIA}
    renamed = index_of(Content(pizzeria("eo"), formerly=formerly, gold=(*old, *OUT_OF_SCOPE)))
    assert calibrated(renamed, SHY) == taught


def test_gold_questions_raise_a_confidence_that_was_too_low(index: Index, taught: Calibration) -> None:
    for question in (f"well, {said} okay" for p in PIZZERIA for said in p.phrasings):
        assert sure(question, index, SHY, AS_SHIPPED) < 0.05
        assert sure(question, index, SHY, taught) > 0.5, question


def test_gold_questions_lower_a_confidence_that_was_too_high(index: Index) -> None:
    learnt = calibrated(index, BOLD)
    for question in ("the shape of the oven", "the price of your dough", "a photo of the cook"):
        assert sure(question, index, BOLD, AS_SHIPPED) > 0.99
        assert sure(question, index, BOLD, learnt) < 0.5, question


def test_what_was_learnt_says_from_how_many_questions(taught: Calibration) -> None:
    assert taught.questions == len(IN_SCOPE) + len(OUT_OF_SCOPE) == 120
    assert taught.why == "learnt from gold questions, 80 in scope and 40 out of scope"
    assert tuple(row.risk for row in taught.thresholds) == RISKS
    assert {row.asked for row in taught.thresholds} == {120}


@pytest.mark.parametrize("weights", [SHY, WEIGHTS, BOLD])
def test_what_speaks_for_a_passage_is_never_learnt_to_speak_against_it(
    index: Index, weights: Weights
) -> None:
    """Every tenth question has a wrong answer, so that chance would teach wrong signs."""
    muddled = [
        replace(question, passages=("dog",) if place % 10 == 0 else question.passages)
        for place, question in enumerate((*IN_SCOPE, *OUT_OF_SCOPE))
    ]
    learnt = calibrated(replace(index, content=replace(index.content, gold=tuple(muddled))), weights)
    assert learnt.terms
    assert set(learnt.terms) <= {*SIGNALS, *RIVALRY}
    wrong = [name for name, term in learnt.terms.items() if (term.weight < 0) != (name in AGAINST)]
    assert wrong == []
    assert learnt.slope >= 0


def test_calibrating_twice_gives_the_same(index: Index, taught: Calibration) -> None:
    assert calibrated(index, SHY) == taught


def test_the_assistant_answers_by_what_the_content_has_taught(index: Index, taught: Calibration) -> None:
    shy = Assistant(index, SHY, risk=0.1)
    waiter = replace(shy, index=replace(index, calibration=taught))
    question = "well, do you deliver okay"
    assert (shy.ask(question).outcome, waiter.ask(question).outcome) == ("abstain", "answer")
    assert {reason.part for reason in waiter.ask(question).reasons} >= {"this content"}


def test_any_of_several_right_passages_is_right(index: Index) -> None:
    several = [replace(question, passages=("anchovy", *question.passages, "wine")) for question in IN_SCOPE]
    both = replace(index, content=replace(index.content, gold=(*several, *OUT_OF_SCOPE)))
    assert calibrated(both, SHY) == calibrated(index, SHY)


@pytest.mark.parametrize(("more", "fewer"), [(0, 1), (1, 0)])
def test_too_few_gold_questions_teach_nothing(more: int, fewer: int) -> None:
    known, strange = IN_SCOPE[: LEAST_GOLD[0] - fewer], OUT_OF_SCOPE[: LEAST_GOLD[1] - more]
    why = "2.0 phrasings an entry are too few to rehearse with"
    assert calibrated(asked([*known, *strange]), SHY) == replace(AS_SHIPPED, why=why)


def test_just_enough_gold_questions_teach() -> None:
    learnt = calibrated(asked([*IN_SCOPE[: LEAST_GOLD[0]], *OUT_OF_SCOPE[: LEAST_GOLD[1]]]), SHY)
    assert learnt.questions == sum(LEAST_GOLD)


def test_gold_questions_that_find_nothing_teach_that_nothing_is_found() -> None:
    strangers = [gold(f"qx{n}q zz{n}z", *(("dog",) if n % 3 else ())) for n in range(120)]
    learnt = calibrated(asked(strangers), SHY)
    assert (learnt.shift, learnt.slope, learnt.terms) == (0.0, 1.0, {})
    assert {row.answered for row in learnt.thresholds} == {0}


# Rehearsals


def test_a_rehearsal_raises_a_confidence_that_was_too_low_and_learns_no_terms() -> None:
    learnt = calibrated(index := menu(40), SHY)
    question = "way 99 to serve barsoni0"[:-8] + index.passages[3].id
    assert learnt.terms == {}
    assert sure(question, index, SHY, AS_SHIPPED) < 0.05
    assert sure(question, index, SHY, learnt) > 0.5
    assert learnt.why == "learnt from a rehearsal, where 100% of 120 hidden phrasings found their entry"
    assert (learnt.questions, tuple(row.risk for row in learnt.thresholds)) == (160, RISKS)


def test_a_rehearsal_gives_the_same_calibration_twice() -> None:
    assert calibrated(menu(30), WEIGHTS) == calibrated(menu(30), WEIGHTS)


def test_too_few_phrasings_keep_the_shipped_confidence_and_say_so() -> None:
    why = "2.9 phrasings an entry are too few to rehearse with"
    content = Content((*menu(9, ways=3).passages, *menu(1, ways=2).passages))
    assert calibrated(index_of(content), WEIGHTS) == replace(AS_SHIPPED, why=why)


def test_too_few_entries_keep_the_shipped_confidence_and_say_so() -> None:
    few = calibrated(menu(16), WEIGHTS)
    assert LEAST_QUESTIONS == 50
    assert few == replace(AS_SHIPPED, why="48 hidden phrasings are too few to learn from")


def test_phrasings_that_differ_too_much_keep_the_shipped_confidence_and_say_so() -> None:
    kept = calibrated(menu(40, phrasing="{both}"), WEIGHTS)
    assert kept == replace(AS_SHIPPED, why=kept.why)
    assert kept.why.startswith("only ")
    assert kept.why.endswith("% of the hidden phrasings found their entry, so they are no measure")
