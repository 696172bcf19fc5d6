from faq.memory import Memory


def counting() -> tuple[Memory[str, int], list[str]]:
    """A memory of lengths, and what its function was called with."""
    called: list[str] = []

    def length(text: str) -> int:
        called.append(text)
        return len(text)

    return Memory(length), called


def test_what_was_asked_in_this_reading_or_the_one_before_is_not_worked_out_again() -> None:
    length, called = counting()
    assert [length("olives"), length("olives")] == [6, 6]
    length.turn()
    assert length("olives") == 6
    length.turn()
    assert (length("olives"), called) == (6, ["olives"])


def test_what_two_readings_did_not_ask_for_is_forgotten() -> None:
    length, called = counting()
    length("olives")
    length.turn()
    length.turn()
    assert (length("olives"), called) == (6, ["olives", "olives"])
