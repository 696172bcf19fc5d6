from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import Assistant, Reason
from retrieval.calibration import AS_SHIPPED
from retrieval.confidence import RIVALRY, features
from retrieval.explain import spoken
from retrieval.logit import Logit, Term
from retrieval.reasons import LEAST, WORDS, reasons, strongest
from retrieval.records import Part
from retrieval.signals import MEANING, SIGNALS
from retrieval.weights import shipped as shipped_weights
from tests.conftest import PIZZERIA, WEIGHTS, ranked

SAID = sorted({word for p in PIZZERIA for said in (*p.phrasings, p.text) for word in said.split()})
TYPED = st.lists(st.sampled_from([*SAID, "xylophone", "glutn"]), max_size=8).map(" ".join)
REASONS = st.lists(
    st.builds(
        Reason,
        st.sampled_from(["in scope", "this one"]),
        st.sampled_from(["bm25", "spread", "strangeness", "brevity"]),
        st.just("said before the parts are summed"),
        st.floats(-3, 3),
    ),
    max_size=9,
)
EVERY = Logit(0.0, dict.fromkeys((*SIGNALS, *RIVALRY), Term(1.0, 0.4)))
TAUGHT = replace(AS_SHIPPED, terms={"bm25": Term(2.0, 0.5), "brevity": Term(-1.0, 0.1)})


def test_there_are_words_for_every_feature_and_none_besides() -> None:
    assert set(WORDS) == {*SIGNALS, *MEANING, *RIVALRY}


def test_no_two_features_are_told_in_the_same_words() -> None:
    said = [words for pair in WORDS.values() for words in pair]
    assert sorted({words for words in said if said.count(words) > 1}) == []


@given(TYPED)
@settings(deadline=None, max_examples=80)
def test_the_reasons_are_the_strongest_first_and_add_up_to_the_odds(waiter: Assistant, typed: str) -> None:
    best, weights = ranked(f"pizza {typed}", waiter.index), shipped_weights()
    found, known = reasons(features(best), weights, TAUGHT), features(best)
    strengths = [abs(reason.weight) for reason in found]
    assert strengths == sorted(strengths, reverse=True)
    for part, odds in (
        ("in scope", weights.in_scope.odds(known) - weights.in_scope.bias),
        ("this one", weights.first.odds(known) - weights.first.bias),
        ("this content", sum(TAUGHT.contributions(known).values())),
    ):
        assert sum(reason.weight for reason in found if reason.part == part) == pytest.approx(odds)


@given(TYPED)
@settings(deadline=None, max_examples=60)
def test_a_feature_above_what_is_usual_is_told_in_other_words_than_one_below(
    waiter: Assistant, typed: str
) -> None:
    best = ranked(f"pizza {typed}", waiter.index)
    known, weights = features(best), replace(WEIGHTS, in_scope=EVERY, first=Logit(0.0, {}))
    said = {reason.name: reason.words for reason in reasons(features(best), weights, AS_SHIPPED)}
    assert said == {name: WORDS[name][0 if known[name] >= 0.4 else 1] for name in known}


def test_a_reply_has_the_reasons_for_its_first_hit(waiter: Assistant) -> None:
    plain = replace(waiter, weights=WEIGHTS)
    reply = plain.ask("vegan pizza")
    assert reply.reasons == reasons(features(ranked("vegan pizza", waiter.index)), WEIGHTS, AS_SHIPPED)
    assert {(reason.part, reason.name) for reason in reply.reasons} == {
        ("in scope", "score"),
        ("in scope", "strangeness"),
        ("this one", "spread"),
        ("this one", "strangeness"),
    }


@pytest.mark.parametrize("question", ["", "xylophone", "?"])
def test_without_a_hit_there_is_no_reason(waiter: Assistant, question: str) -> None:
    assert waiter.ask(question).reasons == ()


@given(REASONS, st.integers(0, 5))
def test_what_a_feature_adds_to_several_parts_is_told_once_as_their_sum(
    found: list[Reason], most: int
) -> None:
    told = strongest(found, most)
    names = {words: name for name, pair in WORDS.items() for words in pair}
    sums = {
        name: sum(r.weight for r in found if r.name == name) for name in ("bm25", "spread", "strangeness")
    }
    assert len({names[words] for words, _ in told}) == len(told) <= most
    assert all(weight == pytest.approx(sums[names[words]]) for words, weight in told)
    assert all(abs(weight) >= LEAST for _, weight in told)
    strengths = [abs(weight) for _, weight in told]
    assert strengths == sorted(strengths, reverse=True)
    left = [abs(weight) for name, weight in sums.items() if name not in {names[words] for words, _ in told}]
    weakest = min(strengths, default=3 * len(found)) if len(told) == most else LEAST
    assert max(left, default=0) <= weakest + 1e-9


@pytest.mark.parametrize(
    ("name", "weight", "place"),
    [("bm25", 1.0, 0), ("bm25", -1.0, 1), ("strangeness", -1.0, 0), ("strangeness", 1.0, 1)],
)
def test_words_say_in_which_direction_a_feature_moves_the_odds(name: str, weight: float, place: int) -> None:
    parts: tuple[Part, Part] = ("in scope", "this one")
    several = [Reason(part, name, "", weight / 2) for part in parts]
    assert strongest(several) == [(WORDS[name][place], weight)]


def test_what_is_the_same_for_every_question_is_not_told() -> None:
    assert strongest([Reason("in scope", "brevity", "", -2.0)]) == []


def test_the_terminal_tells_each_reason_once(waiter: Assistant) -> None:
    reply = replace(waiter, weights=WEIGHTS).ask("vegan pizza with xylophone")
    lines = spoken(reply, explain=True).splitlines()
    told = strongest(reply.reasons)
    assert [line for line in lines if line[:1] in "+-" and line[1:2].isdigit()] == [
        f"{weight:+.1f} {words}" for words, weight in told
    ]
    assert [lines.count(f"{weight:+.1f} {words}") for words, weight in told] == [1] * len(told)
    assert len(told) == 3
