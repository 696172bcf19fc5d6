import logging
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq import Content
from retrieval import store
from retrieval.build import index_of
from retrieval.meaning import building
from retrieval.meaning.building import WINDOW, meaning_of, texts_of, windows
from retrieval.meaning.opened import failure
from tests.conftest import PIZZERIA, passage
from tests.meaning import Broken, Concepts, meant, opened_as

SENTENCES = st.lists(st.integers(1, 2 * WINDOW).map(lambda size: " ".join(["word"] * size) + "."), max_size=9)


@given(SENTENCES)
def test_windows_are_all_sentences_in_their_order(sentences: list[str]) -> None:
    found = windows(" ".join(sentences))
    assert " ".join(found) == " ".join(sentences)
    for window in found:
        assert len(window.split()) <= WINDOW or window in sentences
    for one, other in zip(found, found[1:], strict=False):
        assert len(one.split()) + len(other.split(".")[0].split()) > WINDOW, (
            "the next sentence would have fitted"
        )


def test_a_short_text_stands_below_its_heading_alone() -> None:
    assert texts_of(PIZZERIA[0]) == ["When do you open?\nThe oven is lit at noon and cools down at midnight."]
    assert texts_of(passage("mute", "Why?", answer="")) == [""]


def test_a_long_text_is_read_in_windows_besides() -> None:
    told = passage("long", "Why?", answer=" ".join(["So it is."] * 30))
    whole, *cut = texts_of(told)
    assert whole == f"Why?\n{told.text}"
    assert cut == windows(told.text)
    assert len(cut) == 2


def test_without_a_model_there_is_no_meaning() -> None:
    with opened_as(None):
        assert meaning_of(PIZZERIA, "en") is None


def test_each_passage_has_its_phrasings_and_then_its_texts() -> None:
    found = meant()
    assert found.meaning is not None
    assert found.meaning.sizes.tolist() == [[2] * 8, [1] * 8]
    expected = [text for p in PIZZERIA for text in (*p.phrasings, *texts_of(p))]
    with opened_as(Concepts()):
        again = building.memory_of_process()
        assert again is not None
        np.testing.assert_array_equal(found.meaning.vectors.values, again.quantised(expected).values)


def test_nearness_is_the_greatest_cosine_of_phrasings_and_of_texts() -> None:
    found = meant()
    assert found.meaning is not None
    near = found.meaning.near("may I bring my pooch")
    assert near is not None
    model = Concepts()
    (asked,) = model.vectors(["may I bring my pooch"])
    expected = [
        [(model.vectors(texts) @ asked).max() for texts in (p.phrasings, texts_of(p))] for p in PIZZERIA
    ]
    np.testing.assert_allclose(near, expected, atol=0.01)
    assert int(near[:, 0].argmax()) == [p.id for p in PIZZERIA].index("dog")


def test_more_unknown_texts_than_may_be_read_leave_the_meaning_out() -> None:
    with opened_as(Concepts()):
        assert meaning_of(PIZZERIA, "en", most=23) is None
        assert meaning_of(PIZZERIA, "en", most=24) is not None, "8 entries, each with 2 phrasings and a text"
        assert meaning_of(PIZZERIA, "en", most=0) is not None, "now all are known"


def test_a_model_that_fails_on_the_content_leaves_it_to_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), opened_as(Broken()):
        assert [meaning_of(PIZZERIA, "en"), meaning_of(PIZZERIA, "en")] == [None, None]
        message = str(failure())
    assert message == (
        "FAQ_MEANING:1: the model failed on the content: RuntimeError: out of memory;"
        " give the app more memory and restart it, or name another model, or off"
    )
    assert [(record.exc_info, record.message) for record in caplog.records] == [(None, message)]


def test_stored_indexes_of_other_contents_are_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path))
    with opened_as(Concepts()):
        store.save(index_of(Content(PIZZERIA[:5]), "five"), tmp_path)
    model = Concepts()
    with opened_as(model):
        index_of(Content(PIZZERIA[3:]), "others")
    assert len(model.read) == 9
    (tmp_path / "five" / "meaning-values.npy").write_bytes(b"\x93NUMPY damaged")
    with opened_as(damaged := Concepts()):
        index_of(Content(PIZZERIA[3:]), "others")
    assert len(damaged.read) == 15


def test_a_model_of_other_languages_is_not_asked_and_that_is_said_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_strange", set())
    model = Concepts(languages=frozenset({"en"}))
    with caplog.at_level(logging.WARNING), opened_as(model):
        assert [meaning_of(PIZZERIA, code) for code in ("de", "de")] == [None, None]
        assert meaning_of(PIZZERIA, "en-gb") is not None
    assert [record.message for record in caplog.records] == [
        "FAQ_MEANING:1: the model knows en, and the content is in de; "
        "name one that knows it, as docs/deploy.md says; words alone do so far"
    ]


def test_what_another_process_stored_meanwhile_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path))
    model = Concepts()
    with opened_as(model):
        assert meaning_of(PIZZERIA, "en", most=0) is None
        store.save(replace(meant(), fingerprint="whole"), tmp_path)
        assert meaning_of(PIZZERIA, "en", most=0) is not None
        assert model.read == []
        shutil.rmtree(tmp_path / "whole")
        assert meaning_of(PIZZERIA, "en", most=0) is None, "what is gone is forgotten"


def test_that_it_takes_a_while_is_said(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "LONG", 24)
    with caplog.at_level(logging.WARNING), opened_as(Concepts()):
        meaning_of(PIZZERIA, "en")
        meaning_of(PIZZERIA, "en")
    assert [record.message for record in caplog.records] == [
        "24 texts are read by the model for the first time, in about 1 minute"
    ]
