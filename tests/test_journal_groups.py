from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from journal import Decision
from journal.groups import grouped, needed
from tests.journal.records import DECISION, HOUR, KEY
from tests.journal.watching import asked, journal_at, tell, unanswered

times = some.sampled_from([f"2026-11-22T{hour:02}:00Z" for hour in range(24)])
judged = some.lists(
    some.tuples(
        some.sampled_from("xyz"),
        some.sampled_from("abc"),
        times,
        some.sampled_from(["abstain", "answer"]),
        some.sampled_from(["q1", "q2"]),
        some.none() | some.sampled_from(["", "more"]),
    ),
    max_size=30,
)


@given(judged, some.randoms(use_true_random=False))
def test_a_group_holds_what_a_loop_over_all_questions_finds(found: list[tuple], chance) -> None:  # type: ignore[type-arg,no-untyped-def]
    groups = grouped(found, [])
    assert {group.alike for group in groups} == {row[0] for row in found}
    for group in groups:
        same = [row for row in found if row[0] == group.alike]
        assert (group.questions, group.conversations) == (len(same), len({row[1] for row in same}))
        assert (group.first, group.last) == (min(row[2] for row in same), max(row[2] for row in same))
        assert sum(group.outcomes.values()) == len(same)
        assert (group.down, len(group.comments)) == (
            sum(row[5] is not None for row in same),
            sum(row[5] == "more" for row in same),
        )
        needing = [row[2] for row in same if row[3] == "abstain" or row[5] is not None]
        assert group.missed == max(needing, default="")
        usual = [row[4] for row in same].count(group.text)
        assert usual == max([row[4] for row in same].count(text) for text in ("q1", "q2"))
    assert [group.conversations for group in groups] == sorted(
        (g.conversations for g in groups), reverse=True
    )
    chance.shuffle(found)
    assert grouped(found, []) == groups


@given(judged, some.integers(0, 4))
def test_needed_are_the_groups_with_a_question_not_answered_or_voted_down(
    found: list[tuple],  # type: ignore[type-arg]
    most: int,
) -> None:
    expected = [group for group in grouped(found, []) if group.down or "abstain" in group.outcomes]
    expected.sort(key=lambda group: (group.questions, group.last, group.alike), reverse=True)
    told = needed(found, [], most)
    assert (list(told.groups), told.left_out) == (expected[:most], max(0, len(expected) - most))


def test_what_was_only_offered_or_only_voted_down_is_needed() -> None:
    rows = [(name, "c", HOUR, name, "Who?", None) for name in ("suggest", "abstain", "answer", "chosen")]
    voted = ("down", "c", HOUR, "answer", "Who?", "")
    assert {group.alike for group in needed([*rows, voted], [], 9).groups} == {"suggest", "abstain", "down"}


def test_a_group_bears_what_was_decided_of_it() -> None:
    row = (KEY, "c", HOUR, "abstain", "Who are you?", None)
    other = Decision(alike="another", kind="ignored", passage="", time=HOUR)
    assert [group.decision for group in grouped([row], [other, DECISION])] == [DECISION]


def test_a_journal_groups_what_it_keeps(tmp_path: Path) -> None:
    with journal_at(f"sqlite:///{tmp_path / 'journal.sqlite'}") as journal:
        journal.asked(unanswered(1))
        tell(journal, 2)
        (group,) = journal.groups()
    assert (group.text, group.questions, group.down, group.comments) == (asked(2).text, 2, 1, ("The layers",))
    assert group.outcomes == {"abstain": 1, "answer": 1}
