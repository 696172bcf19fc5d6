from authoring.hidden.twins import twins
from tests.conftest import passage

RULES = (
    "Please leave the table as you found it, take your tray to the hatch by the stairs, and tell the waiter "
    "in time if you need a high chair, a menu in large print or a place for a pram."
)


def told(name: str, answer: str) -> tuple[str, str]:
    return name, answer


def twins_of(*answers: str) -> dict[str, str]:
    """The twins among entries that are named a, b, c and so on."""
    return twins(
        [
            passage(name, f"What is {name}?", answer=said)
            for name, said in zip("abcdef", answers, strict=False)
        ]
    )


def test_answers_with_a_few_words_changed_are_twins() -> None:
    changed = RULES.replace("Please", "Kindly").replace("waiter", "staff").replace("place", "corner")
    assert twins_of(RULES, "Ask the cook.", changed) == {"a": "c", "c": "a"}


def test_each_has_the_twin_that_is_likest() -> None:
    near = RULES.replace("Please", "Kindly")
    far = near.replace("waiter", "staff").replace("place", "corner").replace("hatch", "window")
    assert twins_of(far, near, RULES) == {"a": "b", "b": "c", "c": "b"}


def test_answers_that_differ_in_a_number_are_no_twins() -> None:
    port = "The service listens on port {}, where every client of the house expects it to be."
    assert twins_of(port.format(80), port.format(443)) == {}


def test_answers_on_the_same_matter_in_other_words_are_no_twins() -> None:
    assert twins_of(RULES, "Tidy up behind you. Trays go to the stairs. Ask us for high chairs.") == {}


def test_short_answers_are_twins_when_they_are_the_same() -> None:
    assert twins_of("Yes.", "yes", "No.") == {"a": "b", "b": "a"}


def test_answers_without_a_word_are_no_twins() -> None:
    assert twins_of("...", "!!!") == {}


def test_a_phrase_of_the_house_makes_no_twins() -> None:
    closing = "We hope to see you again soon."
    assert (
        twins_of(
            *(
                f"{first} {closing}"
                for first in ("Rome is nice.", "Ask Anna about it.", "On Mondays only, alas.")
            )
        )
        == {}
    )
