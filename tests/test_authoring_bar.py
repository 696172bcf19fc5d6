import io
from dataclasses import dataclass

import pytest

from authoring.bar import Bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@dataclass
class Clock:
    """A clock that shows what a test says."""

    seconds: float = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_nothing_is_drawn_in_the_first_two_seconds() -> None:
    terminal, clock = Terminal(), Clock()
    bar = Bar(terminal, clock)
    for seconds in (100.0, 101.0, 101.99):
        clock.seconds = seconds
        bar("asking", 1, 4)
    assert terminal.getvalue() == ""
    clock.seconds = 102.0
    bar("asking", 2, 4)
    assert terminal.getvalue() == "\r[###############...............]  50 % asking"


def test_nothing_is_drawn_where_nobody_watches() -> None:
    stream, clock = io.StringIO(), Clock()
    bar = Bar(stream, clock)
    clock.seconds = 200.0
    bar("asking", 2, 4)
    bar.clear()
    assert stream.getvalue() == ""


def test_it_is_drawn_ten_times_a_second_at_most() -> None:
    terminal, clock = Terminal(), Clock()
    bar = Bar(terminal, clock)
    for hundredth in range(100):
        clock.seconds = 110.0 + hundredth / 100
        bar("asking", hundredth, 100)
    assert 9 <= terminal.getvalue().count("\r") <= 10


def test_a_shorter_line_covers_a_longer_one_and_clearing_leaves_none() -> None:
    terminal, clock = Terminal(), Clock()
    bar = Bar(terminal, clock)
    clock.seconds = 110.0
    bar("asking for what is hidden", 1, 4)
    clock.seconds = 111.0
    bar("asking", 4, 4)
    first, second = terminal.getvalue().split("\r")[1:]
    assert len(second) == len(first)
    bar.clear()
    bar.clear()
    assert terminal.getvalue().endswith(f"\r{' ' * len(first)}\r")


@pytest.mark.parametrize(("done", "total", "share"), [(0, 0, "  0 %"), (5, 4, "100 %"), (1, 3, " 33 %")])
def test_any_numbers_make_a_share(done: int, total: int, share: str) -> None:
    terminal, clock = Terminal(), Clock()
    bar = Bar(terminal, clock)
    clock.seconds = 110.0
    bar("asking", done, total)
    assert share in terminal.getvalue()
