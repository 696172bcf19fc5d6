from hypothesis import given
from hypothesis import strategies as some

from authoring.inbox.asked import MOST_COMMENTS, Asked, merged, together

ROWS = some.lists(
    some.builds(
        Asked,
        text=some.sampled_from(["dogs?", "Dogs", "cats", "why"]),
        alike=some.sampled_from(["dog", "cat", "why"]),
        times=some.integers(1, 9),
        down=some.integers(0, 3),
    ),
    max_size=12,
)


def test_rows_of_the_same_key_are_one_question_with_all_that_is_known_of_it() -> None:
    one = Asked(
        text="dogs?",
        alike="dog",
        times=2,
        conversations=1,
        first="2026-11-03",
        last="2026-11-05",
        outcomes=(("abstain", 2),),
        down=1,
        comments=("no!", "why?"),
    )
    pets = Asked(text="pets", alike="pet", times=9)
    other = Asked(
        text="Dogs",
        alike="dog",
        times=3,
        conversations=2,
        first="2026-11-01",
        last="2026-11-04",
        outcomes=(("suggest", 2), ("abstain", 1)),
        comments=("why?",),
    )
    both = Asked(
        text="Dogs",
        alike="dog",
        times=5,
        conversations=3,
        first="2026-11-01",
        last="2026-11-05",
        outcomes=(("abstain", 3), ("suggest", 2)),
        down=1,
        comments=("no!", "why?"),
    )
    assert merged([one, pets, other]) == (pets, both)


def test_days_that_nobody_knows_stay_unknown() -> None:
    unknown, known = (
        Asked(text="a", alike="a"),
        Asked(text="a", alike="a", first="2026-11-01", last="2026-11-02"),
    )
    assert (together([unknown, unknown]).first, together([unknown, known]).first) == ("", "2026-11-01")
    assert (together([unknown, unknown]).last, together([known, unknown]).last) == ("", "2026-11-02")


def test_not_all_comments_are_kept() -> None:
    rows = [Asked(text="a", alike="a", comments=(str(number),)) for number in range(MOST_COMMENTS + 5)]
    assert merged(rows)[0].comments == tuple(map(str, range(MOST_COMMENTS)))


@given(ROWS)
def test_nothing_is_lost_and_the_most_asked_come_first(rows: list[Asked]) -> None:
    found = merged(rows)
    assert sorted(each.alike for each in found) == sorted({row.alike for row in rows})
    assert sum(each.times for each in found) == sum(row.times for row in rows)
    assert sum(each.down for each in found) == sum(row.down for row in rows)
    assert [each.times for each in found] == sorted((each.times for each in found), reverse=True)
    assert merged(found) == found
