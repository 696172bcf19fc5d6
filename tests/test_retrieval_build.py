import math
from pathlib import Path

import numpy as np
import pytest

from faq import Content, ContentError
from retrieval.build import BM25_B, BM25_K1, PHRASINGS_SHARE, built, index_of
from retrieval.index import Index
from retrieval.rows import Rows
from tests.conftest import passage, pizzeria


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(Content(pizzeria("eo")))


def row(rows: Rows, number: int, terms: tuple[str, ...]) -> dict[str, float]:
    """A row by its terms."""
    stretch = slice(rows.ptr[number], rows.ptr[number + 1])
    named = [terms[place] for place in rows.ids[stretch]]
    return dict(zip(named, rows.weights[stretch].tolist(), strict=True))


def told(index: Index) -> list[list[str]]:
    """All terms of each passage: its phrasings, then what it says."""
    return [
        [
            term
            for said in (*p.phrasings, p.article_title, *p.tags, p.text)
            for term in index.analyser.analyse(said)
        ]
        for p in index.passages
    ]


def test_bm25_weights_are_those_of_the_textbook(index: Index) -> None:
    documents = told(index)
    mean = sum(map(len, documents)) / len(documents)
    for number, document in enumerate(documents):
        expected = {}
        for term in document:
            tf = document.count(term)
            saturation = BM25_K1 * (1 - BM25_B + BM25_B * len(document) / mean)
            expected[term] = tf / (tf + saturation)
        assert row(index.text_bm25, number, index.vocabulary.terms) == pytest.approx(expected, abs=1e-6)


def test_idf_is_the_smooth_one_of_scikit_learn(index: Index) -> None:
    documents = told(index)
    held = [sum(term in document for document in documents) for term in index.vocabulary.terms]
    expected = [math.log((1 + len(documents)) / (1 + count)) + 1 for count in held]
    assert index.vocabulary.idf.tolist() == pytest.approx(expected, abs=1e-5)


def test_postings_weigh_phrasings_and_whole_text(index: Index) -> None:
    for number, asked in enumerate(index.passages):
        terms = [term for phrasing in asked.phrasings for term in index.analyser.analyse(phrasing)]
        question = index.vocabulary.dense(*index.vocabulary.vector(terms))
        whole = index.vocabulary.dense(*index.vocabulary.vector(told(index)[number]))
        fields = PHRASINGS_SHARE * question + (1 - PHRASINGS_SHARE) * whole
        numbers, scores = index.postings.best(*index.vocabulary.vector(["pizza"]), most=99)
        expected = float(fields[index.vocabulary.numbers["pizza"]])
        assert dict(zip(numbers.tolist(), scores.tolist(), strict=True)).get(number, 0.0) == pytest.approx(
            expected, abs=1e-6
        )


def test_every_part_is_counted_from_the_same_passages(index: Index) -> None:
    phrasings = sum(len(asked.phrasings) for asked in index.passages)
    assert len(index.phrasings) == len(index.wordings) == len(index.phrasing_words) == phrasings
    assert len(index.phrasing_letters) == index.first[-1] == phrasings
    assert len(index.text_words) == len(index.text_bm25) == len(index.text_pairs) == len(index.passages)
    assert len(index.sentence_words) == index.first_sentence[-1]
    assert np.diff(index.first).min() >= 1
    assert np.diff(index.first_sentence).min() >= 1


def test_the_same_content_gives_the_same_index(index: Index) -> None:
    again = index_of(Content(pizzeria("eo")))
    assert again.vocabulary.terms == index.vocabulary.terms
    assert again.spelling.words == index.spelling.words
    assert again.postings.weights.tolist() == index.postings.weights.tolist()


def test_content_of_stop_words_only_is_indexed_and_finds_nothing() -> None:
    index = index_of(Content((passage("q", "???", answer="...", language="eo"),)))
    assert index.postings.best(*index.vocabulary.vector(["anything"]), most=5)[0].tolist() == []


def test_the_language_is_that_of_most_passages() -> None:
    passages = [
        passage(str(n), f"frage {n}", answer="x", language=code) for n, code in enumerate(("eo", "la", "eo"))
    ]
    assert index_of(Content(tuple(passages))).language == "eo"


def test_content_that_shows_nothing_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "entries").mkdir()
    table = "question,answer,status\nWhich wine?,Red.,draft\n"
    (tmp_path / "entries" / "wine.csv").write_text(table, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        built(tmp_path)
    assert str(caught.value) == f"{tmp_path}:1: no passage to answer from; add a file to 'entries'"


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_a_folder_without_content_is_refused_with_the_remedy(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty" / "entries").mkdir(parents=True)
    with pytest.raises(ContentError) as caught:
        built(tmp_path / folder)
    message = f"{tmp_path}/{folder}:1: no content here; put your files into its folder 'entries'"
    assert str(caught.value) == message
