from authoring.inbox.asked import Asked
from chat.inbox.needing import group_of, needing, within, without
from journal import Group

ONE, OTHER, THIRD = (
    Asked(text=name, alike=name, times=times) for name, times in (("a", 3), ("b", 2), ("c", 4))
)
GROUPS = (group_of((ONE, OTHER)), group_of((THIRD,)))


def told(name: str, questions: int = 1, down: int = 0, **outcomes: int) -> Group:
    return Group(
        alike=name,
        text=name,
        questions=questions,
        conversations=1,
        first="2026-11-20T10:00Z",
        last="2026-11-22T17:00Z",
        outcomes=outcomes,
        down=down,
        comments=("no",),
        decision=None,
    )


def test_what_was_answered_well_is_not_needed() -> None:
    every = (
        told("a", answer=1),
        told("b", answer=1, abstain=1),
        told("c", suggest=1),
        told("d", chosen=1, down=1),
    )
    assert [each.text for each in needing(every, 9)[0]] == ["b", "c", "d"]


def test_the_rarest_are_left_out_and_counted() -> None:
    every = (told("a", abstain=1), told("b", 3, abstain=3), told("c", 2, abstain=2))
    found, left_out = needing(every, 2)
    assert ([each.text for each in found], left_out) == (["b", "c"], 1)


def test_a_group_of_the_journal_becomes_a_question() -> None:
    assert needing([told("a", 2, 1, abstain=2)], 1)[0] == (
        Asked(
            text="a",
            alike="a",
            times=2,
            first="2026-11-20",
            last="2026-11-22",
            outcomes=(("abstain", 2),),
            down=1,
            comments=("no",),
        ),
    )


def test_a_group_without_some_of_its_questions_counts_the_others() -> None:
    left = without(GROUPS, {"a"})
    assert [(group.name, group.whole.times) for group in left] == [("c", 4), ("b", 2)]
    assert without(GROUPS, {"a", "b", "c"}) == ()


def test_what_is_within_and_what_is_without_are_all() -> None:
    assert within(GROUPS, {"a", "b", "c"}) == GROUPS
    assert without(GROUPS, {"x"}) == GROUPS
    assert [group.name for group in within(GROUPS, {"b"})] == ["b"]
