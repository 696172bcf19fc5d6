from collections import Counter
from dataclasses import replace
from math import log

import numpy as np
import pytest
from minsearch import Index
from rapidfuzz import fuzz, utils

from benchmarks.peers import BOOSTS, PEERS, bm25, fuzzy, joined, minsearch, tfidf
from tests.conftest import PIZZERIA, passage

EVERY_PEER = pytest.mark.parametrize("name", PEERS)
OVENS = (
    passage("wood", "beech ash", answer="oak beech"),
    passage("gas", "gas", answer="blue"),
    passage("coal", "coal", answer="ash"),
)
"""Four words of wood, of gas and coal two each: lengths 4, 2 and 2."""


@EVERY_PEER
def test_a_peer_finds_what_is_asked_in_its_own_words(name: str) -> None:
    system = PEERS[name].system(PIZZERIA, "en")
    assert [system.ask(each.phrasings[0]).ids[0] for each in PIZZERIA] == [each.id for each in PIZZERIA]


@EVERY_PEER
@pytest.mark.parametrize("question", ["", " ?! ", "qqq zzz", "的", "a" * 5_000, "the of and"])
def test_a_peer_bears_any_question(name: str, question: str) -> None:
    scores = PEERS[name].build(PIZZERIA, "en")(question)
    assert (scores.shape, scores.dtype.name) == ((len(PIZZERIA),), "float64")
    assert np.isfinite(scores).all()
    assert scores.min() >= 0
    assert scores.max() <= 1 or not PEERS[name].bounded


@EVERY_PEER
@pytest.mark.parametrize("question", ["", " ?! "])
def test_a_question_without_words_scores_nothing(name: str, question: str) -> None:
    assert PEERS[name].build(PIZZERIA, "en")(question).tolist() == [0.0] * len(PIZZERIA)


@EVERY_PEER
def test_a_corpus_without_words_is_borne_too(name: str) -> None:
    empty = (passage("a", "?", answer="!"), passage("b", "…", answer="…"))
    assert PEERS[name].build(empty, "en")("anything").tolist() == [0.0, 0.0]


@EVERY_PEER
@pytest.mark.parametrize("language", ["de", "pt-br", "eo", "xx"])
def test_a_language_without_lists_loses_a_step_and_nothing_else(name: str, language: str) -> None:
    found = PEERS[name].build(PIZZERIA, language)("coeliac disease gluten")
    assert PIZZERIA[int(np.argmax(found))].id == "gluten"


def test_bm25_is_the_formula_of_lucene() -> None:
    def score(word: str, place: int) -> float:
        documents = [joined(each).split() for each in OVENS]
        holding = sum(word in document for document in documents)
        count, length = Counter(documents[place])[word], len(documents[place]) / np.mean([4, 2, 2])
        rarity = log(1 + (len(OVENS) - holding + 0.5) / (holding + 0.5))
        return rarity * count / (count + 1.5 * (1 - 0.75 + 0.75 * float(length)))

    wanted = [score("beech", place) + score("ash", place) for place in range(3)]
    assert bm25(OVENS, "eo")("beech ash lava").tolist() == pytest.approx(wanted)
    assert wanted[0] > wanted[2] > wanted[1] == 0


def test_bm25_drops_stop_words_and_stems() -> None:
    search = bm25(PIZZERIA, "en")
    assert search("the and of").tolist() == [0.0] * len(PIZZERIA)
    assert search("delivering").tolist() == search("delivers").tolist()


def test_tfidf_is_the_cosine_of_words_and_pairs() -> None:
    pair = (passage("a", "red wine", answer=""), passage("b", "red", answer=""))
    rare = log(3 / 2) + 1
    length = (1 + rare**2 + rare**2) ** 0.5
    assert tfidf(pair, "en")("red wine").tolist() == pytest.approx([1.0, 1 / length])
    assert tfidf(pair, "en")("wine").tolist() == pytest.approx([rare / length, 0.0])


def test_minsearch_orders_as_its_own_search_does() -> None:
    rows = [{"question": "\n".join(p.phrasings), "text": p.text, "id": p.id} for p in PIZZERIA]
    index = Index(text_fields=["question", "text"]).fit(rows)
    for each in PIZZERIA:
        own = index.search(each.text, boost_dict=dict(BOOSTS), num_results=len(PIZZERIA))
        assert PEERS["minsearch"].system(PIZZERIA, "en").ask(each.text).ids == tuple(p["id"] for p in own)


def test_minsearch_reads_the_title_of_an_article_as_its_section() -> None:
    titled = [passage("a", "Wood", answer="oak"), passage("b", "Wood", answer="oak")]
    titled[1] = replace(titled[1], article="b", article_title="Ovens")
    assert minsearch(titled, "en")("ovens").tolist() == pytest.approx([0.0, 0.5])


@pytest.mark.parametrize("scorer", ["token_set_ratio", "WRatio"])
def test_rapidfuzz_scores_the_nearest_phrasing_after_its_own_folding(scorer: str) -> None:
    ratio = getattr(fuzz, scorer)
    for question in ("When do you OPEN", "pets in the oven!", "pizza"):
        wanted = [
            max(ratio(question, text, processor=utils.default_process) for text in each.phrasings) / 100
            for each in PIZZERIA
        ]
        assert fuzzy(scorer, PIZZERIA, "en")(question).tolist() == pytest.approx(wanted)
