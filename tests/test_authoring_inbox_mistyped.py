import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from rapidfuzz.distance import OSA

from authoring.inbox.mistyped import LETTERS, USUAL, meant
from retrieval.text import STOP

TERMS = some.lists(some.text("abc", min_size=3, max_size=7), min_size=1, max_size=12, unique=True)


@pytest.mark.parametrize(
    ("terms", "often", "known", "places"),
    [
        (["refund", "refnud"], [3, 1], set(), [0, 0]),
        (["refund", "refunds"], [3, 2], set(), [0, 0]),
        (["refund", "refnud"], [2, 1], set(), [0, 1]),
        (["refund", "refnud"], [1, 1], {"refund"}, [0, 0]),
        (["refund", "refnud"], [3, 1], {"refnud"}, [0, 1]),
        (["dogs", "dgos"], [9, 1], set(), [0, 1]),
        (["refund", "rfenud"], [9, 1], set(), [0, 1]),
        (["~where", "wheree"], [9, 1], {"~where"}, [0, 1]),
        (["modal", "model", "modul"], [3, 4, 1], set(), [0, 1, 1]),
    ],
)
def test_a_slip_is_one_letter_off_a_usual_term(
    terms: list[str], often: list[int], known: set[str], places: list[int]
) -> None:
    assert meant(terms, np.array(often), known).tolist() == places


@given(TERMS, some.data())
def test_comparing_all_with_all_finds_the_same(terms: list[str], data: some.DataObject) -> None:
    often = data.draw(some.lists(some.integers(1, 5), min_size=len(terms), max_size=len(terms)))
    known = data.draw(some.sets(some.sampled_from(terms)))
    for place, found in enumerate(meant(terms, np.array(often), known).tolist()):
        term, rare = terms[place], often[place] < USUAL and terms[place] not in known
        right = [
            (-often[other], other)
            for other, each in enumerate(terms)
            if min(len(each), len(term)) >= LETTERS
            and (often[other] >= USUAL or each in known)
            and OSA.distance(term, each) == 1
        ]
        assert found == (min(right)[1] if rare and right else place)
    assert STOP not in "abc"
