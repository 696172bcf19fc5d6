import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from faq import Content, Passage
from retrieval import Assistant
from retrieval.asked import LONG as STORY
from retrieval.asked import SHORT
from retrieval.bm25 import ASKED, K1, K1_SAID, B
from retrieval.build import index_of
from retrieval.candidates import candidates
from retrieval.forms import STEPS
from retrieval.index import Index
from retrieval.query import query_of
from retrieval.records import Query
from retrieval.signals import SIGNALS, compared, signals
from retrieval.text import STOP, sentences, words
from tests.conftest import PIZZERIA, found, passage, pieces, pizzeria

WORDS = sorted(
    {"the", "oven", "stone"}
    | {word for p in PIZZERIA for said in (*p.phrasings, p.text) for word in said.split()}
)
TYPED = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join), st.text(max_size=60)
)
LONG = st.lists(st.sampled_from([*WORDS, "xylophone"]), min_size=9, max_size=24).map(" ".join)
ASKED_IN_PART = st.lists(
    st.sampled_from([said for p in PIZZERIA for said in (*p.phrasings, p.text)]), min_size=1, max_size=2
).map(" ".join)


@pytest.fixture(scope="module")
def esperanto() -> Index:
    return index_of(Content(pizzeria("eo")))


@pytest.fixture(scope="module")
def english() -> Index:
    """The pizzeria, and a passage under a title that says words twice."""
    oven = passage(
        "oven", "The oven, the hot oven?", "pizza pizza", answer="The oven. The stone oven is the oven."
    )
    return index_of(Content((*PIZZERIA, replace(oven, tags=("stone oven",), article_title="The pizza"))))


def rows(question: str, index: Index) -> list[tuple[int, dict[str, float]]]:
    """Each passage found, by its number, and its signals."""
    candidate = candidates(query_of(question, index), index)
    if candidate is None:
        return []
    table = signals(candidate, index).table.tolist()
    return [
        (number, dict(zip(SIGNALS, row, strict=True)))
        for number, row in zip(candidate.passages.tolist(), table, strict=True)
    ]


def told(question: str, index: Index) -> dict[str, dict[str, float]]:
    """The signals of each passage found, by the passage's id."""
    return {index.passages[number].id: values for number, values in rows(question, index)}


@given(TYPED)
@settings(deadline=None, max_examples=200)
def test_every_signal_of_any_text_is_a_share_before_it_is_rounded_into_one(
    waiter: Assistant, typed: str
) -> None:
    candidate = found(f"pizza {typed}", waiter.index)
    known = compared(candidate, waiter.index)
    for name, signal in SIGNALS.items():
        column = signal(known)
        assert column.shape == candidate.passages.shape, name
        most = 2 if name == "shared_words" else 1
        assert -1e-5 <= column.min() <= column.max() <= most + 1e-5, name
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


@given(typed=TYPED)
@settings(deadline=None, max_examples=80)
def test_letters_are_compared_as_rapidfuzz_does(english: Index, typed: str) -> None:
    index = english
    query = query_of(f"pizza {typed}", index)
    asked, terms = " ".join(query.words), " ".join(query.terms)
    for number, values in rows(f"pizza {typed}", index):
        wordings = [words(said) for said in index.passages[number].phrasings]
        ratios = {
            "fuzzy": [fuzz.token_sort_ratio(terms, " ".join(index.analyser.terms(w))) for w in wordings],
            "wording": [fuzz.ratio(asked, " ".join(folded)) for folded in wordings],
        }
        expected = {name: max(shares) / 100 for name, shares in ratios.items()}
        assert {name: values[name] for name in expected} == pytest.approx(expected, abs=1e-6)


@given(typed=TYPED)
@settings(deadline=None, max_examples=80)
def test_shared_words_are_told_in_letters_of_the_shorter_text(english: Index, typed: str) -> None:
    index = english
    query, read = query_of(f"pizza {typed}", index), pieces(index)
    letters = {index.analyser.term(word): len(word) + 1 for word in query.words}
    for number, values in rows(f"pizza {typed}", index):
        shares = []
        for said, terms in zip(index.passages[number].phrasings, read[number], strict=False):
            shared = sum(size for term, size in letters.items() if term in terms)
            shorter = min(sum(letters.values()), len(" ".join(words(said))) + 1)
            shares.append(2 * shared / (shared + shorter))
        assert values["shared_words"] == pytest.approx(min(1, max(shares)), abs=1e-6)


@given(typed=st.one_of(TYPED, LONG))
@settings(deadline=None, max_examples=80)
def test_words_are_compared_by_the_cosine(english: Index, typed: str) -> None:
    index, read = english, pieces(english)
    query = query_of(f"pizza {typed}", index)
    idf = dict(zip(index.vocabulary.terms, index.vocabulary.idf.tolist(), strict=True))
    plain = weighed(query.said, idf)
    told = {term: weight * meant(term, query, index) for term, weight in weighed(query.terms, idf).items()}
    for number, values in rows(f"pizza {typed}", index):
        whole = weighed([term for piece in read[number] for term in piece if term[0] != STOP], idf)
        nearest = max(cosine(plain, weighed(phrasing, idf)) for phrasing in read[number][:-1])
        expected = {"whole_text": cosine(told, whole), "said_phrasing": nearest**2}
        assert {name: values[name] for name in expected} == pytest.approx(expected, abs=1e-5)


def weighed(terms: Sequence[str], idf: Mapping[str, float]) -> dict[str, float]:
    """What each known term weighs that was said so often."""
    return {term: (1 + math.log(terms.count(term))) * idf[term] for term in terms if term in idf}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    product = sum(weight * other.get(term, 0.0) for term, weight in one.items())
    return product / (math.hypot(*one.values()) * math.hypot(*other.values()) or 1.0)


def meant(term: str, query: Query, index: Index) -> float:
    """What is left of a term's weight: in a long question everyday words are the story around it."""
    story = min(1.0, max(0.0, (len(query.terms) + len(query.unknown) - SHORT) / (STORY - SHORT)))
    number = index.vocabulary.numbers.get(term)
    return 1.0 if number is None else float(index.vocabulary.rarity[number]) ** story


@given(typed=st.one_of(TYPED, LONG))
@settings(deadline=None, max_examples=80)
def test_the_telling_words_are_weighed_by_bm25f(english: Index, typed: str) -> None:
    index, read = english, pieces(english)
    query = query_of(f"pizza {typed}", index)
    said = {term: odds(term, index) for term in query.said}
    bearing = {
        term: weight * meant(term, query, index)
        for term, weight in said.items()
        if term in index.vocabulary and term[0] != STOP
    }
    bearing |= dict.fromkeys(query.unknown, index.absent_odds)
    for number, values in rows(f"pizza {typed}", index):
        asked, text = [term for piece in read[number][:-1] for term in piece], read[number][-1]
        of_asked = {term: asked.count(term) / stretched(asked, index.usual_asked) for term in said}
        both = {
            term: ASKED * of_asked[term] + text.count(term) / stretched(text, index.usual_text)
            for term in said
        }
        expected = {
            "bm25": earned(both, bearing, K1),
            "said_bm25": earned(both, said, K1_SAID),
            "asked_bm25": earned(of_asked, said, K1),
        }
        assert {name: values[name] for name in expected} == pytest.approx(expected, abs=1e-5)


def odds(term: str, index: Index) -> float:
    """The idf of BM25 of a term, known or not."""
    number = index.vocabulary.numbers.get(term)
    return index.absent_odds if number is None else float(index.vocabulary.odds[number])


def stretched(terms: Sequence[str], usual: float) -> float:
    return 1 - B + B * len(terms) / usual


def earned(counts: Mapping[str, float], weights: Mapping[str, float], k1: float) -> float:
    """What counts earn, as a share of what they could at most."""
    told = sum(weight * counts.get(t, 0) / (counts.get(t, 0) + k1) for t, weight in weights.items())
    return told / (sum(weights.values()) or 1.0)


@given(typed=TYPED)
@settings(deadline=None, max_examples=80)
def test_forms_are_held_as_a_search_over_all_words_of_each_passage_says(english: Index, typed: str) -> None:
    index, read = english, pieces(english)
    query = query_of(f"pizza reservations {typed}", index)
    weights = {term: odds(term, index) for term in query.said}
    for number, values in rows(f"pizza reservations {typed}", index):
        asked = {term for piece in read[number][:-1] for term in piece}
        for name, held in (("forms_asked", asked), ("forms_said", asked.union(read[number][-1]))):
            best = {
                term: max((share for word, share in likeness(term, index) if word in held), default=0.0)
                for term in weights
            }
            expected = sum(weight * best[term] for term, weight in weights.items()) / sum(weights.values())
            assert values[name] == pytest.approx(expected, abs=1e-5), name


def likeness(term: str, index: Index) -> list[tuple[str, float]]:
    """The words of the content that look like a term, the term itself included."""
    terms, number = index.vocabulary.terms, index.vocabulary.numbers.get(term)
    near, shares = index.forms.near(term) if number is None else index.forms.of(number)
    found = [(terms[other], share / STEPS) for other, share in zip(near, shares, strict=True)]
    return found if number is None else [*found, (term, 1.0)]


@given(typed=st.one_of(TYPED, ASKED_IN_PART))
@settings(deadline=None, max_examples=150)
def test_neighbours_are_those_of_a_search_through_every_sentence(english: Index, typed: str) -> None:
    index = english
    query = query_of(f"pizza {typed}", index)
    for name, terms, most in (
        ("neighbours", query.terms, len(query.terms)),
        ("said_neighbours", query.said, len(query.words)),
    ):
        held = [side_by_side(p, index, all_words=name == "said_neighbours") for p in index.passages]
        known = [
            pair for pair in pairwise(terms) if pair[0] in index.vocabulary and pair[1] in index.vocabulary
        ]
        for number, values in rows(f"pizza {typed}", index):
            weight = sum(rare(pair, held) for pair in set(known) & held[number])
            expected = weight / (max(1, most - 1) * index.absent_idf)
            assert values[name] == pytest.approx(expected, abs=1e-3), name


def side_by_side(asked: Passage, index: Index, all_words: bool) -> set[tuple[str, str]]:
    """Terms that stand side by side in a phrasing or a sentence, grammar words perhaps left out."""
    read = index.analyser.every if all_words else index.analyser.terms
    said = [*asked.phrasings, *sentences(asked.text)]
    return {pair for piece in said for pair in pairwise(read(words(piece)))}


def rare(pair: tuple[str, str], held: Sequence[set[tuple[str, str]]]) -> float:
    """The smooth inverse document frequency of a pair."""
    return math.log((1 + len(held)) / (1 + sum(pair in own for own in held))) + 1


def test_neighbours_reach_over_no_end_of_a_sentence_and_over_no_title_or_tag() -> None:
    oven = passage("oven", "oven", answer="Stone burns. Wood smokes", language="eo")
    tagged = replace(oven, id="tagged", tags=("wood oven",), article_title="burns wood", text="Stone.\nWood")
    index = index_of(Content((oven, tagged)))
    for question, names in (
        ("burns wood", set()),
        ("stone wood", set()),
        ("wood oven", set()),
        ("stone burns", {"oven"}),
        ("wood smokes", {"oven"}),
    ):
        values = told(question, index)
        for name in ("neighbours", "said_neighbours"):
            assert {key for key, row in values.items() if row[name]} == names, (question, name)


@pytest.mark.parametrize("asked", PIZZERIA, ids=[asked.id for asked in PIZZERIA])
def test_a_passage_scores_best_by_its_own_phrasings(waiter: Assistant, asked: object) -> None:
    own = next(p for p in PIZZERIA if p is asked)
    for phrasing in own.phrasings:
        values = told(phrasing, waiter.index)
        for name in SIGNALS:
            best = max(row[name] for row in values.values())
            assert name == "whole_text" or values[own.id][name] == pytest.approx(best), (phrasing, name)


@pytest.mark.parametrize("letters", ["wording", "forms_asked", "forms_said"])
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
    owners = np.searchsorted(index.rows.first, nearest, "right") - 1
    assert owners.tolist() == candidate.passages.tolist()
