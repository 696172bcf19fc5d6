from collections.abc import Sequence

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.bm25 import B, bm25_rows
from retrieval.vocabulary import Vocabulary
from tests.conftest import floats

TERMS = tuple("abcdef")
TEXT = st.lists(st.sampled_from(TERMS), max_size=9)
VOCABULARY = Vocabulary(TERMS, floats([1] * len(TERMS)), floats([1] * len(TERMS)))


def dense(fields: Sequence[tuple[float, Sequence[Sequence[str]]]], k1: float) -> list[list[float]]:
    """The rows with a place for every term."""
    rows = bm25_rows(fields, VOCABULARY, k1)
    table = np.zeros((len(rows), len(TERMS)), np.float32)
    for number in range(len(rows)):
        stretch = slice(rows.ptr[number], rows.ptr[number + 1])
        assert rows.ids[stretch].tolist() == sorted(set(rows.ids[stretch].tolist()))
        table[number, rows.ids[stretch]] = rows.weights[stretch]
    return table.tolist()


def textbook(fields: Sequence[tuple[float, Sequence[Sequence[str]]]], k1: float) -> list[list[float]]:
    """BM25F, term after term."""
    table = []
    for place in range(len(fields[0][1])):
        row = []
        for term in TERMS:
            told = 0.0
            for weight, texts in fields:
                mean = max(1.0, sum(map(len, texts)) / len(texts))
                told += weight * texts[place].count(term) / (1 - B + B * len(texts[place]) / mean)
            row.append(told / (told + k1))
        table.append(row)
    return table


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6), st.floats(0.1, 4), st.floats(0.1, 9))
@settings(deadline=None, max_examples=150)
def test_rows_are_those_of_the_textbook(
    pairs: list[tuple[list[str], list[str]]], k1: float, w: float
) -> None:
    fields = [(w, [asked for asked, _ in pairs]), (1.0, [text for _, text in pairs])]
    expected = textbook(fields, k1)
    for row, other in zip(dense(fields, k1), expected, strict=True):
        assert row == pytest.approx(other, abs=1e-6)


@given(st.lists(TEXT.filter(bool), min_size=2, max_size=6))
@settings(deadline=None, max_examples=60)
def test_rows_of_one_field_order_texts_as_bm25s_does(texts: list[list[str]]) -> None:
    peer = bm25s.BM25(k1=1.2, b=B, method="lucene", idf_method="lucene")
    peer.index(texts, show_progress=False)
    table = np.array(dense([(1.0, texts)], k1=1.2))
    for place, term in enumerate(TERMS):
        held = sum(term in text for text in texts)
        if held:
            idf = np.log(1 + (len(texts) - held + 0.5) / (held + 0.5))
            assert (idf * table[:, place]).tolist() == pytest.approx(
                peer.get_scores([term]).tolist(), abs=1e-5
            )


def test_a_word_said_twice_tells_more_but_not_twice_as_much() -> None:
    once, twice, often = (
        dense([(1.0, [["a"] * times + ["b"] * (9 - times)])], 1.2)[0][0] for times in (1, 2, 9)
    )
    assert once < twice < 2 * once
    assert twice < often < 1


def test_a_heavier_field_tells_more() -> None:
    texts = [["a"], ["b"]]
    light, heavy = (dense([(weight, texts), (1.0, [["b"], ["a"]])], 1.2)[0] for weight in (1.0, 4.0))
    assert light[0] == light[1]
    assert heavy[0] > heavy[1]


def test_texts_without_a_term_have_empty_rows() -> None:
    rows = bm25_rows([(1.0, [[], ["a"], []])], VOCABULARY, 1.2)
    assert (rows.ptr.tolist(), rows.ids.tolist()) == ([0, 0, 1, 1], [0])
