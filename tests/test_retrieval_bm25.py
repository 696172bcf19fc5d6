from collections.abc import Sequence
from itertools import chain

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq import Content
from retrieval import Assistant
from retrieval.bm25 import ASKED, K1_SAID, B, long, share
from retrieval.build import index_of
from retrieval.index import Index
from retrieval.postings import FULL, Postings
from tests.conftest import floats, pieces, pizzeria

TERMS = tuple("abcdef")
TEXT = st.lists(st.sampled_from(TERMS), max_size=9)


def counted(texts: Sequence[Sequence[str]]) -> list[list[float]]:
    """What each term counts in each text, long ones divided."""
    sizes = np.array(list(map(len, texts)))
    divisors = long(sizes, float(sizes.mean()))
    return [
        [text.count(term) / float(divisor) for term in TERMS]
        for text, divisor in zip(texts, divisors, strict=True)
    ]


@given(st.lists(TEXT.filter(bool), min_size=2, max_size=6))
@settings(deadline=None, max_examples=80)
def test_shares_of_one_field_weigh_texts_as_bm25s_does(texts: list[list[str]]) -> None:
    peer = bm25s.BM25(k1=1.2, b=B, method="lucene", idf_method="lucene")
    peer.index(texts, show_progress=False)
    table = share(floats(counted(texts)), 1.2)
    for place, term in enumerate(TERMS):
        held = sum(term in text for text in texts)
        if held:
            idf = np.log(1 + (len(texts) - held + 0.5) / (held + 0.5))
            assert (idf * table[:, place]).tolist() == pytest.approx(
                peer.get_scores([term]).tolist(), abs=1e-5
            )


def test_a_text_of_the_usual_size_is_divided_by_one_and_longer_ones_by_more() -> None:
    divisors = long(np.array([0, 5, 10, 20]), 10.0)
    assert divisors.tolist() == pytest.approx([1 - B, 1 - B / 2, 1.0, 1 + B])


@pytest.mark.parametrize("usual", [0.0, 0.3, 1.0])
def test_where_texts_say_nothing_a_word_is_the_usual_size(usual: float) -> None:
    assert long(np.array([0, 1]), usual).tolist() == pytest.approx([1 - B, 1.0])


def test_a_word_said_twice_tells_more_but_not_twice_as_much() -> None:
    none, once, twice, often = share(floats([0, 1, 2, 1_000]), 1.2).tolist()
    assert none == 0 < once < twice < 2 * once
    assert twice < often < 1


@given(st.floats(0.125, 50, width=32), st.sampled_from([1.2, 3.0]))
@settings(deadline=None)
def test_a_share_is_that_of_the_textbook(weight: float, k1: float) -> None:
    assert share(floats([weight]), k1).tolist() == pytest.approx([weight / (weight + k1)], rel=1e-5)


@pytest.mark.parametrize("language", ["en", "eo"])
def test_an_index_holds_the_whole_number_impacts_of_bm25f(language: str) -> None:
    index = index_of(Content(pizzeria(language)))
    postings = index.postings
    assert isinstance(postings, Postings)
    for term, (places, impacts) in zip(index.vocabulary.terms, postings.whole(), strict=True):
        expected = {number: max(1, FULL * told) for number, told in bm25f(term, index).items()}
        stored = dict(zip(places.tolist(), impacts.tolist(), strict=True))
        assert stored == pytest.approx(expected, abs=0.501), term


def bm25f(term: str, index: Index) -> dict[int, float]:
    """What a term tells of each passage that holds it: phrasings and text as two fields in one."""
    read = pieces(index)
    fields = [[list(chain(*own[:-1])) for own in read], [own[-1] for own in read]]
    told = [0.0] * len(read)
    for weight, field in zip((ASKED, 1.0), fields, strict=True):
        usual = sum(map(len, field)) / len(field)
        for number, terms in enumerate(field):
            told[number] += weight * terms.count(term) / (1 - B + B * len(terms) / usual)
    return {number: value / (value + K1_SAID) for number, value in enumerate(told) if value}


def test_words_of_the_phrasings_tell_more_than_words_of_the_text(waiter: Assistant) -> None:
    asked, text = bm25f("coeliac", waiter.index), bm25f("buckwheat", waiter.index)
    found = [
        waiter.index.postings.best(waiter.index.vocabulary.known([term]).numbers.tolist(), [1], 1)
        for term in ("coeliac", "buckwheat")
    ]
    assert [places.tolist() for places, _ in found] == [list(asked), list(text)] == [[2], [2]]
    assert found[0][1] > found[1][1]
