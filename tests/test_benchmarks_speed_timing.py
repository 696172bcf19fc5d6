import gc
import time

import pytest

from benchmarks.speed.contender import Ready
from benchmarks.speed.corpus import Asked
from benchmarks.speed.timing import timed

QUESTIONS = [Asked(f"question {number}", number, ()) for number in range(40)]


def knowing(rank: int) -> Ready:
    """Finds the entry that a question is about at a rank, from 0."""
    return Ready(
        lambda question: int(question.split()[1]), lambda entry: [*range(-1, -1 - rank, -1), entry], None
    )


def busy(milliseconds: float) -> Ready:
    """Takes that much of the processor for each question."""

    def search(question: str) -> None:
        begin = time.thread_time()
        while time.thread_time() < begin + milliseconds / 1000:
            pass

    return Ready(search, lambda nothing: (), None)


def test_the_time_is_that_of_each_contender_s_search() -> None:
    told = timed({"slow": busy(4), "quick": busy(1)}, QUESTIONS)
    assert told["slow"].p50 == pytest.approx(4, rel=0.1)
    assert told["quick"].p50 == pytest.approx(1, rel=0.1)
    assert told["slow"].p50 <= told["slow"].p99


def test_sleeping_takes_none_of_the_processor() -> None:
    asleep = Ready(lambda question: time.sleep(0.002), lambda nothing: (), None)
    told = timed({"asleep": asleep}, QUESTIONS[:25])
    assert told["asleep"].p50 < 1


def test_a_contender_that_is_quicker_at_its_second_question_is_quicker_alone() -> None:
    last = [""]

    def remembering(question: str) -> None:
        begin = time.thread_time()
        while last[0] != "me" and time.thread_time() < begin + 0.002:
            pass
        last[0] = "me"

    def other(question: str) -> None:
        last[0] = "other"

    searches = {"remembering": remembering, "other": other}
    told = timed({name: Ready(each, lambda nothing: (), None) for name, each in searches.items()}, QUESTIONS)
    assert told["remembering"].p50 >= 2
    assert told["remembering"].alone < 1


def test_hits_are_counted_by_the_rank_of_the_entry() -> None:
    told = timed({str(rank): knowing(rank) for rank in (0, 1, 9, 10)}, QUESTIONS)
    assert [timing.hit1 for timing in told.values()] == [1, 0, 0, 0]
    assert [timing.hit10 for timing in told.values()] == [1, 1, 1, 0]


def test_all_are_asked_each_question_in_turn_in_changing_orders() -> None:
    heard: list[tuple[str, str]] = []

    def listener(name: str) -> Ready:
        return Ready(lambda question: heard.append((question, name)), lambda nothing: (), None)

    timed({name: listener(name) for name in "abc"}, QUESTIONS)
    turns = [heard[begin : begin + 3] for begin in range(0, 3 * len(QUESTIONS), 3)]
    assert [{question for question, _ in turn} for turn in turns] == [{each.question} for each in QUESTIONS]
    assert all(sorted(name for _, name in turn) == ["a", "b", "c"] for turn in turns)
    assert len({tuple(name for _, name in turn) for turn in turns}) == 6


def test_the_first_questions_are_for_warming_only() -> None:
    unknown = [Asked("question 7", -5, ())] * 3
    told = timed({"knowing": knowing(0)}, [*unknown, *QUESTIONS[:5]], warming=3)
    assert told["knowing"].hit1 == 1


def test_the_garbage_collector_looks_at_everything_again_afterwards() -> None:
    timed({"knowing": knowing(0)}, QUESTIONS)
    assert gc.get_freeze_count() == 0
