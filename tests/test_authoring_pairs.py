from hypothesis import given, settings
from hypothesis import strategies as st

from authoring.alike.pairs import near_pairs

BAGS = st.lists(st.frozensets(st.sampled_from("abcdefghij"), max_size=7), max_size=14)


def obvious(bags: list[frozenset[str]], share: float) -> list[tuple[int, int]]:
    """Every bag compared with every other."""
    return [
        (one, other)
        for one in range(len(bags))
        for other in range(one + 1, len(bags))
        if bags[one] and len(bags[one] & bags[other]) >= share * max(len(bags[one]), len(bags[other])) - 1e-9
    ]


@given(BAGS, st.sampled_from([0.34, 0.5, 0.6, 0.75, 0.95, 1.0]))
@settings(deadline=None, max_examples=300)
def test_the_pairs_are_those_of_a_comparison_of_each_with_each(
    bags: list[frozenset[str]], share: float
) -> None:
    assert list(near_pairs(bags, share)) == obvious(bags, share)
