import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from faq import Content, ContentError
from retrieval import Assistant
from retrieval.bm25 import ASKED, K1, K1_SAID, B
from retrieval.build import PHRASINGS_SHARE, index_of
from retrieval.built import built
from retrieval.calibration import AS_SHIPPED
from retrieval.index import BRIEF, Index, brevity
from retrieval.rows import Rows
from retrieval.text import Analyser, words
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


def fields(index: Index, analyser: Analyser) -> tuple[list[list[str]], list[list[str]]]:
    """The terms of each passage's phrasings, and those of what else it says."""
    asked = [[term for said in p.phrasings for term in analyser.analyse(said)] for p in index.passages]
    text = [
        [term for said in (p.article_title, *p.tags, p.text) for term in analyser.analyse(said)]
        for p in index.passages
    ]
    return asked, text


@pytest.mark.parametrize("said", [False, True])
def test_bm25_weighs_phrasings_and_text_as_the_textbook_does(said: bool) -> None:
    index = index_of(Content(pizzeria("en")))
    rows, known, k1 = (
        (index.text_said, index.said, K1_SAID) if said else (index.text_bm25, index.vocabulary, K1)
    )
    parts = fields(index, index.every_word if said else index.analyser)
    means = [sum(map(len, part)) / len(part) for part in parts]
    for number, (asked, text) in enumerate(zip(*parts, strict=True)):
        expected = {}
        for term in {*asked, *text}:
            told = sum(
                weight * part.count(term) / (1 - B + B * len(part) / mean)
                for weight, part, mean in zip((ASKED, 1.0), (asked, text), means, strict=True)
            )
            expected[term] = told / (told + k1)
        assert row(rows, number, known.terms) == pytest.approx(expected, abs=1e-6)


def test_phrasings_are_weighed_alone_besides(index: Index) -> None:
    asked, _ = fields(index, index.every_word)
    mean = sum(map(len, asked)) / len(asked)
    for number, document in enumerate(asked):
        expected = {
            term: count / (count + K1 * (1 - B + B * len(document) / mean))
            for term, count in ((term, document.count(term)) for term in set(document))
        }
        assert row(index.asked_said, number, index.said.terms) == pytest.approx(expected, abs=1e-6)


def test_grammar_words_are_indexed_beside_those_that_carry_meaning(waiter: Assistant) -> None:
    grammar = {"do", "you", "my", "which", "is"}
    assert {word for word in grammar if word in waiter.index.said} == grammar
    assert {word for word in grammar if word in waiter.index.vocabulary} == set()
    assert {"do you", "is there"} <= set(waiter.index.said_pairs.terms)


def test_neighbouring_words_never_reach_over_the_end_of_a_sentence_or_phrasing(index: Index) -> None:
    spoken = {
        pair
        for p in index.passages
        for piece in (*p.phrasings, *p.text.replace("\n", ". ").split(". "))
        for pair in zip(words(piece), words(piece)[1:], strict=False)
    }
    assert set(index.said_pairs.terms) == set(map(" ".join, spoken))
    assert "welcome they" not in index.said_pairs


def test_the_content_is_known_by_its_headings_and_the_length_of_its_answers(index: Index) -> None:
    mean = sum(len(words(p.text)) for p in index.passages) / len(index.passages)
    assert index.asking == sum(p.heading.endswith("?") for p in index.passages) / len(index.passages) == 1.0
    assert index.brevity == pytest.approx(BRIEF / (BRIEF + mean))
    assert (brevity(0), brevity(BRIEF)) == (1.0, 0.5)


def test_the_forms_are_those_of_all_words(waiter: Assistant) -> None:
    index = waiter.index
    near, _ = index.forms.near("delivers")
    assert {index.said.terms[number] for number in near} >= {"deliv"}


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
    assert len(index.phrasing_said) == phrasings
    whole = ("text_words", "text_bm25", "text_pairs", "asked_said", "text_said", "text_said_pairs")
    assert {name: len(getattr(index, name)) for name in whole} == dict.fromkeys(whole, len(index.passages))
    assert index.postings.passages == index.said_postings.passages == len(index.passages)
    assert np.diff(index.first).min() >= 1


def test_the_same_content_gives_the_same_index(index: Index) -> None:
    again = index_of(Content(pizzeria("eo")))
    assert again.vocabulary.terms == index.vocabulary.terms
    assert again.spelling.words == index.spelling.words
    assert again.postings.weights.tolist() == index.postings.weights.tolist()
    assert again.said_postings.weights.tolist() == index.said_postings.weights.tolist()
    assert again.forms.trigrams == index.forms.trigrams


def test_content_of_stop_words_only_is_indexed_and_finds_nothing() -> None:
    index = index_of(Content((passage("q", "???", answer="...", language="eo"),)))
    assert index.postings.best(*index.vocabulary.vector(["anything"]), most=5)[0].tolist() == []
    assert Assistant(index).ask("anything").hits == ()


def test_an_index_in_itself_reads_the_confidence_as_it_ships(index: Index) -> None:
    assert index.calibration == AS_SHIPPED


def test_an_index_of_a_folder_says_how_its_confidence_is_read(menu: Path) -> None:
    why = "2.0 phrasings an entry are too few to rehearse with"
    assert built(menu).calibration == replace(AS_SHIPPED, why=why)


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
