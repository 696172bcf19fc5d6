"""What the pages say of answers that were found by meaning, and of how passages are found at all."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import chat.desk
from chat.desk import Desk
from chat.maintaining import health, meaning, trying
from chat.turn import Turn
from faq import Content, ContentError, Problem, Source
from retrieval import Assistant, Holder
from retrieval.build import index_of
from retrieval.index import Index
from retrieval.meaning import opened
from retrieval.records import Outcome
from retrieval.supply import Published
from tests.conftest import PIZZERIA
from tests.maintained import opened_desk, view, words  # noqa: F401
from tests.meaning import Broken, Concepts, meant, opened_as

APP = Path(__file__).parent.parent / "app.py"
STRANGE = "hound"
"""No entry holds this word; the model takes it for a dog."""
KNOWN = "May I bring my dog?"
FAILED = "by words alone: the model failed; the log says why."
BY_MEANING = "found by meaning rather than by your words"
PROBLEM = Problem(Source("FAQ_MEANING", 1), "there is no folder 'models/ours'", "give off, or package")


@pytest.fixture(scope="module")
def index() -> Index:
    return meant()


@pytest.fixture
def here(desk: Desk, index: Index, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk that answers by meaning too."""
    made = replace(desk, holder=Holder(desk.site.content, build=lambda _: index))
    monkeypatch.setattr(chat.desk, "_desks", [made])
    with opened_as(Concepts()):
        yield made


def drawn(index: Index, question: str, outcome: Outcome) -> str:
    """What the page shows of a question whose reply had this outcome, whatever weights ship."""
    reply = replace(Assistant(index).ask(question), outcome=outcome, confidence=0.9)
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["turns"] = [Turn("dog", question, reply)]
    said = app.run().chat_message[1]
    assert not app.exception
    return "\n".join(str(each.value) for each in (*said.markdown, *said.caption))


def published(index: Index, is_quick: bool = True) -> Published:
    return Published(Assistant(index), "as it is", is_quick)


def found(index: Index, is_quick: bool = True) -> str:
    return meaning.told(published(index, is_quick)).removeprefix("They are found ")


def by_words(index: Index) -> Index:
    return replace(index, meaning=None)


def test_an_answer_that_was_found_by_meaning_says_so_beside_its_source(here: Desk, index: Index) -> None:
    line = next(line for line in drawn(index, STRANGE, "answer").splitlines() if BY_MEANING in line)
    assert "right with a chance of 90%" in line
    assert "Source: " in line


def test_suggestions_say_that_the_first_was_found_by_meaning(here: Desk, index: Index) -> None:
    assert f"The first was {BY_MEANING}." in drawn(index, STRANGE, "suggest")


@pytest.mark.parametrize("outcome", ["answer", "suggest"])
def test_what_was_found_by_words_says_nothing_of_meaning(here: Desk, index: Index, outcome: Outcome) -> None:
    said = drawn(index, KNOWN, outcome)
    assert "Is it one of these?" in said or "Source: " in said
    assert "meaning" not in said


@pytest.mark.parametrize(("question", "is_told"), [(STRANGE, True), (KNOWN, False)])
def test_what_is_tried_says_whether_it_was_found_by_meaning(here: Desk, question: str, is_told: bool) -> None:
    page = view(trying.draw)
    page.text_input(key="tried").set_value(question)
    said = words(page.button[0].click().run())
    assert "The confidence is" in said
    assert ("- The first one was found by meaning" in said) == is_told
    assert not page.exception


def test_how_passages_are_found_is_told(here: Desk, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    assert index.meaning is not None
    count = len(index.meaning.vectors)
    assert found(index) == f"by words and by meaning, with {count} sentence vectors."
    assert found(by_words(index)).startswith("by words alone until the index is built whole")
    for texts in (count - 1, 2 * len(index.passages) - 1):
        monkeypatch.setattr(meaning, "WHOLE", texts)
        assert "'python -m retrieval build'" in found(by_words(index), is_quick=False)


def test_of_a_model_that_failed_elsewhere_on_a_content_of_few_texts_the_log_is_told(
    here: Desk, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index.meaning is not None
    monkeypatch.setattr(meaning, "WHOLE", len(index.meaning.vectors))
    assert found(by_words(index), is_quick=False) == FAILED


@pytest.mark.parametrize("is_quick", [True, False])
def test_a_model_that_fails_on_the_content_is_told_with_its_remedy(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, is_quick: bool
) -> None:
    with opened_as(Broken()):
        made = published(index_of(Content(PIZZERIA)), is_quick)
        assert meaning.told(made) == f"They are found {FAILED}"
        assert [problem.what for problem in meaning.problems(made)] == [
            "the model failed on the content: RuntimeError: out of memory"
        ]


def test_a_meaning_that_no_model_at_hand_can_compare_is_told(here: Desk, index: Index) -> None:
    assert index.meaning is not None
    other = replace(index, meaning=replace(index.meaning, encoder=None))
    assert found(other) == "by words alone: the model that the index was built with is not at hand."


def test_a_model_of_another_language_is_told(here: Desk, index: Index) -> None:
    with opened_as(Concepts(languages=frozenset({"sw"}))):
        assert (
            found(by_words(index)) == "by words alone: the model does not know the language of the content."
        )


def test_without_a_model_nothing_more_is_told(desk: Desk, index: Index) -> None:
    with opened_as(None):
        assert found(by_words(index)) == "by words alone."


def test_a_copy_whose_index_has_no_meaning_opens_no_model_to_tell_it(
    desk: Desk, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat.desk, "_desks", [replace(desk, follows=True)])
    monkeypatch.setattr(opened, "_attempts", [])
    assert found(by_words(index)) == "by words alone."
    assert meaning.problems(published(by_words(index))) == ()
    assert opened._attempts == []


def test_why_the_model_is_not_used_is_told_among_the_problems(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "_attempts", [opened._Attempt(problem=PROBLEM)])
    said = words(view(health.draw)).replace("\\", "")
    assert "as of" in said
    assert "They are found by words alone." in said
    assert "- FAQ_MEANING: there is no folder 'models/ours'. Give off, or package." in said
    assert "No problem found" not in said


def test_without_content_the_model_is_told_of_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in (desk.site.content / "entries").iterdir():
        file.unlink()
    monkeypatch.setattr(opened, "_attempts", [opened._Attempt(problem=PROBLEM)])
    with pytest.raises(ContentError):
        desk.holder.published()
    assert "there is no folder 'models/ours'" in words(view(health.draw)).replace("\\", "")
