from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import fit
from benchmarks.families import Family
from benchmarks.fit import (
    BY_WORDS,
    FIRST,
    FOLDS,
    IN_SCOPE,
    RANKED_BY,
    RIVALS,
    SOFT,
    SUGGEST,
    WITH_MEANING,
    Told,
    Variant,
    first_hit,
    first_logit,
    fitted,
    in_scope_logit,
    score_weights,
)
from benchmarks.samples import Sample, sample
from benchmarks.sets import Question
from faq import Content
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.calibration import WORD_FOR_WORD
from retrieval.confidence import features
from retrieval.logit import Logit, probability
from retrieval.rank import ranking
from retrieval.risk import RISKS
from retrieval.signals import MEANING, SIGNALS
from retrieval.weights import Weight, Weights, read, shipped, written
from tests.conftest import pizzeria
from tests.meaning import Concepts, opened_as

EVEN = dict.fromkeys(RANKED_BY, Weight(1.0, 0.0, 0.0))


TORN = {"a table for the dog": ("reserve", "dog"), "internet on the pizza": ("wifi", "pineapple")}
"""Questions that two people judged, each another way: one of them must be disappointed."""


def hurried() -> tuple[Sample, ...]:
    """Every phrasing of the pizzeria as typed by someone in a hurry, torn ones, and some out of scope."""
    index = index_of(Content(pizzeria("eo")))
    asked = [Question(text[:-2], frozenset([p.id])) for p in index.passages for text in p.phrasings]
    asked += [Question(text, frozenset([name])) for text, names in TORN.items() for name in names]
    asked += [
        Question(f"{word} of the pizza oven", frozenset()) for word in ("history", "price", "colour", "owner")
    ]
    asked += [Question("xylophone", frozenset())]
    return tuple(sample(question, index) for question in asked)


def about() -> tuple[Sample, ...]:
    """The words of the answers, asked: what they say is not how they are headed."""
    index = index_of(Content(pizzeria("eo")))
    asked = [Question(f"so {p.text[: len(p.text) // 2]}", frozenset([p.id])) for p in index.passages]
    asked += [Question(f"is the {word} for the oven", frozenset()) for word in ("cat", "moon", "brick")]
    return tuple(sample(question, index) for question in asked)


@pytest.fixture(scope="module")
def family() -> Family:
    return Family("pizzeria", (hurried(),))


@pytest.fixture(scope="module")
def other() -> Family:
    return Family("about", (about(),))


@pytest.fixture(scope="module")
def weights(family: Family) -> Weights:
    return fitted([family], family, "a test")


def numbers(told: tuple[dict[str, Weight], Logit, Logit]) -> list[float]:
    """All that three models hold."""
    score, *logits = told
    found = [part for weight in score.values() for part in weight]
    for logit in logits:
        found += [logit.bias, *(part for term in logit.terms.values() for part in term)]
    return found


# The file


def test_fitting_twice_writes_the_same_file(family: Family, weights: Weights, tmp_path: Path) -> None:
    for name, made in (("one", weights), ("two", fitted([family], family, "a test"))):
        written(made, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert read(tmp_path / "one") == weights


def test_fitted_weights_are_complete(weights: Weights) -> None:
    assert tuple(weights.score) == RANKED_BY
    assert (tuple(weights.in_scope.terms), tuple(weights.first.terms)) == (IN_SCOPE, FIRST)
    assert (weights.fitted_on, weights.suggest) == ("a test", SUGGEST)
    assert tuple(threshold.risk for threshold in weights.thresholds) == RISKS
    assert np.isfinite(numbers((dict(weights.score), weights.in_scope, weights.first))).all()


def test_what_is_fitted_on_is_what_is_known_of_a_question(family: Family) -> None:
    told = next(first_hit(made, EVEN) for made in family.corpora[0])
    assert told is not None
    assert set(RANKED_BY) <= set(SIGNALS)
    assert {*IN_SCOPE, *FIRST} <= set(told[0])


def test_the_weights_that_ship_are_of_this_form() -> None:
    told = shipped()
    assert tuple(told.score) == RANKED_BY
    assert (tuple(told.in_scope.terms), tuple(told.first.terms)) == (IN_SCOPE, FIRST)
    assert (tuple(threshold.risk for threshold in told.thresholds), told.suggest) == (RISKS, SUGGEST)


# What they do


def test_fitted_weights_put_the_right_passage_first(family: Family, weights: Weights) -> None:
    told = [first_hit(made, weights.score) for made in family.corpora[0] if made.in_scope]
    right = [judged is not None and judged[1] for judged in told]
    torn = 2 * len(TORN)
    assert sum(right[:-torn]) >= 0.9 * len(right[:-torn])
    assert sum(right[-torn:]) == len(TORN)


def test_an_assistant_answers_by_fitted_weights(weights: Weights) -> None:
    waiter = Assistant(index_of(Content(pizzeria("eo"))), weights)
    asked = {"do you deliver to my home": "delivery", "wi-fi pasword": "wifi", "table for a place": "reserve"}
    assert {question: waiter.ask(question).hits[0].passage.id for question in asked} == asked


def test_questions_in_scope_are_surer_than_those_out_of_scope(family: Family, weights: Weights) -> None:
    told = [found for made in family.corpora[0] if (found := first_hit(made, weights.score))]
    sure = [
        probability(weights.in_scope.odds(known)) * probability(weights.first.odds(known))
        for known, *_ in told
    ]
    inside = [one for one, (*_, in_scope) in zip(sure, told, strict=True) if in_scope]
    outside = [one for one, (*_, in_scope) in zip(sure, told, strict=True) if not in_scope]
    assert np.mean(inside) > np.mean(outside) + 0.1


def test_the_first_hit_has_its_features_and_is_right_or_not(family: Family) -> None:
    for made in family.corpora[0]:
        if made.told is not None:
            ranked = ranking(made.told, EVEN)
            right = made.in_scope and bool(made.right[ranked.order[0]])
            assert first_hit(made, EVEN) == (features(ranked), right, made.in_scope)


def test_nothing_found_has_no_first_hit(family: Family) -> None:
    nothing = next(made for made in family.corpora[0] if made.told is None)
    assert first_hit(nothing, {}) is None


# Every family counts alike, and every corpus in it


def parts(families: Sequence[Family]) -> list[float]:
    """All parts of all weights of the score."""
    return [part for weight in score_weights(families).values() for part in weight]


def test_neither_questions_of_a_corpus_nor_corpora_of_a_family_count(family: Family, other: Family) -> None:
    known = pytest.approx(parts([family, other]), abs=0.1)
    assert parts([Family("twice", (family.corpora[0] * 2,)), other]) == known
    assert parts([Family("twice", family.corpora * 2), other]) == known
    assert parts([family, family, other]) != known


def heard(seed: int, sway: float) -> list[Told]:
    """First hits of which chance says much of whether they are right, and `score` a little."""
    chance = np.random.default_rng(seed)
    found: list[Told] = []
    for _ in range(1_000):
        known = dict(zip((*IN_SCOPE, *FIRST), chance.random(10).tolist(), strict=True))
        right = bool(chance.random() < 0.3 + sway * known["score"])
        found.append((known, right, right or bool(chance.random() < 0.5)))
    return found


@pytest.mark.parametrize("logit", [in_scope_logit, first_logit])
def test_they_count_for_no_log_odds_either(logit: Callable[[Sequence[Sequence[list[Told]]]], Logit]) -> None:
    mild, strong = heard(1, 0.1), heard(2, 0.6)

    def odds(*told: list[list[Told]]) -> list[float]:
        learnt = logit(told)
        return [learnt.odds(known) for known, *_ in mild[:50]]

    expected = pytest.approx(odds([mild], [strong]), abs=0.02)
    assert odds([mild * 3], [strong]) == expected
    assert odds([mild] * 3, [strong]) == expected
    assert odds([mild], [mild], [mild], [strong]) != expected


def test_a_question_without_candidates_changes_no_score(family: Family) -> None:
    nothing = next(made for made in family.corpora[0] if made.told is None)
    more = Family("more", ((*family.corpora[0], nothing),))
    assert score_weights([more]) == score_weights([family])


def test_questions_out_of_scope_change_no_score(family: Family) -> None:
    inside = Family("inside", (tuple(made for made in family.corpora[0] if made.in_scope),))
    assert score_weights([inside]) == score_weights([family])


def test_the_second_log_odds_are_of_questions_in_scope(family: Family) -> None:
    told = [[found for made in family.corpora[0] if (found := first_hit(made, EVEN))]]
    inside = [[found for found in told[0] if found[2]]]
    wrong = [[(found[0], place % 3 > 0, True) for place, found in enumerate(inside[0])]]
    strange = [found for found in told[0] if not found[2]]
    assert first_logit([[*map(list, wrong)]]) == first_logit([[wrong[0] + strange]])
    assert in_scope_logit([told]).terms.keys() == set(IN_SCOPE)


# The loss of the score


def lists(families: Sequence[Family]) -> fit._Lists:
    return fit._lists(families, RANKED_BY)


def test_the_lists_hold_each_question_that_tells_something_apart(family: Family, other: Family) -> None:
    found = lists([family, other])
    telling = [
        made
        for part in (family, other)
        for made in part.corpora[0]
        if made.told is not None and made.right.any() and not made.right.all()
    ]
    assert found.sizes.tolist() == [len(made.right) for made in telling]
    assert found.table.shape == (sum(found.sizes), 3 * len(RANKED_BY))
    assert int(found.right.sum()) == sum(int(made.right.sum()) for made in telling)
    assert found.weight.sum() == pytest.approx(1)
    count = len(lists([family]).sizes)
    assert found.weight[:count].sum() == pytest.approx(0.5)


def test_the_strongest_rivals_and_all_right_ones_are_kept(family: Family) -> None:
    made = next(made for made in family.corpora[0] if made.told is not None and made.right.any())
    assert made.told is not None
    rows = 40
    table = np.linspace(1, 0, rows, dtype=np.float32)[:, None] * np.ones(len(SIGNALS), np.float32)
    told = replace(made.told, table=table)
    right = np.zeros(rows, bool)
    right[[3, rows - 1]] = True
    found = fit._list(Sample(told, right, in_scope=True), RANKED_BY)
    assert found is not None
    assert (len(found[1]), np.flatnonzero(found[1]).tolist()) == (RIVALS + 1, [3, RIVALS])


@given(st.integers(0, 1_000))
@settings(max_examples=50, deadline=None)
def test_the_slope_of_the_loss_is_its_derivative(seed: int) -> None:
    chance = np.random.default_rng(seed)
    sizes = chance.integers(2, 6, 4)
    begins = np.cumsum([0, *sizes])[:-1]
    right = chance.random(sizes.sum()) < 0.3
    right[begins] = True
    weight = chance.random(4)
    made = fit._Lists(np.zeros((sizes.sum(), 1)), right, begins, weight / weight.sum())
    scores = chance.normal(0, 3, sizes.sum())
    step = 1e-5
    steps = step * np.eye(len(scores))
    numerical = [
        (fit._listwise(scores + each, made)[0] - fit._listwise(scores - each, made)[0]) / (2 * step)
        for each in steps
    ]
    assert fit._listwise(scores, made)[1].tolist() == pytest.approx(numerical, abs=1e-7)


def test_the_loss_is_minus_the_mean_log_of_the_share_of_the_right_ones() -> None:
    right = np.array([True, False, False, True, True])
    made = fit._Lists(np.zeros((5, 1)), right, np.array([0, 2]), np.array([0.25, 0.75]))
    scores = np.log([1.0, 3.0, 2.0, 4.0, 2.0])
    expected = -(0.25 * np.log(1 / 4) + 0.75 * np.log(6 / 8))
    assert fit._listwise(scores, made)[0] == pytest.approx(expected)
    assert fit._listwise(scores + 700, made)[0] == pytest.approx(expected)


def test_scores_far_apart_have_a_finite_loss() -> None:
    made = fit._Lists(np.zeros((2, 1)), np.array([True, False]), np.array([0]), np.array([1.0]))
    value, slope = fit._listwise(np.array([-2_000.0, 2_000.0]), made)
    assert np.isfinite([value, *slope]).all()


def test_the_right_ones_gain_by_the_fitted_score(family: Family) -> None:
    found = lists([family])
    told = score_weights([family])
    beta = np.array([part for column in zip(*told.values(), strict=True) for part in column])
    assert fit._listwise(found.table @ beta, found)[0] < 0.5 * fit._listwise(0 * found.table[:, 0], found)[0]


# The thresholds


def test_thresholds_come_from_every_own_question_left_out_once(family: Family, weights: Weights) -> None:
    asked = len(family.corpora[0])
    assert [threshold.asked for threshold in weights.thresholds] == [asked] * len(RISKS)
    confidences = [threshold.confidence for threshold in weights.thresholds]
    assert all(one >= other for one, other in pairwise(confidences))


def test_only_the_first_corpus_of_the_own_family_sets_thresholds(family: Family, other: Family) -> None:
    both = Family("own", (other.corpora[0], family.corpora[0]))
    assert {threshold.asked for threshold in fitted([family], both, "").thresholds} == {len(other.corpora[0])}


def test_a_question_is_judged_by_models_that_did_not_see_it(
    family: Family, other: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[int]] = []

    def spied(families: Sequence[Family], _variant: Variant) -> tuple[dict[str, Weight], Logit, Logit]:
        seen.append([id(made) for made in families[-1].corpora[0]])
        return EVEN, Logit(0.0, {}), Logit(0.0, {})

    monkeypatch.setattr(fit, "models", spied)
    fitted([other], family, "")
    asked = [id(made) for made in family.corpora[0]]
    assert seen[0] == asked
    assert len(seen) == 1 + FOLDS
    for fold, known in enumerate(seen[1:]):
        assert set(asked) - set(known) == set(asked[fold::FOLDS])


def test_a_question_asked_word_for_word_is_as_sure_as_an_answer_gets(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_of(Content(pizzeria("eo")))
    words = sample(Question("pets welcome", frozenset(["dog"])), index)
    nothing = sample(Question("xylophone", frozenset(["dog"])), index)
    bare = (EVEN, Logit(-9.0, {}), Logit(0.0, {}))
    monkeypatch.setattr(fit, "models", lambda *_: bare)
    known = next(made for made in family.corpora[0] if made.told is not None and not made.told.alike.any())
    told = [
        list(fit._left_out([], Family("own", ((made,),)), 0, BY_WORDS)) for made in (words, nothing, known)
    ]
    assert told[:2] == [[(WORD_FOR_WORD, True)], [(0.0, False)]]
    assert told[2][0][0] == pytest.approx(probability(-9.0) / 2)


# With meaning


def test_a_soft_signal_may_always_count_more_but_not_by_circumstance() -> None:
    stiff = WITH_MEANING.stiff().reshape(3, -1)
    soft = [name in MEANING for name in WITH_MEANING.ranked_by]
    assert set(stiff[0][soft]) == {SOFT}
    assert set(stiff[0][np.invert(soft)]) | set(stiff[1:].ravel()) == {WITH_MEANING.stiffness}
    assert set(BY_WORDS.stiff()) == {BY_WORDS.stiffness}


def test_weights_with_meaning_are_fitted_on_samples_with_meaning() -> None:
    with opened_as(Concepts()):
        own = Family("pizzeria", (hurried(),))
        found = fitted([own], own, "a test", WITH_MEANING)
    assert set(found.score) == {*RANKED_BY, *MEANING}
    assert found.score["meant"].always > 0
    assert set(found.in_scope.terms) == set(WITH_MEANING.in_scope)
