import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.drawn import Drawn, WrongPageError, check
from benchmarks.scenes import Size, Told, chosen, percentile, thinking
from benchmarks.serve import Report, crowded, serve
from tests.browser.running import free_port

T = TypeVar("T")
SMALL = Size(
    conversations=2,
    length=2,
    crowd=3,
    ramp_seconds=0.1,
    thinking_seconds=0.1,
    each=2,
    instant=3,
    rounds=2,
    idle=3,
    idle_seconds=0.1,
    woken=2,
)


def apart(work: Callable[[], T]) -> T:
    """What the work returns, in a thread of its own: an event loop may be running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def begun(*fragments: str) -> ForwardMsg:
    """A run begins, of everything or of some fragments."""
    message = ForwardMsg()
    message.new_session.page_script_hash = "page"
    message.metadata.run.fragment_ids.extend(fragments)
    return message


def speaker(name: str, *place: int, fragment: str = "") -> ForwardMsg:
    """A message of the conversation begins."""
    message = ForwardMsg()
    message.delta.add_block.chat_message.name = name
    message.delta.fragment_id = fragment
    message.metadata.delta_path.extend(place)
    return message


def element(kind: str, words: str, *place: int, fragment: str = "") -> ForwardMsg:
    """An element: what it says, or the id of a widget."""
    message = ForwardMsg()
    found = getattr(message.delta.new_element, kind)
    names = [field.name for field in found.DESCRIPTOR.fields]
    setattr(found, next(name for name in ("body", "message", "id") if name in names), words)
    message.delta.fragment_id = fragment
    message.metadata.delta_path.extend(place)
    return message


def finished(status: ForwardMsg.ScriptFinishedStatus.ValueType) -> ForwardMsg:
    return ForwardMsg(script_finished=status)


def turn(question: str, answer: str, at: int, fragment: str = "") -> list[ForwardMsg]:
    return [
        speaker("user", 0, at, fragment=fragment),
        element("text", question, 0, at, 0, fragment=fragment),
        speaker("assistant", 0, at + 1, fragment=fragment),
        element("markdown", answer, 0, at + 1, 0, 0, fragment=fragment),
    ]


def page(*messages: ForwardMsg) -> Drawn:
    drawn = Drawn()
    for message in (begun(), element("chat_input", "prompt", 3, 0), *messages):
        drawn.take(message)
    return drawn


@given(some.lists(some.floats(-1e6, 1e6), min_size=1), some.floats(0.01, 1))
def test_percentiles_are_those_of_numpy(values: list[float], share: float) -> None:
    assert percentile(values, share) == np.percentile(values, share * 100, method="inverted_cdf")


def test_nothing_has_no_percentile() -> None:
    assert np.isnan(percentile([], 0.5))


def test_every_visitor_asks_other_questions_as_long_as_there_are_others() -> None:
    questions = [str(number) for number in range(6)]
    assert [chosen(questions, number, 2) for number in range(4)] == [
        ["0", "1"],
        ["2", "3"],
        ["4", "5"],
        ["0", "1"],
    ]


def test_a_page_with_every_question_and_its_answer_passes() -> None:
    check(page(*turn("what?", "that", 1), *turn("  how?\n", "so", 3)), ["what?", "how?"])


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        ([], "the page shows [] when ['what?'] was asked"),
        (turn("whose?", "that", 1), "the page shows ['whose?'] when ['what?'] was asked"),
        (turn("what?", " ", 1), "the page lacks an answer to one of 1 questions"),
        ([*turn("what?", "that", 1), element("alert", "oh", 2)], "the page shows an error: oh"),
        ([*turn("what?", "that", 1), element("exception", "no", 2)], "the page shows an error: no"),
        ([*turn("what?", "that", 1), element("text", "", 3, 0)], "the page shows no input for questions"),
    ],
)
def test_a_page_that_is_not_what_has_to_be_seen_is_told(messages: list[ForwardMsg], told: str) -> None:
    with pytest.raises(WrongPageError) as raised:
        check(page(*messages), ["what?"])
    assert str(raised.value) == told


def test_the_questions_of_another_visitor_are_noticed() -> None:
    with pytest.raises(WrongPageError):
        check(page(*turn("mine", "yes", 1), *turn("yours", "no", 3)), ["mine"])


def test_a_run_of_a_part_keeps_the_rest_of_the_page() -> None:
    drawn = page(*turn("first", "1", 1), *turn("second", "2", 3, "part"), *turn("third", "3", 5, "part"))
    for message in (begun("part"), *turn("fourth", "4", 3, "part")):
        drawn.take(message)
    assert (drawn.said("user"), drawn.said("assistant")) == (["first", "fourth"], ["1", "4"])
    assert drawn.messages == 5


def test_a_run_that_is_cut_short_is_not_the_last() -> None:
    cut, over = ForwardMsg.FINISHED_EARLY_FOR_RERUN, ForwardMsg.FINISHED_SUCCESSFULLY
    part = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
    assert [Drawn().take(finished(status)) for status in (cut, over, part)] == [False, True, True]


def test_a_visitor_who_finds_no_server_is_counted() -> None:
    told, address = Told(), f"http://127.0.0.1:{free_port()}"
    apart(lambda: asyncio.run(thinking(address, ["what?"], SMALL, told)))
    assert len(told.failures) == SMALL.crowd
    assert (told.loads, told.asks) == ([], [])


def test_an_answer_that_is_wrong_is_counted() -> None:
    async def work() -> float:
        raise WrongPageError("the page shows no input for questions")

    told = Told()
    apart(lambda: asyncio.run(told.of(told.asks, work())))
    assert told.failures == ["WrongPageError: the page shows no input for questions"]


def test_every_scene_is_played_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.served.REST_SECONDS", 0.0)
    report = apart(lambda: serve(SMALL))
    assert report.failures == ()
    asked = {name: figures["questions"] for name, figures in report.scenes.items() if "questions" in figures}
    assert [*asked.values()] == [2 * 2, 3 * 2, 3 * 2, 2]
    assert report.scenes["one after another"]["question, CPU ms, median"] > 1
    assert json.loads(report.json())["scenes"] == report.scenes


def test_crowds_of_several_sizes_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.served.REST_SECONDS", 0.0)
    report = apart(lambda: crowded(SMALL, [1, 2]))
    assert {name: figures["questions"] for name, figures in report.scenes.items()} == {
        "1 thinking 0 s": 2,
        "2 thinking 0 s": 4,
    }
    assert report.failures == ()


def test_the_table_tells_every_figure_and_every_failure() -> None:
    report = Report(
        80.0, {"3 idle": {"failures": 1, "question, ms, 95%": 12.345}}, ("3 idle: TimeoutError: ",)
    )
    assert report.markdown().splitlines()[2:5] == [
        "| | calibration loop, CPU ms | 80.0 |",
        "| 3 idle | failures | 1 |",
        "| 3 idle | question, ms, 95% | 12.35 |",
    ]
    assert report.markdown().endswith("- 3 idle: TimeoutError: ")
