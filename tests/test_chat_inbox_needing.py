from authoring.inbox.asked import Asked
from chat.inbox.needing import asked_of, group_of, within, without
from journal import Group

ONE, OTHER, THIRD = (
    Asked(text=name, alike=name, times=times) for name, times in (("a", 3), ("b", 2), ("c", 4))
)
GROUPS = (group_of((ONE, OTHER)), group_of((THIRD,)))


def test_a_group_of_the_journal_becomes_a_question() -> None:
    group = Group(
        alike="a",
        text="a",
        questions=2,
        conversations=1,
        first="2026-11-20T10:00Z",
        last="2026-11-22T17:00Z",
        missed="2026-11-21T08:00Z",
        outcomes={"abstain": 2},
        down=1,
        comments=("no",),
        decision=None,
    )
    assert asked_of(group) == Asked(
        text="a",
        alike="a",
        times=2,
        first="2026-11-20",
        last="2026-11-22",
        missed="2026-11-21",
        outcomes=(("abstain", 2),),
        down=1,
        comments=("no",),
    )


def test_a_group_without_some_of_its_questions_counts_the_others() -> None:
    left = without(GROUPS, {"a"})
    assert [(group.name, group.whole.times) for group in left] == [("c", 4), ("b", 2)]
    assert without(GROUPS, {"a", "b", "c"}) == ()


def test_what_is_within_and_what_is_without_are_all() -> None:
    assert within(GROUPS, {"a", "b", "c"}) == GROUPS
    assert without(GROUPS, {"x"}) == GROUPS
    assert [group.name for group in within(GROUPS, {"b"})] == ["b"]
