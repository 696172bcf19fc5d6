"""Questions answered by what they mean, with a model that can be read: `tests.meaning`."""

import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq import Content, Passage
from retrieval import Assistant, renewal, store
from retrieval.amending import amended
from retrieval.built import built
from retrieval.calibrations import calibrated_as, learnt
from retrieval.candidates import MEANT, candidates
from retrieval.fingerprint import index_fingerprint
from retrieval.index import Index
from retrieval.ledger import Ledger
from retrieval.meaning.opened import failure
from retrieval.query import query_of
from retrieval.renewal import Renewal
from retrieval.signals import MEANING, SIGNALS, signals
from retrieval.stored import built_here
from tests.conftest import PIZZERIA, differing
from tests.meaning import Broken, Concepts, Tiring, meant, opened_as
from tests.test_retrieval_amending import menus
from tests.test_retrieval_selfcalibration import IN_SCOPE, OUT_OF_SCOPE, gold

STRANGE = "hound"
"""No entry holds this word; the model takes it for a dog."""
FAILED = (
    "FAQ_MEANING:1: the model failed on a question: RuntimeError: out of memory;"
    " give the app more memory and restart it, or name another model, or off"
)
"""All that the log says, however many questions are asked."""


@pytest.fixture(scope="module")
def index() -> Index:
    return meant()


@pytest.fixture
def waiter(index: Index) -> Assistant:
    return Assistant(index)


def by_words(index: Index) -> Index:
    return replace(index, meaning=None)


def test_a_question_in_wholly_other_words_is_found(index: Index) -> None:
    assert candidates(query_of(STRANGE, by_words(index)), by_words(index)) is None
    found = candidates(query_of(STRANGE, index), index)
    assert found is not None
    told = signals(found, index)
    assert told.names == (*SIGNALS, *MEANING)
    best = int(told.passages[told.table[:, told.names.index("meant")].argmax()])
    assert PIZZERIA[best].id == "dog"


def test_candidates_by_words_stay_and_those_by_meaning_are_joined() -> None:
    many = [replace(PIZZERIA[number % 8], id=f"dish{number}") for number in range(80)]
    found = meant(many)
    alone, both = (candidates(query_of("vegan cheese", each), each) for each in (by_words(found), found))
    assert alone is not None
    assert both is not None
    assert both.passages[: len(alone.passages)].tolist() == alone.passages.tolist()
    assert len(set(both.passages.tolist())) == len(both.passages) <= len(alone.passages) + MEANT


def test_the_signals_of_words_are_the_same_with_meaning(index: Index) -> None:
    for question in ("may I bring my dog", "opening hours", "pizza with wheat"):
        alone, both = (candidates(query_of(question, each), each) for each in (by_words(index), index))
        assert alone is not None
        assert both is not None
        told, more = signals(alone, by_words(index)), signals(both, index)
        places = [more.passages.tolist().index(number) for number in told.passages.tolist()]
        np.testing.assert_array_equal(more.table[places, : len(SIGNALS)], told.table)


def test_signs_alone_ask_nothing(waiter: Assistant) -> None:
    assert waiter.ask("?!").hits == ()


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_is_a_question(index: Index, text: str) -> None:
    reply = Assistant(index).ask(text)
    assert all(np.isfinite(value) for hit in reply.hits for _, value in hit.signals)
    assert 0 <= reply.confidence <= 1


def test_a_reply_says_that_it_was_found_by_meaning(waiter: Assistant) -> None:
    assert waiter.ask(STRANGE).by_meaning
    assert not waiter.ask("May I bring my dog?").by_meaning


def test_a_model_that_fails_leaves_the_question_to_words(
    index: Index, caplog: pytest.LogCaptureFixture
) -> None:
    assert index.meaning is not None
    failing = replace(index, meaning=replace(index.meaning, encoder=Broken()))
    with caplog.at_level(logging.WARNING), opened_as(Broken()):
        replies = [Assistant(failing).ask("may I bring my dog") for _ in range(2)]
    assert replies == [Assistant(by_words(index)).ask("may I bring my dog")] * 2
    assert [(record.exc_info, record.message) for record in caplog.records] == [(None, FAILED)]


@pytest.mark.parametrize("well", [0, 1])
def test_a_model_that_fails_on_the_gold_questions_leaves_its_calibration_as_it_ships(
    index: Index, well: int
) -> None:
    asked = replace(index.content, gold=(*IN_SCOPE, *OUT_OF_SCOPE, gold("gltuen", "gluten")))
    assert index.meaning is not None
    failing = replace(index, content=asked, meaning=replace(index.meaning, encoder=Tiring(well)))
    with opened_as(Concepts()):
        found = learnt(failing)
        assert failure() is not None
    assert found.with_meaning is None
    assert calibrated_as(failing, found).meaning == failing.meaning
    assert found.by_words == learnt(by_words(failing)).by_words
    assert found.by_words.questions == len(asked.gold)


def test_an_index_whose_gold_questions_the_model_failed_on_is_built_again_at_the_next_start(
    menu: Path,
) -> None:
    asked = [*(f"calzone folded {n},calzone" for n in range(60)), *(f"zebra {n},-" for n in range(30))]
    (menu / "gold.csv").write_text("\n".join(["question,passage", *asked]))
    for model, is_final in ((Tiring(1), False), (Concepts(), True)):
        with opened_as(model):
            index = built(menu)
            assert index.is_meant
            assert (index.fingerprint == index_fingerprint(menu)) == is_final
            assert (index.meaning is not None and index.meaning.calibration.questions == 90) == is_final


def test_without_its_model_an_index_is_read_by_words(index: Index) -> None:
    assert index.meaning is not None
    assistant = Assistant(replace(index, meaning=replace(index.meaning, encoder=None)))
    assert assistant.ask("opening hours") == Assistant(by_words(index)).ask("opening hours")
    assert assistant.usual.calibration == index.calibration


def test_a_stored_index_knows_what_it_was_built_with(index: Index, tmp_path: Path) -> None:
    named = replace(index, fingerprint="named")
    folder = store.save(named, tmp_path)
    with opened_as(Concepts()):
        again = store.load(folder)
    assert differing(named, again) == []
    assert again.meaning is not None
    assert again.meaning.encoder is not None
    for other in (None, Concepts(name="another")):
        with opened_as(other):
            read = store.load(folder).meaning
        assert read is not None
        assert read.encoder is None


@settings(deadline=None, max_examples=30)
@given(menus())
def test_an_amended_index_means_what_one_built_whole_means(menu: tuple[list[Passage], list[Passage]]) -> None:
    before, after = menu
    with opened_as(Concepts()), pytest.MonkeyPatch.context() as patch:
        patch.setattr("retrieval.ledger.MOST", 100.0)
        index = meant(before)
        content = Content(tuple(after))
        amendment = Ledger.of(index).compared(content).amendment(content, "amended")
        assert amendment is not None
        found, whole = amended(index, amendment).meaning, meant(after).meaning
    assert found is not None
    assert whole is not None
    np.testing.assert_array_equal(found.parts, whole.parts)
    np.testing.assert_array_equal(found.vectors.values, whole.vectors.values)
    np.testing.assert_array_equal(found.vectors.digests, whole.vectors.digests)
    np.testing.assert_array_equal(found.vectors.scales, whole.vectors.scales)


def test_an_amendment_of_too_many_texts_leaves_words_until_the_index_is_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("retrieval.ledger.MOST", 100.0)
    monkeypatch.setattr("retrieval.amending.SOON", 2)
    index, content = meant(PIZZERIA[:7]), Content(PIZZERIA)
    amendment = Ledger.of(index).compared(content).amendment(content, "amended")
    assert amendment is not None
    with opened_as(Concepts()):
        assert amended(index, amendment).meaning is None


def test_the_first_visitors_are_answered_by_words_until_the_model_has_read_the_content(
    menu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "indexes"))
    monkeypatch.setattr(renewal, "SOON", 5)
    made = Renewal.of(menu, 0.03, build=built_here)
    with opened_as(Concepts()):
        first = made.first(made.state())
        assert (first.assistant.index.meaning, first.is_quick) == (None, True)
        again = made.first(made.state())
        assert (again.assistant.generation, again.is_quick) == (first.assistant.generation, True)
        whole = made.calibrated(first)
        assert whole is not None
        assert whole.assistant.index.is_meant
        assert whole.assistant.generation == index_fingerprint(menu)
        later = made.first(made.state())
        assert (later.assistant.index.is_meant, later.is_quick) == (True, False)


def test_an_edit_of_few_texts_is_found_by_meaning_at_once(
    menu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "indexes"))
    made = Renewal.of(menu, 0.03, build=built_here)
    with opened_as(Concepts()):
        first = made.first(made.state())
        assert first.assistant.index.is_meant
        (menu / "entries" / "pets.csv").write_text(
            "id,question,answer,language\ndog,May a dog come?,Yes.,eo\n"
        )
        after = made.next(made.state(), first)
        assert after is not None
        assert after.assistant.index.is_meant
        assert after.assistant.ask("hound").hits[0].passage.id == "dog"


def test_an_index_by_words_is_final_where_the_model_does_not_know_the_language(
    menu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "indexes"))
    made = Renewal.of(menu, 0.03, build=built_here)
    with opened_as(Concepts(languages=frozenset({"en"}))):
        first = made.first(made.state())
        assert (first.assistant.index.meaning, first.is_quick) == (None, False)
        assert first.assistant.generation == index_fingerprint(menu)
