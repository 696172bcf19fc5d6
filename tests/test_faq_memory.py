from faq.memory import Memory


def test_what_was_asked_for_in_this_reading_or_the_one_before_is_kept() -> None:
    lengths: Memory[str, int] = Memory()
    assert lengths.keep("olives", 6) == 6
    for _ in range(3):
        lengths.turn()
        assert [lengths.kept("olives"), lengths.kept("olives")] == [6, 6]


def test_what_two_readings_did_not_ask_for_is_forgotten() -> None:
    lengths: Memory[str, int] = Memory()
    lengths.keep("olives", 6)
    lengths.turn()
    lengths.turn()
    assert lengths.kept("olives") is None


def test_the_last_value_kept_is_the_one_that_counts() -> None:
    lengths: Memory[str, int] = Memory()
    lengths.keep("olives", 5)
    lengths.turn()
    lengths.keep("olives", 6)
    assert lengths.kept("olives") == 6
