from authoring.comparing.changes import MOST, text
from authoring.comparing.difference import GROUPS, Change, Diff, Edit, Group
from authoring.comparing.questions import Question
from authoring.comparing.told import Told

ANSWER = Told("answer", 0.972, ("dog", "wine"), text="aa")
OFFER = Told("suggest", 0.55, ("wine", "dog"), text="bb")
NEAREST = Told("abstain", 0.123, ("wine",))
NOTHING = Told("abstain", 0.0, ())
GREETING = Told("abstain", 0.0, (), "hello", "cc")
GOLD = Question("may Rex come", ("dog",), "kept", 7, "dog", 1)


def change(group: Group, before: Told = ANSWER, after: Told = OFFER, question: Question = GOLD) -> Change:
    return Change(question, group, before, after, ("right", "offered") if question.row else None)


def test_the_same_files_need_one_sentence() -> None:
    assert text(Diff()) == "The content files are the same; no question was asked."


def test_a_difference_is_told_from_the_worst_on() -> None:
    other = Question("pets", wording_of="dog", logged=2)
    diff = Diff(
        asked=90,
        changes=(
            change("worse", after=NEAREST),
            change("better", OFFER, ANSWER),
            change("removed answer", ANSWER, GREETING, other),
            change("new answer", NOTHING, ANSWER, Question("Which wine?")),
            change("answer edited", ANSWER, ANSWER, other),
        ),
        edits=(Edit("dog", 1), Edit("soup", 2)),
        added=("soup", "bread"),
        removed=("beer",),
        renamed=(("vine", "wine"),),
        verdicts=(("right", "declined"), ("offered", "right"), ("wrong", "wrong")),
        thresholds=(0.6, 0.615),
    )
    assert text(diff).split("\n") == [
        "90 questions asked of both versions: 4 replies changed, 1 more show an edited text.",
        "Added: #soup, #bread.",
        "Removed: #beer.",
        "#vine is now #wine.",
        "3 gold questions of both versions: right 1, offered 1 → 0, declined 0 → 1, wrong 1.",
        "An answer is now shown from a confidence of 61.5% on; before, from 60.0%.",
        "",
        "Gold questions that got worse (1)",
        "  'may Rex come': answer #dog 97%, right → no answer, nearest #wine 12%, offered (gold.csv:7; "
        "a wording of #dog; 1 time in the log; crosses the threshold of answers)",
        "",
        "Gold questions that got better (1)",
        "  'may Rex come': offer #wine 55%, right → answer #dog 97%, offered (gold.csv:7; "
        "a wording of #dog; 1 time in the log; crosses the threshold of answers)",
        "",
        "Questions that are answered no more (1)",
        "  'pets': answer #dog 97% → small talk #hello (a wording of #dog; 2 times in the log)",
        "",
        "Questions that are answered now (1)",
        "  'Which wine?': nothing → answer #dog 97% (crosses the threshold of answers)",
        "",
        "Edited answers (2)",
        "  #dog: stands first for 1 question",
        "  #soup: stands first for 2 questions",
    ]


def test_where_a_gold_row_stands_and_what_became_of_it_is_told() -> None:
    old = Question("old", ("dog",), "removed", 3)
    new = Question("new", ("dog",), "edited", 4)
    said = text(Diff(2, (change("gold row removed", question=old), change("better", question=new))))
    assert "(gold.csv:3 of the older version; crosses the threshold of answers)" in said
    assert "(gold.csv:4, row edited; crosses the threshold of answers)" in said


def test_a_text_that_was_edited_besides_is_told() -> None:
    surer = Told("answer", 0.7, ("dog",), text="other")
    assert text(Diff(1, (change("changed", ANSWER, surer),))).endswith("in the log; its text was edited)")


def test_long_lists_are_cut_except_what_got_worse() -> None:
    for group in GROUPS[:-1]:
        lines = text(Diff(99, (change(group),) * (MOST + 3))).split("\n")
        cut = lines[-1] == "  … and 3 more; --json lists all"
        assert (cut, len(lines)) == ((False, 3 + MOST + 3) if group == "worse" else (True, 3 + MOST + 1)), (
            group
        )
    edits = text(Diff(99, edits=(Edit("dog", 1),) * (MOST + 3))).split("\n")
    assert (edits[-1], len(edits)) == ("  … and 3 more; --json lists all", 3 + MOST + 1)


def test_many_ids_are_cut() -> None:
    assert "Added: #a0, #a1, #a2, #a3, #a4, #a5, #a6, #a7 and 2 more." in text(
        Diff(9, added=tuple(f"a{number}" for number in range(10)))
    )
