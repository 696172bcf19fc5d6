from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from chat.desk import Desk
from chat.maintaining import trying, workings
from retrieval import Assistant
from retrieval.confidence import outcome
from retrieval.trace import Trace, traced
from tests.conftest import PIZZERIA
from tests.maintained import is_empty, opened_desk, view, words  # noqa: F401

DRAWING: list[Callable[..., None]] = [trying.draw, workings.draw]
QUESTIONS = ["How is a calzone folded?", "folded pizza toppings", "margherita xylophone", "zebra", "hello"]
SAID = sorted({word for p in PIZZERIA for said in (*p.phrasings, p.text) for word in said.split()})
TYPED = some.lists(some.sampled_from([*SAID, "xylophone", "glutn"]), max_size=8).map(" ".join)


def tried(question: str) -> AppTest:
    page = view(trying.draw)
    page.text_input(key="tried").set_value(question)
    return page.button[0].click().run()


def rows(page: AppTest) -> list[list[str]]:
    """The cells of all tables."""
    lines = [line for element in page.markdown for line in str(element.value).splitlines()]
    return [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]


def test_an_answer_is_told_with_its_entry_its_line_and_both_thresholds(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.site.content.parent)
    said, reply = words(tried(QUESTIONS[0])), desk.assistant.ask(QUESTIONS[0])
    assert reply.answered
    line = "https://forge.example/me/menu/blob/main/menu/entries/menu.csv?plain=1#L3"
    assert "The answer [How is a calzone folded?](browse?id=calzone) ([menu/entries/menu" in said
    assert f"({line})), marked :green-badge[Very sure]." in said
    assert f"From {desk.assistant.usual.answer_threshold:.0%} on the first one is shown as the answer" in said
    assert f"from {desk.assistant.usual.suggest_threshold:.0%} on several are offered." in said
    assert "One of its wordings is the question word for word" in said


def test_how_the_words_were_read_is_shown_as_text(desk: Desk) -> None:
    page = tried("How is a claznoe folded **bold** xylophone?")
    texts = [str(text.value) for text in page.text]
    assert "“claznoe” was read as “calzone”." in texts
    assert "No entry knows: “bold”, “xylophone”" in texts
    assert "**bold** xylophone" not in "\n".join(str(element.value) for element in page.markdown)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("zebra", "That there is no answer: no entry shares a word with the question."),
        ("hello", "A friendly reply: it is taken for small talk"),
    ],
)
def test_a_question_without_a_hit_is_told_as_well(desk: Desk, question: str, sentence: str) -> None:
    page = tried(question)
    assert sentence in words(page)
    assert rows(page) == []
    assert not page.exception


@pytest.mark.parametrize(("hits", "said"), [(1, "1 entry to choose from"), (2, "2 entries to choose from")])
def test_what_is_offered_is_counted(desk: Desk, waiter: Assistant, hits: int, said: str) -> None:
    reply = waiter.ask("vegan pizza with cheese")
    offered = replace(reply, outcome="suggest", hits=reply.hits[:hits])
    assert next(trying._outcome(offered, waiter)).startswith(f"{said}, first [")


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_that_is_tried_reaches_the_journal(desk: Desk, question: str) -> None:
    tried(question)
    assert desk.journal.flush(30)
    assert (desk.journal.questions(), desk.journal.counts(), desk.journal.votes()) == ((), (), ())


def test_what_the_signals_add_makes_the_score_that_is_shown(desk: Desk) -> None:
    found = rows(tried("calzone folded at home"))
    header = next(row for row in found if row[0] == "What is alike")
    begin = found.index(header) + 2
    end = next(place for place, row in enumerate(found) if row[0] == "**Score**")
    for column in range(2, len(header)):
        added = [float(row[column].split("→")[1].strip("\xa0").replace("−", "-")) for row in found[begin:end]]
        assert sum(added) == pytest.approx(float(found[end][column].strip("*")), abs=0.08)


def test_the_log_odds_of_each_part_add_up_to_what_is_shown(desk: Desk) -> None:
    found = rows(tried("calzone folded at home"))
    begin = next(place for place, row in enumerate(found) if row[0] == "**That some entry answers**")
    end = next(place for place, row in enumerate(found) if place > begin and row[0].startswith("together"))
    added = [float(row[1].replace("−", "-")) for row in found[begin + 1 : end]]
    assert sum(added) == pytest.approx(float(found[end][1].strip("*").replace("−", "-")), abs=0.05)


def test_without_content_the_view_says_so(desk: Desk) -> None:
    for file in (desk.site.content / "entries").iterdir():
        file.unlink()
    assert "There is nothing to answer from." in words(tried("calzone"))


def test_before_the_door_nothing_is_drawn(desk: Desk) -> None:
    assert is_empty(view(*DRAWING, inside=False))
    assert not is_empty(view(trying.draw))


def test_a_long_question_is_cut_and_that_is_told(desk: Desk) -> None:
    assert "It was cut after 500 characters." in words(tried("calzone " * 200))


@settings(deadline=None, max_examples=60)
@given(TYPED)
def test_a_trace_is_the_way_that_the_reply_took(waiter: Assistant, typed: str) -> None:
    trace, reply = traced(waiter, typed), waiter.ask(typed)
    assert trace.reply == reply
    hits = [(hit.passage.id, hit.rank, hit.score) for hit in reply.hits]
    assert [(each.passage.id, each.rank, each.score) for each in trace.candidates[: len(hits)]] == hits
    assert bool(trace.judgement) == bool(hits)
    if trace.judgement:
        sure = trace.judgement.confidence
        assert sure == reply.confidence
        assert outcome(sure, waiter.usual.answer_threshold, waiter.usual.suggest_threshold) == reply.outcome


@pytest.mark.parametrize("question", ["", "xylophone", "hello"])
def test_without_candidates_a_trace_ends_with_the_reply(waiter: Assistant, question: str) -> None:
    assert traced(waiter, question) == Trace(waiter.ask(question), (), (), None, waiter.usual)
