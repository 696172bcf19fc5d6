import math
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from faq import Content, ContentError
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.built import built
from retrieval.calibration import AS_SHIPPED
from retrieval.index import BRIEF, Index, brevity
from retrieval.records import Floats
from retrieval.text import STOP, words
from tests.conftest import PIZZERIA, differing, passage, pieces, pizzeria


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(Content(pizzeria("eo")))


@pytest.fixture(scope="module")
def english() -> Index:
    """The pizzeria, and a passage that says words twice."""
    oven = passage(
        "oven", "The oven, the hot oven?", answer="The oven. The stone. The stone oven is the oven."
    )
    return index_of(Content((*PIZZERIA, oven)))


def fitted(index: Index) -> TfidfVectorizer:
    """scikit-learn's own weights for what the passages say as a whole."""
    return TfidfVectorizer(analyzer=list, sublinear_tf=True, norm=None).fit(
        [list(chain(*own)) for own in pieces(index)]
    )


def by_term(index: Index, values: Floats) -> dict[str, float]:
    return dict(zip(index.vocabulary.terms, values.tolist(), strict=True))


def test_grammar_words_are_marked_and_numbered_first(english: Index) -> None:
    terms, stop = english.vocabulary.terms, english.vocabulary.stop
    said = {term for own in pieces(english) for piece in own for term in piece}
    assert terms == tuple(sorted(said, key=lambda term: (term[0] != STOP, term)))
    assert [term[0] == STOP for term in terms] == [number < stop for number in range(len(terms))]
    assert {"~do", "~you", "~my", "~which", "~is", "pizza"} <= set(terms)


def test_idf_is_the_smooth_one_of_scikit_learn(english: Index) -> None:
    peer = fitted(english)
    expected = dict(zip(peer.get_feature_names_out(), peer.idf_.tolist(), strict=True))
    assert by_term(english, english.vocabulary.idf) == pytest.approx(expected, abs=1e-5)


def test_odds_are_those_of_the_passages_that_hold_a_term(english: Index) -> None:
    read = [set(chain(*own)) for own in pieces(english)]
    held = {term: sum(term in own for own in read) for term in set().union(*read)}
    expected = {term: math.log(1 + (len(read) - df + 0.5) / (df + 0.5)) for term, df in held.items()}
    assert by_term(english, english.vocabulary.odds) == pytest.approx(expected, abs=1e-5)


def test_the_length_of_each_phrasing_is_that_of_scikit_learn(english: Index) -> None:
    peer, lengths = fitted(english), iter(english.rows.lengths.tolist())
    for own in pieces(english):
        expected = np.linalg.norm(peer.transform(own[:-1]).toarray(), axis=1)
        assert [next(lengths) for _ in own] == pytest.approx([*expected, math.inf], rel=1e-5)
    assert list(lengths) == []


def test_the_length_of_what_each_passage_says_is_that_of_its_words_with_a_meaning(english: Index) -> None:
    peer = fitted(english)
    bearing = [not term.startswith(STOP) for term in peer.get_feature_names_out()]
    whole = peer.transform([list(chain(*own)) for own in pieces(english)]).toarray()
    expected = np.linalg.norm(whole[:, bearing], axis=1)
    assert english.rows.text_lengths.tolist() == pytest.approx(expected.tolist(), rel=1e-5)


def test_texts_keep_their_terms_in_their_order(english: Index) -> None:
    names = (*english.vocabulary.terms, "|")
    for number, own in enumerate(pieces(english)):
        said = english.rows.said(np.array([number], np.int32))
        ends = zip(said.begins, said.begins + said.sizes, strict=True)
        spelt = [[names[term] for term in said.terms[begin:end]] for begin, end in ends]
        assert spelt[:-1] == own[:-1]
        assert [term for term in spelt[-1] if term != "|"] == own[-1]
        assert said.text_sizes.tolist() == [len(own[-1])]


def test_the_content_is_known_by_its_headings_and_the_length_of_its_answers(index: Index) -> None:
    mean = sum(len(words(p.text)) for p in index.passages) / len(index.passages)
    asked = sum(len(words(said)) for p in index.passages for said in p.phrasings) / len(index.passages)
    assert index.asking == sum(p.heading.endswith("?") for p in index.passages) / len(index.passages) == 1.0
    assert index.brevity == pytest.approx(BRIEF / (BRIEF + mean))
    assert (index.usual_asked, index.usual_text) == pytest.approx((asked, mean))
    assert (brevity(0), brevity(BRIEF)) == (1.0, 0.5)


def test_the_forms_are_those_of_all_words(english: Index) -> None:
    terms = english.vocabulary.terms
    assert {terms[number] for number in english.forms.near("delivers")[0]} >= {"deliv"}
    assert len(english.forms.sizes) == len(terms)


def test_every_part_is_counted_from_the_same_passages(index: Index) -> None:
    phrasings = sum(len(asked.phrasings) for asked in index.passages)
    count = len(index.passages)
    assert len(index.wordings) == len(index.sorted_terms) == index.rows.first[-1] == phrasings
    assert len(index.rows.lengths) == len(index.rows.ptr) - 1 == phrasings + count
    assert len(index.rows.text_sizes) == len(index.rows.text_lengths) == len(index.rows.first) - 1 == count
    assert np.diff(index.rows.first).min() >= 1
    assert list(index.wordings) == [" ".join(words(said)) for p in index.passages for said in p.phrasings]


def test_the_same_content_gives_the_same_index(index: Index) -> None:
    again = index_of(Content(pizzeria("eo")))
    assert differing(again, index) == []


@given(st.permutations(range(len(PIZZERIA))))
@settings(deadline=None, max_examples=12)
def test_the_order_of_the_passages_changes_nothing_but_their_order(index: Index, order: list[int]) -> None:
    shuffled = index_of(Content(tuple(index.passages[place] for place in order)))
    assert shuffled.vocabulary.terms == index.vocabulary.terms
    assert shuffled.vocabulary.idf.tolist() == index.vocabulary.idf.tolist()
    assert shuffled.rows.text_lengths.tolist() == index.rows.text_lengths[order].tolist()
    known = index.vocabulary.known(["pizza", "the", "dog", "is"]).numbers
    asked = known.tolist(), index.vocabulary.units(known).tolist(), 99
    scores = dict(zip(*(each.tolist() for each in index.postings.best(*asked)), strict=True))
    places, found = (each.tolist() for each in shuffled.postings.best(*asked))
    assert {order[place]: score for place, score in zip(places, found, strict=True)} == scores


def test_very_many_terms_take_more_room_and_say_the_same() -> None:
    many = " ".join(f"word{number}" for number in range(2**16))
    index = index_of(Content((passage("q", "the last word", answer=many, language="eo"),)))
    assert (index.rows.terms.itemsize, len(index.vocabulary)) == (4, 2**16 + 3)
    assert [hit.matched for hit in Assistant(index).ask("word65535").hits] == [("word65535",)]


@pytest.mark.parametrize("language", ["en", "eo"])
def test_content_of_one_word_is_found_by_it(language: str) -> None:
    index = index_of(Content((passage("q", "Oven", answer="", language=language),)))
    assert index.vocabulary.terms == ("oven",)
    assert [hit.passage.id for hit in Assistant(index).ask("ovens oven").hits] == ["q"]


def test_content_of_grammar_words_only_is_found_by_them() -> None:
    index = index_of(Content((passage("q", "Who is it?", answer="It is he."),)))
    assert index.vocabulary.stop == len(index.vocabulary) > 0
    assert index.rows.text_lengths.tolist() == [math.inf]
    reply = Assistant(index).ask("it is who")
    assert [(hit.passage.id, hit.matched) for hit in reply.hits] == [("q", ())]
    assert Assistant(index).ask("anything").hits == ()


def test_content_without_a_word_is_indexed_and_finds_nothing() -> None:
    index = index_of(Content((passage("q", "???", answer="...", language="eo"),)))
    assert (len(index.vocabulary), len(index.rows.terms)) == (0, 0)
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
