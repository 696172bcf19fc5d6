from collections import Counter
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq import Content, Passage
from retrieval import Assistant, ledger
from retrieval.amending import amended
from retrieval.analysis import analysed
from retrieval.build import index_of
from retrieval.cells import cells_of
from retrieval.index import Index
from retrieval.ledger import Ledger
from retrieval.postings import Postings
from retrieval.vocabulary import repeated
from tests.conftest import PIZZERIA, passage

WORDS = [*"abcdefghijklm", "calzone", "calzones", "margherita", "ortolana", "quattrostagioni", "zucchini"]
SAID = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@pytest.fixture(autouse=True)
def _anything_is_amended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "MOST", 100.0)


@pytest.fixture(scope="module")
def before() -> Index:
    return index_of(Content(PIZZERIA))


@st.composite
def menus(draw: st.DrawFn) -> tuple[list[Passage], list[Passage]]:
    """Entries as they were, and as they are after edits: some gone, some new, some changed."""
    ids = [f"dish{number}" for number in range(draw(st.integers(2, 40)))]
    dishes = [_dish(name, draw) for name in ids]
    before = [dish for dish in dishes if draw(st.integers(0, 9))] or dishes[:1]
    kept = [dish for dish in before if draw(st.integers(0, 9))]
    after = {dish.id: dish for dish in dishes if dish not in before} | {dish.id: dish for dish in kept}
    after |= {name: _dish(name, draw) for name in after if not draw(st.integers(0, 9))}
    return before, [after[name] for name in ids if name in after] or dishes[:1]


def _dish(name: str, draw: st.DrawFn) -> Passage:
    asked = draw(st.lists(SAID, min_size=1, max_size=3))
    return passage(name, *asked, answer=f"{draw(SAID)}. {draw(SAID)}.", language="eo")


def content(passages: list[Passage]) -> Content:
    return Content(tuple(passages))


def made(before: Index, after: Content) -> Index:
    """The index, amended so that it answers from a content."""
    amendment = Ledger.of(before).compared(after).amendment(after, "amended")
    assert amendment is not None
    return amended(before, amendment)


def said(index: Index) -> list[list[list[str]]]:
    """The terms of each phrasing and text of each passage."""
    terms = (*index.vocabulary.terms, "|")
    found = []
    for number in range(len(index.passages)):
        told = index.rows.said(np.array([number], np.int32))
        ends = zip(told.begins.tolist(), (told.begins + told.sizes).tolist(), strict=True)
        found.append([[terms[term] for term in told.terms[begin:end]] for begin, end in ends])
    return found


def postings_of(index: Index) -> Postings:
    assert isinstance(index.postings, Postings)
    return index.postings


def impacts(index: Index) -> dict[tuple[str, str], int]:
    """Of each term on each passage."""
    return {
        (index.vocabulary.terms[term], index.passages[place].id): impact
        for term, (places, several) in enumerate(postings_of(index).whole())
        for place, impact in zip(places.tolist(), several.tolist(), strict=True)
    }


@given(menus())
@settings(deadline=None)
def test_an_amended_index_says_what_a_new_one_would(menus: tuple[list[Passage], list[Passage]]) -> None:
    after = content(menus[1])
    index, whole = made(index_of(content(menus[0])), after), index_of(after)
    assert tuple(index.passages) == tuple(index.content.passages) == after.passages
    assert said(index) == said(whole)
    assert (list(index.wordings), list(index.sorted_terms)) == (
        list(whole.wordings),
        list(whole.sorted_terms),
    )
    assert index.rows.text_sizes.tolist() == whole.rows.text_sizes.tolist()
    for each in after.passages:
        assert index.place(each.id) == whole.place(each.id)
        for phrasing in each.phrasings:
            assert (
                index.asked_alike(phrasing.split()).tolist() == whole.asked_alike(phrasing.split()).tolist()
            )
    assert {each.id: index.place(each.id) for each in menus[0] if each not in menus[1]} == {
        each.id: whole.place(each.id) for each in menus[0] if each not in menus[1]
    }


@given(menus())
@settings(deadline=None)
def test_its_impacts_are_those_of_the_passages_by_the_usual_sizes_of_before(
    menus: tuple[list[Passage], list[Passage]],
) -> None:
    before, after = index_of(content(menus[0])), content(menus[1])
    told = analysed(after.passages, before.analyser)
    cells = cells_of(told)
    each = zip(
        cells.terms.tolist(),
        cells.passages.tolist(),
        cells.impacts(before.usual_asked, before.usual_text).tolist(),
        strict=True,
    )
    expected = {(told.vocabulary[term], after.passages[place].id): impact for term, place, impact in each}
    assert impacts(made(before, after)) == expected


@given(menus())
@settings(deadline=None)
def test_its_postings_stay_in_the_order_of_the_passages(
    menus: tuple[list[Passage], list[Passage]],
) -> None:
    index = made(index_of(content(menus[0])), content(menus[1]))
    for places, _ in postings_of(index).whole():
        assert (np.diff(places) > 0).all()
    assert postings_of(index).passages == len(index.passages)


@given(menus())
@settings(deadline=None)
def test_its_lengths_are_those_by_its_own_weights(menus: tuple[list[Passage], list[Passage]]) -> None:
    index = made(index_of(content(menus[0])), content(menus[1]))
    phrasings = [length(piece, index) for own in said(index) for piece in own[:-1]]
    whole = [length([*chain(*own)], index) for own in said(index)]
    assert index.rows.lengths[np.isfinite(index.rows.lengths)].tolist() == pytest.approx(phrasings, rel=1e-5)
    assert index.rows.text_lengths.tolist() == pytest.approx(whole, rel=1e-5)


def length(terms: list[str], index: Index) -> float:
    """Of the TF-IDF vector of some terms."""
    counts = Counter(term for term in terms if term != "|")
    idf = [index.vocabulary.idf[index.vocabulary.numbers[term]] for term in counts]
    return float(np.linalg.norm(repeated(np.array([*counts.values()])) * idf))


def test_an_entry_with_words_that_nobody_said_before_is_found_at_once(before: Index) -> None:
    wine = passage("wine", "Do you pour Sangiovese?", answer="By the carafe, chilled.")
    assistant = Assistant(made(before, Content((*PIZZERIA, wine))))
    for question in ("sangiovese", "do you pour sangovese", "sangioveses by the carafe"):
        assert assistant.ask(question).hits[0].passage == wine, question
    assert assistant.ask("sangovese").query.corrections[0].read_as == "sangiovese"


def test_what_is_gone_is_not_found_any_more(before: Index) -> None:
    assistant = Assistant(made(before, Content(PIZZERIA[1:])))
    assert assistant.passage("hours") is None
    assert assistant.word_for_word("opening hours") is None
    assert "hours" not in [hit.passage.id for hit in assistant.ask("opening hours at midnight").hits]


def test_a_stop_word_that_the_index_lacks_is_left_out(before: Index) -> None:
    assert "~whom" not in before.vocabulary
    wine = passage("wine", "Whom do I ask about whom?", answer="Whom you fear. The cook.")
    index = made(before, Content((*PIZZERIA, wine)))
    assert said(index)[-1] == [["~do", "~i", "~ask"], ["~you", "fear", "|", "~the", "cook"]]
    assert index.rows.text_sizes[-1] == 4


def test_an_index_is_amended_as_often_as_it_must_be(before: Index) -> None:
    edits = [Content((*PIZZERIA[:place], *PIZZERIA[place + 1 :])) for place in range(len(PIZZERIA))]
    for edit in (*edits, Content(PIZZERIA)):
        index = made(before, edit)
        assert (tuple(index.passages), index.amends) == (edit.passages, before)
    assert impacts(index) == impacts(before)


def test_what_is_counted_over_the_whole_corpus_stays(before: Index) -> None:
    index = made(before, Content(PIZZERIA[2:]))
    known = len(before.vocabulary)
    assert index.vocabulary.terms[:known] == before.vocabulary.terms
    assert index.vocabulary.idf[:known].tolist() == before.vocabulary.idf.tolist()
    assert (index.usual_asked, index.usual_text) == (before.usual_asked, before.usual_text)
    assert (index.pairs, index.calibration) == (before.pairs, before.calibration)
