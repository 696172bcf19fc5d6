from chat.gate import FREE, LONGEST_WAIT_SECONDS, WAIT_SECONDS, Gate


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def guessed(gate: Gate, times: int = FREE) -> None:
    for _ in range(times):
        assert not gate.admits("guess")


def test_the_password_opens_and_nothing_else_does() -> None:
    gate = Gate("quattro stagioni é")
    assert [gate.admits(typed) for typed in ("", "quattro", "quattro stagioni é", "\ud800")] == [
        False,
        False,
        True,
        False,
    ]


def test_without_a_password_nothing_opens() -> None:
    assert (Gate("").is_set, Gate("").admits("")) == (False, False)


def test_after_some_wrong_ones_even_the_right_one_has_to_wait() -> None:
    clock = Clock()
    gate = Gate("right", clock)
    guessed(gate)
    assert (gate.wait(), gate.admits("right")) == (WAIT_SECONDS, False)
    clock.now += WAIT_SECONDS
    assert gate.admits("right")


def test_each_wait_is_twice_as_long_up_to_a_limit() -> None:
    clock = Clock()
    gate = Gate("right", clock)
    guessed(gate)
    waits = []
    for _ in range(6):
        waits.append(gate.wait())
        clock.now += gate.wait()
        guessed(gate, 1)
    assert waits == [60.0, 120.0, 240.0, 480.0, LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS]


def test_the_right_password_forgives_the_wrong_ones() -> None:
    gate = Gate("right")
    for _ in range(3):
        guessed(gate, FREE - 1)
        assert gate.admits("right")


def test_the_password_stands_in_no_message() -> None:
    assert "right" not in repr(Gate("right"))
