from hypothesis import given
from hypothesis import strategies as some

from authoring.characters import cleaned, has_heap, line
from faq.dialect import invisible
from faq.limits import MARKS
from tests.authored import DIRTY

HEAP = "e" + "\u0301" * (MARKS + 1)


def test_what_nobody_sees_is_taken_out() -> None:
    assert cleaned("a\x00b\x1b\u202ec\ufeff\ud800&#x202e;d") == "abcd"


def test_other_line_ends_become_ours() -> None:
    assert cleaned("a\r\nb\rc\u2028d\x85e\x0cf") == "a\nb\nc\nd\ne\nf"


def test_entities_that_are_made_by_taking_one_out_go_as_well() -> None:
    assert cleaned("&#x20&#x202e;2e;") == ""


def test_a_letter_keeps_as_many_accents_as_a_file_may_hold() -> None:
    assert (has_heap(HEAP), has_heap(HEAP[:-1]), cleaned(HEAP)) == (True, False, HEAP[:-1])


def test_plain_texts_stay_as_they_are() -> None:
    told = "Käse & 🍕\n\tcode &amp; &lt;b&gt;\u00a0"
    assert cleaned(told) == told


@given(some.text() | DIRTY)
def test_nothing_unseen_is_left(text: str) -> None:
    clean = cleaned(text)
    assert list(invisible(clean)) == []
    assert cleaned(clean) == clean
    assert not has_heap(clean)
    clean.encode()


@given(some.text() | DIRTY)
def test_a_line_is_one_line(text: str) -> None:
    assert line(text).split("\n") == [" ".join(cleaned(text).split())]
