import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from faq import Content
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.candidates import candidates
from retrieval.index import Index
from retrieval.query import query_of
from retrieval.signals import SIGNALS, signals
from tests.conftest import PIZZERIA, found, passage, pizzeria

WORDS = sorted({word for p in PIZZERIA for said in (*p.phrasings, p.text) for word in said.split()})
TYPED = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join), st.text(max_size=60)
)


@pytest.fixture(scope="module")
def esperanto() -> Index:
    return index_of(Content(pizzeria("eo")))


def told(question: str, index: Index) -> dict[str, dict[str, float]]:
    """The signals of each passage found, by the passage's id."""
    candidate = candidates(query_of(question, index), index)
    if candidate is None:
        return {}
    table = signals(candidate, index).table
    return {
        index.passages[number].id: dict(zip(SIGNALS, row.tolist(), strict=True))
        for number, row in zip(candidate.passages, table, strict=True)
    }


@given(TYPED)
@settings(deadline=None, max_examples=200)
def test_every_signal_of_any_text_is_a_share_before_it_is_rounded_into_one(
    waiter: Assistant, typed: str
) -> None:
    candidate = found(f"pizza {typed}", waiter.index)
    for name, signal in SIGNALS.items():
        column = signal(candidate, waiter.index)
        assert column.shape == candidate.passages.shape, name
        assert -1e-5 <= column.min() <= column.max() <= 1 + 1e-5, name
    table = signals(candidate, waiter.index).table
    assert 0 <= table.min() <= table.max() <= 1


@given(order=st.permutations(range(len(PIZZERIA))), typed=TYPED)
@settings(deadline=None, max_examples=25)
def test_shuffling_the_corpus_changes_no_signal(esperanto: Index, order: list[int], typed: str) -> None:
    passages = pizzeria("eo")
    shuffled = index_of(Content(tuple(passages[place] for place in order)))
    first, second = told(typed, esperanto), told(typed, shuffled)
    assert first.keys() == second.keys()
    for name, values in first.items():
        assert second[name] == pytest.approx(values, abs=1e-5)


@given(typed=st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
@settings(deadline=None, max_examples=60)
def test_letters_are_compared_as_rapidfuzz_does(waiter: Assistant, typed: list[str]) -> None:
    index = waiter.index
    candidate = candidates(query_of(" ".join(typed), index), index)
    if candidate is None:
        return
    asked, terms = " ".join(candidate.query.words), " ".join(candidate.query.terms)
    for number, row in zip(candidate.passages, signals(candidate, index).table, strict=True):
        own = slice(index.first[number], index.first[number + 1])
        values = dict(zip(SIGNALS, row.tolist(), strict=True))
        ratios = {
            "fuzzy": [fuzz.token_sort_ratio(terms, one) for one in index.phrasings[own]],
            "wording": [fuzz.ratio(asked, one) for one in index.wordings[own]],
            "shared_words": [fuzz.token_set_ratio(asked, one) for one in index.wordings[own]],
        }
        expected = {name: max(shares) / 100 for name, shares in ratios.items()}
        assert {name: values[name] for name in expected} == pytest.approx(expected, abs=1e-6)


@given(typed=TYPED)
@settings(deadline=None, max_examples=80)
def test_forms_are_held_as_a_search_over_all_words_of_each_passage_says(
    waiter: Assistant, typed: str
) -> None:
    index, candidate = waiter.index, found(f"pizza reservations {typed}", waiter.index)
    table = signals(candidate, index).table
    weight = dict(zip(candidate.said.terms, candidate.said.weights.tolist(), strict=True))
    for name, rows in (("forms_asked", index.asked_said), ("forms_said", index.text_said)):
        for place, number in enumerate(candidate.passages):
            words = set(rows.ids[rows.ptr[number] : rows.ptr[number + 1]].tolist())
            held = sum(
                weight[term]
                * max((share for word, share in likeness(term, index) if word in words), default=0)
                for term in weight
            )
            value = table[place, list(SIGNALS).index(name)]
            assert value == pytest.approx(held / sum(weight.values()), abs=1e-5), name


def likeness(term: str, index: Index) -> list[tuple[int, float]]:
    """The words of the content that look like a term, the term itself included."""
    words, shares = index.forms.near(term)
    own = [(index.said.numbers[term], 1.0)] if term in index.said else []
    return [*zip(words.tolist(), shares.tolist(), strict=True), *own]


@pytest.mark.parametrize("asked", PIZZERIA, ids=[asked.id for asked in PIZZERIA])
def test_a_passage_scores_best_by_its_own_phrasings(waiter: Assistant, asked: object) -> None:
    own = next(p for p in PIZZERIA if p is asked)
    for phrasing in own.phrasings:
        values = told(phrasing, waiter.index)
        for name in SIGNALS:
            best = max(row[name] for row in values.values())
            assert name == "whole_text" or values[own.id][name] == pytest.approx(best), (phrasing, name)


@pytest.mark.parametrize("letters", ["wording", "forms_asked", "forms_said", "letters"])
def test_another_form_of_a_word_still_counts(letters: str) -> None:
    oven = passage("oven", "stoneoven", answer="Beech burns.", language="eo")
    wine = passage("wine", "redwine", answer="Stones are not drunk.", language="eo")
    values = told("stoneovens stones", index_of(Content((oven, wine))))
    assert 0 < values["oven"][letters] < 1 if "oven" in values else letters == "wording"
    assert "wine" in values


def test_grammar_words_tell_apart_what_the_words_with_a_meaning_do_not(waiter: Assistant) -> None:
    index = index_of(
        Content(
            (
                passage("may", "Can I order pizza?", answer="Yes."),
                passage("fails", "Why can't I order pizza?", answer="Ask the cook."),
            )
        )
    )
    values = told("tell me why can't I order a pizza", index)
    for name in ("said_bm25", "asked_bm25", "said_phrasing", "forms_asked", "said_neighbours"):
        assert values["fails"][name] > values["may"][name], name
    assert values["fails"]["neighbours"] == values["may"]["neighbours"] > 0


def test_a_word_that_turns_the_question_must_stand_in_the_passage() -> None:
    free = passage("free", "Is the water free?", answer="Water has no price.")
    hot = passage("hot", "Is the water hot?", answer="Water boils.")
    index = index_of(Content((free, hot)))
    assert {name: row["turning_held"] for name, row in told("water price and tax", index).items()} == {
        "free": 0.5,
        "hot": 0.0,
    }
    assert {row["turning_held"] for row in told("water", index).values()} == {1.0}


def test_unknown_words_lower_what_a_passage_holds_of_the_question(waiter: Assistant) -> None:
    plain, strange = (told(question, waiter.index)["dog"] for question in ("dog", "dog xylophone"))
    for name in ("bm25", "said_bm25", "asked_bm25", "forms_asked", "forms_said"):
        assert strange[name] < plain[name], name


@given(TYPED)
@settings(deadline=None, max_examples=60)
def test_the_nearest_phrasing_is_one_of_the_passages_own(waiter: Assistant, typed: str) -> None:
    index, candidate = waiter.index, found(f"pizza {typed}", waiter.index)
    nearest = signals(candidate, index).nearest
    owners = np.searchsorted(index.first, nearest, "right") - 1
    assert owners.tolist() == candidate.passages.tolist()
